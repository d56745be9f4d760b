import { FigureError } from './figure-error.js';

/** Vega and Vega-Lite draw on after most mistakes, and only warn: the figure would then mislead. */
export function strictLogger() {
  const fail = (...messages: unknown[]) => {
    if (/^Dropping "fit-/.test(String(messages[0]))) return logger; // a height that follows from the number of lanes
    const known = messages.find(message => message instanceof FigureError);
    throw known ?? new FigureError(`The chart is not right: ${messages.join(' ')} Change the specification.`);
  };
  const quiet = () => logger;
  const logger = { level: () => logger, error: fail, warn: fail, info: quiet, debug: quiet } as never;
  return logger;
}

export function asFigureError(error: unknown): FigureError {
  if (error instanceof FigureError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new FigureError(`Vega cannot draw the chart: ${message} Change the specification.`);
}
