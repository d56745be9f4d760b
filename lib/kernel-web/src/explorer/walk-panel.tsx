/** The walk: where it is, what can happen next, and how it came there. */
import type { Model, Step, Trace } from 'everystate';
import { laneColour } from 'figures/dist/style/palette.js';
import { cited } from 'outage';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Outlook } from './checker.js';
import { LanesOverTime, PlansTable, tinted } from './pictures.js';
import { deedOf, isEmpty, lanesOf, NO_PARTY } from './scene.js';
import { lastChance, stateAfter, stepsFrom } from './walking.js';

interface Props {
  readonly trace: Trace;
  readonly model: Model;
  readonly at: number;
  readonly outlook: Outlook | undefined;
  /** Whether the outlook is on its way. */
  readonly isLooking: boolean;
  /** Whether there are too many states to look for the last chance. */
  readonly tooLarge: boolean;
  readonly go: (at: number) => void;
  readonly take: (label: string) => void;
  /** Takes the last choice back, if there is one. */
  readonly undo: (() => void) | undefined;
  /** Forgets the walk. */
  readonly restart: () => void;
}

const MILLISECONDS_A_STEP = 900;

export function WalkPanel({ trace, model, at, outlook, isLooking, tooLarge, go, take, undo, restart }: Props) {
  const [playing, setPlaying] = useState(false);
  const state = stateAfter(trace, at);
  const lanes = useMemo(() => lanesOf(trace.start), [trace]);
  const choices = useMemo(() => {
    const places = new Map(Object.keys(lanes).map((party, i) => [party, i]));
    const placeOf = (step: Step) => places.get(deedOf(step).party) ?? places.size;
    return stepsFrom(model, state).sort((a, b) => placeOf(a) - placeOf(b));
  }, [model, state, lanes]);
  const step = trace.steps[at - 1];
  const last = outlook && lastChance(outlook.well);
  const lost = outlook?.well[at] ? (outlook.lost[at] ?? []) : [];
  /** In a walk that has not lost its chance yet, the last one can be here. */
  const marked = last ?? (lost.length > 0 ? at : undefined);
  const isAtEnd = at >= trace.length;

  useEffect(() => {
    if (!playing) return;
    if (isAtEnd) return setPlaying(false);
    const timer = setTimeout(() => go(at + 1), MILLISECONDS_A_STEP);
    return () => clearTimeout(timer);
  }, [playing, at, isAtEnd]);

  // Before the browser paints: a key is for what is shown.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('select, input, textarea')) return;
      const chosen = choices[Number(event.key) - 1];
      if (event.key === 'ArrowRight' && !isAtEnd) go(at + 1);
      else if (event.key === 'ArrowLeft' && at > 0) go(at - 1);
      else if (event.key === 'Home') go(0);
      else if (event.key === 'End') go(trace.length);
      else if (chosen) take(chosen.label);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });

  const deed = step && deedOf(step);
  return (
    <section aria-labelledby="walk" class="walk">
      <h2 id="walk">
        {at === 0 ? 'The start' : `Step ${at}`}
        <span class="small"> of {trace.length}</span>
      </h2>
      <p class="buttons">
        <button type="button" onClick={() => go(0)} disabled={at === 0}>
          Start
        </button>
        <button type="button" onClick={() => go(at - 1)} disabled={at === 0}>
          ← Back
        </button>
        <button type="button" class="main" onClick={() => go(at + 1)} disabled={isAtEnd}>
          Step →
        </button>
        <button type="button" onClick={() => setPlaying(!playing)} disabled={isAtEnd && !playing}>
          {playing ? 'Pause' : 'Play'}
        </button>
        <button type="button" onClick={undo} disabled={!undo}>
          Undo
        </button>
        <button type="button" onClick={restart} disabled={trace.length === 0}>
          Walk from the start
        </button>
      </p>
      <p class="deed" role="status">
        {deed ? (
          <>
            <Party name={deed.party} /> {deed.text}.
          </>
        ) : (
          'Plan 1 is live. Nobody has begun.'
        )}{' '}
        {isEmpty(state) ? (
          <strong class="bad">✗ The record is empty: the name does not resolve.</strong>
        ) : (
          <span class="good">✓ The name resolves.</span>
        )}
        {marked === at && <strong class="chance"> The last chance: with the next step it may be too late.</strong>}
        {outlook && !outlook.well[at] && !isEmpty(state) && (
          <strong class="bad"> ✗ Whatever happens next, the record will be empty.</strong>
        )}
      </p>
      {'watched' in state && (
        <p class="small">
          This is a different model: the Planner makes plans without end, one Enactor may stop, and plans that nobody
          can tell apart are numbered anew.
        </p>
      )}
      {deed && <Sources claim={deed.claim} cites={step!.cites} />}
      <PlansTable lanes={lanes} state={state} />
      <h3>What can happen next</h3>
      {choices.length === 0 && <p>Nothing: this is an end.</p>}
      <Choices choices={choices} lost={lost} take={take} />
      <h3>How it came here</h3>
      <LanesOverTime lanes={lanes} trace={trace} at={at} last={marked} go={go} />
      {marked !== undefined && (
        <p class="small">
          <b class="chance">{marked}!</b> marks the last chance. With the step after it, it may be too late.
        </p>
      )}
      {isLooking && !outlook && !tooLarge && <p class="small">Looking for the last chance …</p>}
      {tooLarge && <p class="small">There are too many states here to mark the last chance.</p>}
      <p class="small">
        Keys: ← and → step, 1 to 9 choose, Home and End go to the start and the end. Undo, or your browser’s Back, takes
        back what you chose last.
      </p>
    </section>
  );
}

/** The steps that are possible, by who takes them. */
function Choices({
  choices,
  lost,
  take,
}: {
  choices: ReturnType<typeof stepsFrom>;
  lost: readonly string[];
  take: Props['take'];
}) {
  const told = choices.map((step, i) => ({ ...deedOf(step), label: step.label, key: i + 1 }));
  const parties = [...new Set(told.map(({ party }) => party))];
  return (
    <div class="choices">
      {parties.map(party => (
        <fieldset key={party}>
          <legend>
            <Party name={party} />
          </legend>
          {told
            .filter(one => one.party === party)
            .map(({ label, text, key }) => (
              <button
                type="button"
                key={label}
                onClick={() => take(label)}
                style={{ borderColor: laneColour(party).strong }}
              >
                {key <= 9 && <kbd>{key}</kbd>} {text}
                {lost.includes(label) && <span class="bad"> ✗ too late after it</span>}
              </button>
            ))}
        </fieldset>
      ))}
    </div>
  );
}

function Party({ name }: { name: string }) {
  if (name === NO_PARTY) return <i>{name}:</i>;
  return (
    <span class="party" style={tinted(laneColour(name))}>
      {name}
    </span>
  );
}

/** What AWS said of a step, and what we assume. */
function Sources({ claim, cites }: { claim: string | undefined; cites: readonly string[] }) {
  const assumed = cites.filter(id => id.startsWith('A-'));
  return (
    <div class="sources">
      {claim && (
        <p>
          <b>AWS said</b> ({claim}, in our words): {cited(claim).text}
        </p>
      )}
      {assumed.length > 0 && (
        <details>
          <summary>
            <b>We assume</b> {assumed.join(', ')}
          </summary>
          <ul>
            {assumed.map(id => (
              <li key={id}>
                {id}: {cited(id).text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
