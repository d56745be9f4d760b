// biome-ignore-all lint/suspicious/noExplicitAny: models of different states, side by side
import { check, type Model, type PropertyResult } from 'everystate';
import { bigLock, bigLockOneMayStop, type BigLock } from './big-lock.js';
import { changes, type Change, type ChangeId } from './changes.js';
import { watched, type WhatPlanner } from './endless.js';
import { promises } from './ledger.js';
import { oneMayStop, outage } from './outage.js';
import type { RaceSize } from './race.js';
import type { RegionDesign } from './region-design.js';
import { watchedRegionOneStops } from './region-endless.js';
import { region } from './region.js';

/** What traces show. Only those of the one big lock have all of it; compare and swap, which has another shape, has no traces. */
export type Shown = ReturnType<typeof bigLock>['state'];

/** A design with one endpoint: the outage with a change, or with another way to take turns. */
export interface Candidate extends Change {
  /** In the smallest size in which the outage can happen: every promise but P-4. */
  readonly model: Model<Shown>;
  /** P-4: one Enactor may stop, with a Planner that makes plans without end. */
  readonly oneStops: (planner: WhatPlanner) => Model;
}

type Bounded = (size: RaceSize) => Model<any>;

function candidate(change: Change, bounded: Bounded, stopping: Bounded, size: RaceSize): Candidate {
  return { ...change, model: bounded(size) as Model<Shown>, oneStops: planner => watched(size, stopping, planner) };
}

/** The smallest size in which the outage can happen. */
const SMALLEST: RaceSize = { plans: 3, enactors: 2, keep: 0 };
/** With one plan more, and one more older plan kept. */
const larger = ({ plans, enactors, keep }: RaceSize): RaceSize => ({ plans: plans + 1, enactors, keep: keep + 1 });

/** The outage with a set of changes. */
export function withChanges(ids: readonly ChangeId[], size = SMALLEST): Candidate {
  const among = changes.filter(({ id }) => ids.includes(id));
  const change: Change = {
    id: ids.join('+') || 'none',
    name: among.map(({ name }) => name).join(' + ') || 'as it was',
    text: among.map(({ text }) => text).join(' ') || 'The model of notebook 5.',
    cites: among.flatMap(({ cites }) => cites),
  };
  // Where clean-up keeps one older plan more, it takes one plan more to fail.
  const more = ids.includes('keepMore') ? 1 : 0;
  const told = (of: RaceSize) => ({ ...of, keep: of.keep - more });
  return candidate(
    change,
    of => outage(told(of), ids),
    of => oneMayStop(told(of), ids),
    more ? larger(size) : size,
  );
}

function locked(kind: BigLock, name: string, text: string, size: RaceSize): Candidate {
  return candidate(
    { id: kind, name, text, cites: ['TALK-3', 'A-14'] },
    of => bigLock(of, kind),
    of => bigLockOneMayStop(of, kind),
    size,
  );
}

function swapping(change: Change, size: RaceSize): Candidate {
  const one = { ...size, endpoints: 1 };
  const design: RegionDesign = { lock: 'no lock', changes: ['compareAndSwap'], skips: true };
  return {
    ...change,
    model: region(one, design) as unknown as Model<any>,
    oneStops: planner => watchedRegionOneStops(one, design, planner),
  };
}

/** Applying and the whole of clean-up are one step. */
function inOneStep({ actions, ...rest }: Model<any>, { keep }: RaceSize): Model {
  const apply = actions.apply as any;
  return {
    ...rest,
    actions: {
      ...actions,
      apply: {
        ...apply,
        then: (s: any, me: any) => {
          apply.then(s, me);
          for (; me.plan - me.cursor > keep; me.cursor++) if (me.cursor !== s.live) s.deleted.add(me.cursor);
          me.cursor = 0;
          me.at = 'idle';
        },
      },
    },
  };
}

/** All that one might try, the design as it was first. None is AWS's own, who said only what they would fix (PM-18). */
export function candidatesIn(size = SMALLEST): Candidate[] {
  return [
    withChanges([], size),
    ...changes.map(({ id }) => withChanges([id], size)),
    swapping(
      {
        id: 'compareAndSwap',
        name: 'compare and swap',
        text: 'The Enactor reads the record and checks its plan. The transaction fails if the record has changed since; then the Enactor reads again.',
        cites: ['PM-4', 'TALK-3'],
      },
      size,
    ),
    candidate(
      {
        id: 'oneStep',
        name: 'the article’s fix',
        text: 'Applying a plan and cleaning up are one step, which passes over the live plan.',
        cites: ['ART-1', 'CODE-5'],
      },
      of => inOneStep(outage(of), of),
      of => inOneStep(oneMayStop(of), of),
      // If no older plan were kept, clean-up would delete at once whatever one could go back to.
      larger(size),
    ),
    locked(
      'never expires',
      'one big lock',
      'One lock is held from the check to the end of clean-up. It never expires.',
      size,
    ),
    locked(
      'expires unnoticed',
      'one big lease',
      'The same lock, but it expires, and a slow holder does not notice.',
      size,
    ),
    locked(
      'asked at every write',
      'one big checked lease',
      'The same lease. Every write asks in its transaction whether the lock is still the writer’s.',
      size,
    ),
    locked(
      'fencing token',
      'fencing token',
      'The same lease. Each holder gets a higher number. A write with a lower number than an earlier one is refused.',
      size,
    ),
  ];
}

/** What the checker finds of the five promises, in their order. */
export function judge({ model, oneStops }: Candidate): PropertyResult<Shown>[] {
  const found = [model, oneStops('goes on') as Model<any>].flatMap(of => check<Shown>(of).properties);
  return promises.map(({ name }) => found.find(property => property.name === name)!);
}
