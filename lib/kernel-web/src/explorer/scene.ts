/** A state and a step of any of the models, in the words and lanes of lib/outage. */
// biome-ignore-all lint/suspicious/noExplicitAny: states of different models, side by side
import type { Step } from 'everystate';
import { enactorName, lanes, lockLane, tell, type Told } from 'outage';

export type Lanes = Readonly<Record<string, (state: any) => string>>;

/** A Region as its lanes are told: the records of one endpoint. */
const at = (s: any, endpoint: number) => (s.endpoint ? { ...s, ...s.endpoint[endpoint] } : s);

/** The lanes of a model, by a state of it. */
export function lanesOf(start: any): Lanes {
  const count = start.enactor.length;
  const told = lanes(count);
  const endpoints: readonly object[] = start.endpoint ?? [{}];
  const several = endpoints.length > 1;
  const enactors = Array.from({ length: count }, (_, i): [string, (s: any) => string] => [
    enactorName(i),
    s => {
      const { endpoint = 0, hasLock = false } = s.enactor[i];
      const where = `${several ? ` at ${endpoint + 1}` : ''}${hasLock ? ', has its lock' : ''}`;
      const text = told[enactorName(i)]!(at(s, endpoint));
      return text
        .split('\n')
        .map(line => (/^plan|^[(✗]/.test(line) ? line : line + where))
        .join('\n');
    },
  ]);
  return {
    Planner: s => told['Planner']!(s),
    ...Object.fromEntries(enactors),
    ...Object.fromEntries(
      endpoints.map((_, i) => [several ? `Record ${i + 1}` : 'Record', (s: any) => told['Record']!(at(s, i))]),
    ),
    ...('rollback' in start && { 'Rollback record': (s: any) => `plan ${s.rollback}` }),
    ...('holder' in start && { Lock: (s: any) => lockLane(s) }),
  };
}

/** The plans whose trees are gone: those of each endpoint. */
export function deletedIn(s: any): number[][] {
  return (s.endpoint ?? [s]).map(({ deleted }: any) => [...deleted]);
}

export function isEmpty(s: any): boolean {
  return (s.endpoint ?? [s]).some(({ live, deleted }: any) => deleted.has(live));
}

/** A step in words, and who decides that it is taken. */
export interface Deed {
  /** Or `NO_PARTY`. */
  readonly party: string;
  readonly text: string;
  /** Id of the claim that it re-enacts. */
  readonly claim?: string;
}

/** Whose step it is that is of the question, and of nobody in the outage. */
export const NO_PARTY = 'No party’s step';

export function deedOf(step: Step): Deed {
  const { action, process, before, after } = step as Step<any>;
  if (action === 'watch')
    return { party: NO_PARTY, text: `from here on, the question is whether plan ${(before as any).latest} goes live` };
  if (action === 'rest') return { party: NO_PARTY, text: 'time passes' };
  const endpoint = process === undefined ? 0 : ((before as any).enactor[process].endpoint ?? 0);
  const told: Told = tell({ action, process, before: at(before, endpoint), after: at(after, endpoint) });
  const party = process === undefined ? told.from : enactorName(process);
  const several = ((before as any).endpoint?.length ?? 1) > 1 && process !== undefined && !ANYWHERE.includes(action);
  const text = told.text.startsWith('is ') ? `asks: ${told.text}` : told.text;
  const words = told.from === party ? text : `${told.from} ${text}`;
  return { party, text: words + (several ? `, endpoint ${endpoint + 1}` : ''), claim: told.claim };
}

/** Actions that are about no endpoint. */
const ANYWHERE: readonly string[] = ['pickUp', 'stop'];

export const shortName = (party: string) => (party.startsWith('Enactor ') ? party.slice(8) : party);
