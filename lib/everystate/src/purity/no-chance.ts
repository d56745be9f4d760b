import { ModelError } from '../model/errors.js';

const CHANCE = `Let chance be a choice: one action for each outcome.`;
const TIME = `Let time be a field of the state, and its passing an action.`;

/** The clock, for limits on time where the functions of a model must not read it. */
export const now = performance.now.bind(performance);

/** What gives another answer each time: where it is, and what is put in its place. */
const FORBIDDEN: readonly { readonly holder: any; readonly name: string; readonly instead: unknown }[] = [
  { holder: Math, name: 'random', instead: () => refuse('Math.random', CHANCE) },
  { holder: performance, name: 'now', instead: () => refuse('performance.now', TIME) },
  { holder: Date, name: 'now', instead: () => refuse('Date.now', TIME) },
  {
    holder: globalThis,
    name: 'Date',
    instead: new Proxy(Date, {
      construct: (target, given: []) => (given.length > 0 ? new target(...given) : refuse('new Date()', TIME)),
      apply: () => refuse('Date()', TIME),
    }),
  },
];

/**
 * Runs something in which nothing may depend on chance or on the clock: a guard,
 * effect or property that asks for either is refused. A model with such a one would
 * have other states each time.
 */
export function withoutChance<T>(run: () => T): T {
  const outer = isRunning;
  isRunning = true;
  const originals = FORBIDDEN.map(({ holder, name }) => holder[name]);
  for (const { holder, name, instead } of FORBIDDEN) holder[name] = instead;
  try {
    return run();
  } finally {
    isRunning = outer;
    FORBIDDEN.forEach(({ holder, name }, i) => {
      holder[name] = originals[i];
    });
  }
}

/** Whether functions of a model are being called. */
let isRunning = false;

/** @throws ModelError when a guard, an effect or a property asks for a search of its own */
export function refuseWithin(caller: string): void {
  if (!isRunning) return;
  throw new ModelError(
    `It calls ${caller}, which a guard, an effect or a property must not.`,
    `They may look at nothing but the state: call ${caller} before, and declare what it says as a field.`,
  );
}

function refuse(name: string, remedy: string): never {
  throw new ModelError(`It uses ${name}, which a guard, an effect or a property must not.`, remedy);
}
