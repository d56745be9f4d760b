/** A state as a table of plans, and a walk as lanes, in the colours of the notebooks' figures. */
import type { Trace } from 'everystate';
import { colours, laneColour, tints } from 'figures/dist/style/palette.js';
import { blocksOf, isAside, linesOf } from 'figures/dist/views/lane-blocks.js';
import { planLook } from 'figures/dist/views/plan-chip.js';
import { deletedIn, shortName, type Lanes } from './scene.js';

const DANGER = { strong: colours.danger, tint: tints.danger };
/** As many as plans have in figures. */
const SHADES = 6;
const DARK_BORDER = '#8696AB';

function Chip({ plan, deleted = false }: { plan: number; deleted?: boolean }) {
  const { fill, ink, border, dash } = planLook(plan, deleted);
  // On a dark page a newer plan is lighter: it stands out more there, too.
  const dark = planLook(SHADES + 1 - plan);
  const style = {
    background: `light-dark(${fill}, ${deleted ? 'transparent' : dark.fill})`,
    color: `light-dark(${ink}, ${deleted ? 'var(--text)' : dark.ink})`,
    borderColor: deleted ? 'var(--text)' : `light-dark(${border}, ${DARK_BORDER})`,
    borderStyle: dash.length > 0 ? 'dashed' : 'solid',
  };
  return (
    <span class="chip" style={style}>
      <span class="word">plan </span>
      {plan}
    </span>
  );
}

/** What a lane says: chips of plans, and words. */
function Said({ text }: { text: string }) {
  const danger = text.startsWith('✗');
  return (
    <>
      {linesOf({ text, aside: isAside(text), danger }).map(line =>
        'plan' in line ? (
          <Chip key={line.plan} plan={line.plan} deleted={line.deleted} />
        ) : (
          <span key={line.words}>{line.words}</span>
        ),
      )}
    </>
  );
}

function lookOf(lane: string, text: string) {
  if (isAside(text)) return { borderColor: 'transparent', color: 'var(--muted)' };
  const danger = text.startsWith('✗');
  return { ...tinted(danger ? DANGER : laneColour(lane)), color: danger ? 'var(--bad)' : 'var(--text)' };
}

/** A party's colour, with a fill behind text that is light or dark as the page is. */
export function tinted({ strong, tint }: { strong: string; tint: string }) {
  return { background: `light-dark(${tint}, color-mix(in srgb, ${strong} 30%, var(--page)))`, borderColor: strong };
}

/** A column for each plan, a row for each party. */
export function PlansTable({ lanes, state }: { lanes: Lanes; state: Trace['start'] }) {
  const names = Object.keys(lanes);
  const texts = names.map(name => lanes[name]!(state));
  const plans = Array.from({ length: (state as unknown as { latest: number }).latest }, (_, i) => i + 1);
  const zones = deletedIn(state);
  const gone = (plan: number) => {
    const where = zones.flatMap((deleted, i) => (deleted.includes(plan) ? [i + 1] : []));
    if (where.length === 0) return '';
    return where.length === zones.length ? 'deleted' : `deleted at ${where.join(', ')}`;
  };
  return (
    <section class="scroll" tabindex={0} aria-label="Who holds which plan">
      <table class="plans">
        <thead>
          <tr>
            <td />
            {plans.map(plan => (
              <th scope="col" key={plan}>
                <Chip plan={plan} deleted={gone(plan) !== ''} />
                <span class="small">{gone(plan)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => {
            const text = texts[row]!;
            const said = text.replace(/^\(|\)$/g, '').split('\n');
            const plan = Number(/plan (\d+)/.exec(text)?.[1] ?? 0);
            const words = said.filter(line => !/^plan \d+$/.test(line)).join(' ');
            const token = (
              <span class="token" style={lookOf(name, text)}>
                {words || (name === 'Planner' ? 'newest' : name.startsWith('Record') ? 'live' : 'kept')}
              </span>
            );
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {plan === 0 ? (
                  <td colSpan={plans.length}>{token}</td>
                ) : (
                  plans.map(column => <td key={column}>{column === plan && token}</td>)
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface LanesProps {
  readonly lanes: Lanes;
  readonly trace: Trace;
  readonly at: number;
  /** The step after which it could go well for the last time. */
  readonly last: number | undefined;
  readonly go: (at: number) => void;
}

/** Time runs down; what a party holds is one block as long as it stays the same. */
export function LanesOverTime({ lanes, trace, at, last, go }: LanesProps) {
  const states = [trace.start, ...trace.steps.map(step => step.after)];
  const names = Object.keys(lanes);
  return (
    <div class="scroll">
      <div class="lanes" style={{ gridTemplateColumns: `auto repeat(${names.length}, minmax(3.6rem, 1fr))` }}>
        {names.map((name, i) => (
          <span key={name} class="name" style={{ gridColumn: i + 2 }}>
            <span class="long">{name}</span>
            <span class="short">{shortName(name)}</span>
          </span>
        ))}
        <span class="here" style={{ gridRow: at + 2 }} />
        {states.map((_, i) => (
          <button
            type="button"
            key={`step ${i + 1}`}
            style={{ gridRow: i + 2 }}
            onClick={() => go(i)}
            aria-current={i === at ? 'step' : undefined}
            aria-label={`After step ${i}${i === last ? ', the last chance' : ''}`}
          >
            {i}
            {i === last && <span class="chance">!</span>}
          </button>
        ))}
        {names.flatMap((name, column) =>
          blocksOf(name, states.map(lanes[name]!)).map(({ from, to, text }) => (
            <span
              key={`${name} ${from}`}
              class="block"
              style={{ ...lookOf(name, text), gridColumn: column + 2, gridRow: `${from + 2.5} / ${to + 2.5}` }}
            >
              <Said text={text} />
            </span>
          )),
        )}
      </div>
    </div>
  );
}
