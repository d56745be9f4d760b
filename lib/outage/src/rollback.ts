// biome-ignore-all lint/suspicious/noExplicitAny: any model of the outage, with one endpoint or more
import { model, type Model } from 'everystate';

/**
 * Any model of the outage with operators who go back on purpose: to the newest older plan
 * that is still there, in one batch that flips the alias. Where there is a lock they take
 * it over, and where there are fencing tokens they have a higher one.
 *
 * That no older plan replaces a newer one is then asked of Enactors alone. That the newest
 * plan goes live is not asked.
 */
export function withRollback({ leadsTo: _, ...of }: Model): Model {
  const recordOf = (s: any) => ('endpoint' in of.state ? s.endpoint[0] : s);
  const hasTokens = 'highest' in of.state && of.normalForm !== undefined; // other locks give none out
  const target = (s: any) => {
    const { live, deleted } = recordOf(s);
    let plan = deleted.has(live) ? 0 : live - 1;
    while (plan > 0 && deleted.has(plan)) plan--;
    return plan;
  };
  return model<any>({
    ...of,
    actions: {
      ...of.actions,
      goBack: {
        cites: ['TALK-6', 'TALK-7'],
        when: (s: any) => target(s) > 0,
        then: (s: any) => {
          recordOf(s).live = target(s);
          if ('holder' in of.state) s.holder = 0;
          if (hasTokens) s.highest = 1 + Math.max(s.highest, ...s.enactor.map(({ token }: any) => token));
        },
      },
    },
    everyStep: {
      'No Enactor goes back': (before: any, after: any, { action }) =>
        action === 'goBack' || recordOf(after).live >= recordOf(before).live,
    },
  });
}
