/** The worker that knows TypeScript. */
import { expose } from 'comlink';
import { Language } from './language.js';

const language = load();

async function load(): Promise<Language> {
  const answer = await fetch(new URL('declarations.json', import.meta.url));
  if (!answer.ok)
    throw new Error(`The types of the libraries cannot be loaded: ${answer.status} ${answer.statusText}.`);
  return new Language((await answer.json()) as Record<string, string>);
}

// What is asked before all is loaded waits for it.
expose({
  compile: async (cell: string) => (await language).compile(cell),
  complete: async (cell: string, at: number) => (await language).complete(cell, at),
  explain: async (cell: string, at: number) => (await language).explain(cell, at),
  forget: async () => (await language).forget(),
});
