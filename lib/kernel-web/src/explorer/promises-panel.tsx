/** The five promises: what the checker found of each, and how each stands at the state that is shown. */
import { statuses, type Trace } from 'everystate';
import { promises } from 'outage';
import type { Place } from './address.js';
import type { Found, Search, Verdict } from './checker.js';
import type { Models } from './design.js';
import { firstBroken } from './walking.js';

interface Props {
  readonly models: Models;
  readonly place: Place;
  readonly trace: Trace;
  readonly found: Found | undefined;
  readonly search: Search;
  readonly stop: () => void;
  readonly show: (verdict: Verdict) => void;
}

export function PromisesPanel({ models, place, trace, found, search, stop, show }: Props) {
  const all = statuses(models[place.model], trace);
  return (
    <section aria-labelledby="promises" aria-busy={search.state === 'searching'}>
      <h2 id="promises">The promises</h2>
      <p class="search" role="status">
        <Said search={search} found={found} />
        {search.state === 'searching' && (
          <button type="button" onClick={stop}>
            Stop
          </button>
        )}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Promise</th>
            <th scope="col">So far</th>
            <th scope="col">The checker found</th>
          </tr>
        </thead>
        <tbody>
          {promises.map(({ id, name }, i) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{soFar(id, all[place.at]![name], firstBroken(all, name, place.at))}</td>
              <td>
                <VerdictOf verdict={found?.verdicts[i]} isOver={search.state !== 'searching'} show={show} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">“One Enactor may stop” is asked of a different model: the Planner makes plans without end.</p>
    </section>
  );
}

function Said({ search, found }: Pick<Props, 'search' | 'found'>) {
  const states = found && `${found.states.toLocaleString('en')} states`;
  if (search.state === 'failed') return <span class="bad">The search failed: {search.why}</span>;
  if (search.state === 'stopped') return <span>Stopped. What is not said below is not known.</span>;
  if (search.state === 'searching')
    return (
      <span>Searching: {search.states > 0 ? `${search.states.toLocaleString('en')} states` : (states ?? '…')} </span>
    );
  return (
    <span>{found?.complete ? `${states}, all of them searched.` : `${states}, and more that were not searched.`}</span>
  );
}

interface VerdictProps {
  readonly verdict: Verdict | undefined;
  readonly isOver: boolean;
  readonly show: (verdict: Verdict) => void;
}

function VerdictOf({ verdict, isOver, show }: VerdictProps) {
  if (!verdict || verdict.verdict === 'unknown') return <span class="small">{isOver ? 'not known' : '…'}</span>;
  if (verdict.verdict === 'holds') return <span class="good">✓ holds</span>;
  const { labels = [], loop = 0 } = verdict;
  const steps = `in ${labels.length - loop} steps${loop > 0 ? `, then a loop of ${loop}` : ''}`;
  return (
    <>
      <span class="bad">✗ broken</span>{' '}
      <button type="button" onClick={() => show(verdict)} aria-label={`Show how “${verdict.name}” is broken ${steps}`}>
        {steps}
      </button>
    </>
  );
}

/** What can still come is not broken yet. */
const COMES: readonly string[] = ['P-2', 'P-4', 'P-5'];

/** What was broken at an earlier step stays broken; what can still come is judged where the walk is. */
function soFar(id: string, kept: boolean | undefined, broken: number | undefined) {
  if (kept === undefined) return <span class="small">not asked</span>;
  if (COMES.includes(id)) return kept ? <span class="good">✓ yes</span> : <span>… not yet</span>;
  return broken === undefined ? <span class="good">✓ yes</span> : <span class="bad">✗ at step {broken}</span>;
}
