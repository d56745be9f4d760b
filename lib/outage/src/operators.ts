import { flag, model, oneOf, type Actions } from 'everystate';
import type { ChangeId } from './changes.js';
import { onlyWhen } from './only-when.js';
import { outage } from './outage.js';
import type { RaceSize } from './race.js';

/** What operators do beside the repair. */
export type Care =
  /** They repair the record while the automation goes on. */
  | 'repair only'
  /** They switch the automation off before they repair, and leave it off. */
  | 'freeze first'
  /** They switch it on again afterwards. Each Enactor goes on where it was. */
  | 'then go on'
  /** They switch it on again, and each Enactor starts anew, without a plan in hand. */
  | 'then start anew';

/**
 * The outage with operators who repair an empty record, once: they put a healthy
 * tree of the newest plan live.
 * @throws ModelError as `outage` does
 */
export function withOperators(size: RaceSize, care: Care, changes: readonly ChangeId[] = []) {
  const system = outage(size, changes);
  const state = { ...system.state, automation: oneOf('on', 'off'), repaired: flag };
  const freezes = care !== 'repair only';

  const automation = onlyWhen(system.actions as Actions<typeof state>, s => s.automation === 'on');
  const freezing: Actions<typeof state> = {
    freeze: {
      cites: ['PM-18', 'TALK-13'],
      fair: 'weak',
      when: s => s.deleted.has(s.live) && !s.repaired && s.automation === 'on',
      then: s => {
        s.automation = 'off';
      },
    },
  };
  const repairing: Actions<typeof state> = {
    repair: {
      cites: ['PM-15', 'TALK-13', 'A-19'],
      fair: 'weak',
      when: s => s.deleted.has(s.live) && !s.repaired && (!freezes || s.automation === 'off'),
      then: s => {
        s.deleted.delete(s.latest);
        s.live = s.latest;
        s.repaired = true;
      },
    },
  };
  const thawing: Actions<typeof state> = {
    switchOn: {
      cites: ['PM-18', 'TALK-13'],
      fair: 'weak',
      when: s => s.repaired && s.automation === 'off',
      then: s => {
        s.automation = 'on';
        if (care === 'then start anew') {
          for (const enactor of s.enactor) {
            enactor.at = 'idle';
            enactor.plan = s.live;
            enactor.cursor = 0;
          }
        }
      },
    },
  };

  return model({
    state,
    init: system.init as { latest: 1; live: 1; rollback: 1; enactor: { plan: 1 } },
    actions: {
      ...automation,
      ...(freezes && freezing),
      ...repairing,
      ...((care === 'then go on' || care === 'then start anew') && thawing),
    },
    always: { 'Once repaired, it stays': { when: s => s.repaired, then: s => !s.deleted.has(s.live) } },
    canRecover: { 'A way back': s => !s.deleted.has(s.live) },
    ends: { 'The name resolves': s => !s.deleted.has(s.live) },
  });
}
