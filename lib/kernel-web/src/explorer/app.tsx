/** The page: what it shows, and what changes it. */
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { fromHash, toHash, type Place } from './address.js';
import { useAnswers } from './answers.js';
import { MOST_FOR_OUTLOOK, type Verdict } from './checker.js';
import { AS_IT_WAS, MENDED, modelsOf, possible } from './design.js';
import { DesignPanel } from './design-panel.js';
import { PromisesPanel } from './promises-panel.js';
import { WalkPanel } from './walk-panel.js';
import { walk } from './walking.js';

interface View {
  /** What the reader, or the address, has chosen. Without it, the race is shown as soon as it is found. */
  readonly chosen?: Place;
  readonly note: string;
}

/** Marks what the browser remembers of a choice: there is a state of the page to go back to. */
const CHOSEN = 'chosen';

const BEGINNING: Place = { setup: AS_IT_WAS, model: 'bounded', path: [], at: 0 };

/** @param script the page's own script, for the worker */
export function App({ script }: { script: string }) {
  const [{ chosen, note }, view] = useState<View>(() => opened(location.hash));
  const { setup } = chosen ?? BEGINNING;
  const { search, found, useOutlook, stop } = useAnswers(script, setup);
  const place = chosen ?? lastChanceOf(found?.verdicts[0]?.labels);
  const outlook = useOutlook(place);
  const models = useMemo(() => modelsOf(setup), [setup]);
  const { trace } = useMemo(() => walk(models[place.model], place.path), [models, place.model, place.path]);

  useEffect(() => {
    const open = () => view(opened(location.hash));
    addEventListener('popstate', open);
    return () => removeEventListener('popstate', open);
  }, []);

  // Before the browser paints: whoever then goes back does so from what is shown.
  useLayoutEffect(() => {
    if (chosen) history.replaceState(history.state, '', toHash(chosen));
  }, [chosen]);

  /** Shows what a reader has chosen. Going back in the browser takes a choice back: who only walks has chosen nothing. */
  const choose = (next: View) => {
    history.pushState(CHOSEN, '');
    view(next);
  };
  const touch = (next: Partial<Place>, note = '') => choose({ chosen: { ...place, ...next }, note });
  const showTrace = ({ labels = [], model, loop }: Verdict) =>
    touch(
      { path: labels, at: Math.max(0, labels.length - (loop ?? 1)), model },
      loop ? `The ${loop} steps from here can go round for ever.` : '',
    );

  return (
    <>
      <header>
        <h1>Zero Answers: walk the outage</h1>
        <p>
          AWS said how its DNS automation failed in October 2025. This is our model of what they said. Choose what
          happens next, or let the checker find it: it runs here, in your browser. The address of this page holds all
          that you see: send it, and others see the same.
          {/^http/.test(location.protocol) && (
            <>
              {' '}
              <a href="./" style={{ color: 'inherit' }}>
                All of Zero Answers
              </a>
            </>
          )}
        </p>
      </header>
      <main>
        <div class="note" role="status">
          {note}
        </div>
        <WalkPanel
          trace={trace}
          model={models[place.model]}
          at={place.at}
          isLooking={search.state === 'done' && place.model === 'bounded'}
          tooLarge={found !== undefined && found.states > MOST_FOR_OUTLOOK}
          outlook={outlook}
          go={at => view({ chosen: { ...place, at }, note: '' })}
          undo={history.state === CHOSEN ? () => history.back() : undefined}
          restart={() => touch({ model: 'bounded', path: [], at: 0 })}
          take={label => touch({ path: [...place.path.slice(0, place.at), label], at: place.at + 1 })}
        />
        <div class="aside">
          <PromisesPanel
            models={models}
            place={place}
            trace={trace}
            found={found}
            search={search}
            stop={stop}
            show={showTrace}
          />
          <DesignPanel
            setup={setup}
            steps={found?.verdicts[0]?.labels?.length}
            choose={next => choose(fitting({ ...place, setup: possible({ ...setup, ...next }) }))}
            mend={() => touch({ setup: MENDED, model: 'bounded', path: [], at: 0 })}
            reset={() => {
              choose({ note: '' });
              history.replaceState(CHOSEN, '', location.pathname + location.search);
            }}
          />
        </div>
      </main>
    </>
  );
}

/** Before the last step of the race. */
function lastChanceOf(race: readonly string[] | undefined): Place {
  return race ? { ...BEGINNING, path: race, at: race.length - 1 } : BEGINNING;
}

/** What an address asks for. */
function opened(hash: string): View {
  if (hash.length < 2) return { note: '' };
  const { place, wrong } = fromHash(hash);
  if (!place) return { note: `${wrong} Here is the race instead.` };
  const { chosen, note } = fitting(place);
  return { chosen, note: [wrong, note].filter(Boolean).join(' ') };
}

/** A place without the steps that its design does not allow. */
function fitting(place: Place): View {
  const { trace, left } = walk(modelsOf(place.setup)[place.model], place.path);
  if (!left) return { chosen: place, note: '' };
  const fits = { ...place, path: trace.labels, at: Math.min(place.at, trace.length) };
  return { chosen: fits, note: `${left} The walk ends before it.` };
}
