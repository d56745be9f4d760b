/** What Spin says of the twin of the article's model, for notebook 6. */
import path from 'node:path';
import { ROOT, TWINS } from '../common/paths.js';
import { makePan, type Defines } from './spin.js';

/** The twin's settings, by the names that notebook 6 gives them. */
const VARIANTS: Readonly<Record<string, Defines>> = {
  'as in the article': {},
  'with the missing branch': { ELSE: 1 },
  'record emptied in one step': { ONE_STEP: 1 },
  'with the fix': { FIXED: 1 },
};
/** The twin's LTL claims. */
const CLAIMS = ['no_empty_record_after_a_regression', 'active_plan_never_deleted', 'once_filled_never_empty'];
const FILE = path.join(TWINS, 'article.pml');

/**
 * Runs Spin on every variant of the twin. `whole`: every reachable state, one
 * statement a step, and the states in which somebody is stuck. `claims`: searches
 * for one claim each as Spin does them by default, which end at the first violation.
 * `traces`: steps to the first violation of the first claim.
 * @throws ToolError when Spin or gcc is missing or fails
 */
export async function articleResults() {
  const whole = [];
  const claims = [];
  for (const [variant, settings] of Object.entries(VARIANTS)) {
    const all = await (await makePan(FILE, exact({ ...settings, SHOW: 0 }))).search({
      deadlocks: true,
      countErrors: true,
    });
    whole.push({ variant, states: all.states, transitions: all.transitions, stuck: all.errors });
    const pan = await makePan(FILE, { defines: settings, byDefault: true, flags: ['-O1'] });
    for (const claim of CLAIMS) {
      const { states, transitions, depth, errors, deadlocksOff } = await pan.search({ claim, deadlocks: true });
      claims.push({
        variant,
        claim,
        violated: errors > 0,
        states,
        transitions,
        depth,
        deadlockSearch: deadlocksOff ?? 'on',
      });
    }
  }
  const first = async (breadthFirst: boolean) =>
    (await (await makePan(FILE, { ...exact({ SHOW: 1 }), breadthFirst })).search()).first!.depth;
  return { whole, claims, traces: { depthFirst: await first(false), breadthFirst: await first(true) } };
}

/** Settings for a search in which each statement is a transition. */
function exact(defines: Defines) {
  return { defines, spinFlags: ['-o1', '-o2', '-o3'], flags: ['-O1'] };
}

/** The file in which the notebook reads the results. */
export const ARTICLE_RESULTS = path.join(ROOT, 'data/results/article-spin.json');
