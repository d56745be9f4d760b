// biome-ignore-all lint/suspicious/noExplicitAny: works on a model of any state
import { range, type Model } from 'everystate';

/**
 * The outage with many states to start from, turned into one that starts from a
 * single state, as Spin does: it goes through the many in turn, and may begin at
 * any. Promises are asked of what comes after that. Its twin does the same, in
 * `data/twins/everywhere.pml`.
 */
export function fromOneStart({ state, init, actions, always = {}, everyStep = {}, ...rest }: Model): Model {
  const starts = init as readonly any[];
  const begun = (s: any) => s.start === 0;
  const notBegun = (s: any) => s.start > 0 && s.start <= starts.length;
  const onceBegun = (action: any) => ({
    ...action,
    when: (s: any, me: any, i: any) => begun(s) && action.when(s, me, i),
  });

  return {
    ...rest,
    state: { ...state, start: range(0, starts.length + 1) }, // where it may begin, counted from 1; 0 once it has begun
    init: { start: 1 },
    actions: {
      ...Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, onceBegun(action)])),
      goOn: {
        when: notBegun,
        then: (s: any) => {
          s.start++;
        },
      },
      begin: {
        when: notBegun,
        then: (s: any) => {
          const { latest, live, deleted, enactor } = starts[s.start - 1];
          s.latest = latest;
          s.live = live;
          for (const plan of deleted) s.deleted.add(plan);
          enactor.forEach((one: object, i: number) => Object.assign(s.enactor[i], one));
          s.start = 0;
        },
      },
    },
    always: Object.fromEntries(
      Object.entries(always).map(([name, then]) => [name, { when: begun, then: then as (s: any) => boolean }]),
    ),
    everyStep: Object.fromEntries(
      Object.entries(everyStep).map(([name, holds]) => [
        name,
        (before: any, after: any, by: any) => !begun(before) || (holds as any)(before, after, by),
      ]),
    ),
  };
}
