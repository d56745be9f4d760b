import { processName, type ReadonlyFiniteSet } from 'everystate';

/** What there is to be seen in a state of the race, of the outage, and of models like them. */
export interface Scene {
  readonly latest: number;
  readonly live: number;
  readonly deleted: ReadonlyFiniteSet<number>;
  readonly enactor: readonly { readonly at: string; readonly plan: number; readonly cursor: number }[];
}

/** A step between two scenes, such as the step of a trace. */
export interface SceneStep {
  readonly action: string;
  /** The position of the Enactor that takes it, if one does. */
  readonly process?: number;
  readonly before: Scene;
  readonly after: Scene;
}

/** A step, told as a message between two parties. */
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

/** Tells a step in the outage's words. */
export function tell({ action, process = 0, before, after }: SceneStep): Told {
  const me = enactorName(process);
  const was = before.enactor[process]!;
  const is = after.enactor[process]!;
  switch (action) {
    case 'publish':
      return {
        from: 'Planner',
        to: 'Plans',
        text: `makes plan ${after.latest}`,
        claim: before.enactor.some(({ at }) => at !== 'idle') ? 'PM-9' : 'PM-2',
      };
    case 'pickUp':
      return { from: me, to: 'Plans', text: `picks up plan ${is.plan}`, claim: 'PM-5' };
    case 'checkOnce':
      return {
        from: me,
        to: ROUTE_53,
        claim: 'PM-6',
        text: `is plan ${is.plan} newer than plan ${before.live}? ${is.at === 'checked' ? 'Yes' : 'No'}`,
      };
    case 'apply':
      return {
        from: me,
        to: ROUTE_53,
        text: `points the record to plan ${is.plan}`,
        claim: is.plan < before.live ? 'PM-12' : 'PM-10',
      };
    case 'checkAgain':
      return {
        from: me,
        to: ROUTE_53,
        claim: 'PM-6',
        text: `is plan ${is.plan} still newer than plan ${before.live}? ${is.at === 'rechecked' ? 'Yes' : 'No'}`,
      };
    case 'refuse':
      return {
        from: ROUTE_53,
        to: me,
        claim: 'PM-6',
        text: `refuses plan ${is.plan}, not newer than plan ${before.live}`,
      };
    case 'startOver':
      return { from: ROUTE_53, to: me, text: 'refuses: the record is not as it was read', claim: 'TALK-3' };
    case 'failToApply':
      return {
        from: ROUTE_53,
        to: me,
        claim: 'TALK-10',
        text: `fails: no tree of plan ${before.live} to roll back to`,
      };
    case 'retry':
      return { from: me, to: me, text: `will try plan ${is.plan} again`, claim: 'PM-7' };
    case 'stop':
      return { from: me, to: me, text: 'stops for good', claim: 'PM-3' };
    case 'giveUp':
      return { from: me, to: me, text: `drops plan ${is.plan}, deleted`, claim: 'TALK-6' };
    case 'takeLock':
      return {
        from: me,
        to: ROUTE_53,
        claim: 'TALK-3',
        text: is.at === 'cleaning' ? 'takes the lock to clean up' : 'takes the lock',
      };
    case 'loseLock':
      return { from: me, to: me, text: 'has lost the lock, and must take it again', claim: 'TALK-5' };
    case 'expire':
      return { from: ROUTE_53, to: ROUTE_53, text: 'the lease runs out', claim: 'TALK-3' };
    case 'lookFirst':
      return {
        from: me,
        to: ROUTE_53,
        claim: 'PM-11',
        text: `is plan ${was.cursor} live? ${was.cursor === before.live ? 'Yes, pass over it' : 'No'}`,
      };
    case 'cleanUp':
      return after.deleted.has(was.cursor)
        ? {
            from: me,
            to: ROUTE_53,
            text: `deletes plan ${was.cursor}`,
            claim: was.cursor === before.live ? 'PM-13' : 'PM-11',
          }
        : { from: me, to: ROUTE_53, text: `passes over plan ${was.cursor}, which is live`, claim: 'PM-11' };
    case 'finish':
      return { from: me, to: me, text: 'finishes its clean-up', claim: 'PM-11' };
    default:
      throw new Error(`No words for the action '${action}': add them to tell() in lib/outage.`);
  }
}

/** What each party holds: the lanes of a swimlane chart. */
export function lanes(enactors: number): Record<string, (state: Scene) => string> {
  const hold = (i: number) => (s: Scene) => {
    const { at, plan, cursor } = s.enactor[i]!;
    if (at === 'idle') return '(idle)';
    if (at === 'stopped') return '✗\nstopped';
    if (at === 'deleting') return `plan ${cursor}\nto delete`;
    return at === 'cleaning' && s.deleted.has(cursor - 1) ? `deleted\nplan ${cursor - 1}` : `plan ${plan}\n${at}`;
  };
  return {
    Planner: s => `plan ${s.latest}`,
    ...Object.fromEntries(Array.from({ length: enactors }, (_, i) => [enactorName(i), hold(i)])),
    Record: s => (s.deleted.has(s.live) ? '✗ empty\n' : '') + `plan ${s.live}`,
  };
}

/** What a lock holds, as a lane: it has expired where nobody has it though somebody works as if. */
export function lockLane({ holder, enactor }: Scene & { readonly holder: number }): string {
  if (holder > 0) return `held by ${processName(holder - 1)}`;
  return enactor.some(({ at }) => ['holding', 'checked', 'cleaning'].includes(at)) ? '✗ lease\nexpired' : '(free)';
}

/** The name of the Enactor at this position: Enactor A, Enactor B, …. */
export function enactorName(index: number): string {
  return `Enactor ${processName(index)}`;
}
