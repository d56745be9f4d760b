import type { Defines } from '../spin/spin.js';
import type { Constants } from './tlc.js';
import type { Twin } from '../spin/twin.js';
import { twins } from '../spin/twins.js';

/** A model of ours, and the same model in TLA+. */
export interface TlcTwin extends Pick<Twin, 'name' | 'model' | 'sizes'> {
  /** The module in `data/twins`. */
  readonly file: string;
  /** The module's constants for a size. */
  readonly constants: (size: Defines) => Constants;
  /** What TLC can be asked, in the words of its configuration, with our name of the same property. */
  readonly asks: Readonly<Record<string, string>>;
  /** Another line for TLC's configuration. */
  readonly setting?: string;
}

/** What a TLA+ file has in common with the Promela file of the same model. */
export function alike(name: string): Pick<TlcTwin, 'name' | 'model'> {
  return { name, model: twins.find(twin => twin.name === name)!.model };
}

/** Sizes as the numbers that they are, and flags as one set of names: `CHANGES = {"recheck"}`. */
export function inTla(numbers: readonly string[], flags?: string): TlcTwin['constants'] {
  return size => ({
    ...Object.fromEntries(numbers.map(name => [name, String(size[name])])),
    ...(flags && {
      [flags]: setOfStrings(
        Object.keys(size)
          .filter(name => !numbers.includes(name) && size[name])
          .map(camelCase),
      ),
    }),
  });
}

const setOfStrings = (members: readonly string[]) => `{${members.map(one => `"${one}"`).join(', ')}}`;
export const truth = (flag: number | undefined) => (flag ? 'TRUE' : 'FALSE');

/** The TLA+ files write `recheckBefore` for the flag RECHECK_BEFORE of a Promela file. */
export function camelCase(flag: string): string {
  return flag.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
