import { processName, type Step, type ViewOf } from 'everystate';
import type { race } from './race.js';

/** The declared state of the race. */
export type RaceState = ReturnType<typeof race>['state'];

/** A step of the race, told as a message between two parties. */
export interface Told {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Id of the claim that the step re-enacts. */
  readonly claim: string;
}

/** Where both the record and the plans' trees are kept (TALK-6). */
const ROUTE_53 = 'Route 53';

/** Everybody and everything that may send or get a message, from left to right. */
export function parties(enactors: number): string[] {
  return ['Planner', 'Plans', ...Array.from({ length: enactors }, (_, i) => enactorName(i)), ROUTE_53];
}

/** Tells a step of the race in the outage's words. */
export function tell({ action, process = 0, before, after }: Step<RaceState>): Told {
  const me = enactorName(process);
  const was = before.enactor[process]!;
  const is = after.enactor[process]!;
  switch (action) {
    case 'publish': return {
      from: 'Planner', to: 'Plans', text: `makes plan ${after.latest}`,
      claim: before.enactor.some(({ at }) => at !== 'idle') ? 'PM-9' : 'PM-2',
    };
    case 'pickUp': return { from: me, to: 'Plans', text: `picks up plan ${is.plan}`, claim: 'PM-5' };
    case 'checkOnce': return {
      from: me, to: ROUTE_53, claim: 'PM-6',
      text: `is plan ${is.plan} newer than plan ${before.live}? ${is.at === 'checked' ? 'Yes' : 'No'}`,
    };
    case 'apply': return {
      from: me, to: ROUTE_53, text: `points the record to plan ${is.plan}`,
      claim: is.plan < before.live ? 'PM-12' : 'PM-10',
    };
    case 'giveUp': return { from: me, to: me, text: `drops plan ${is.plan}, deleted`, claim: 'TALK-6' };
    case 'cleanUp': return {
      from: me, to: ROUTE_53, text: `deletes plan ${was.cursor}`,
      claim: was.cursor === before.live ? 'PM-13' : 'PM-11',
    };
    case 'finish': return { from: me, to: me, text: 'has cleaned up', claim: 'PM-11' };
    default: throw new Error(`No words for the action '${action}': add them to tell() in lib/outage.`);
  }
}

/** What each party holds in a state of the race: the lanes of a swimlane chart. */
export function lanes(enactors: number): Record<string, (state: ViewOf<RaceState>) => string> {
  const hold = (i: number) => (s: ViewOf<RaceState>) => {
    const { at, plan, cursor } = s.enactor[i]!;
    if (at === 'idle') return '(idle)';
    return at === 'cleaning' && cursor > 1 ? `deleted\nplan ${cursor - 1}` : `plan ${plan}\n${at}`;
  };
  return {
    Planner: s => `plan ${s.latest}`,
    ...Object.fromEntries(Array.from({ length: enactors }, (_, i) => [enactorName(i), hold(i)])),
    Record: s => (s.deleted.has(s.live) ? '✗\nempty' : `plan ${s.live}`),
  };
}

/** The name of the Enactor at this position: Enactor A, Enactor B, …. */
export function enactorName(index: number): string {
  return `Enactor ${processName(index)}`;
}
