/** The page: what it shows, and what changes it. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AddressError, fromHash, toHash, type Place } from './address.js';
import {
  Checker,
  type Answer,
  MOST_FOR_OUTLOOK,
  type Found,
  type Outlook,
  type Search,
  type Verdict,
} from './checker.js';
import { AS_IT_WAS, MENDED, modelsOf, possible, type Setup } from './design.js';
import { DesignPanel } from './design-panel.js';
import { PromisesPanel } from './promises-panel.js';
import { WalkPanel } from './walk-panel.js';
import { walk } from './walking.js';

const BEGINNING: Place = { setup: AS_IT_WAS, model: 'bounded', path: [], at: 0 };

/** @param script the page's own script, for the worker */
export function App({ script }: { script: string }) {
  const [place, setPlace] = useState(BEGINNING);
  const [note, setNote] = useState('');
  const [search, setSearch] = useState<Search>({ state: 'searching', states: 0 });
  const [found, setFound] = useState<Found>();
  const [outlook, setOutlook] = useState<{ path: readonly string[]; outlook: Outlook }>();
  /** Whether the walk still waits for the shortest trace, to begin at its last chance. */
  const untouched = useRef(location.hash.length < 2);
  const written = useRef('');

  const { setup } = place;
  const models = useMemo(() => modelsOf(setup), [setup]);
  const walked = useMemo(() => walk(models[place.model], place.path), [models, place.model, place.path]);

  const heard = useRef<(answer: Answer) => void>(() => {});
  const checker = useMemo(() => new Checker(script, answer => heard.current(answer)), [script]);
  heard.current = answer => {
    if (answer.kind === 'progress') setSearch({ state: 'searching', states: answer.states });
    if (answer.kind === 'failed') setSearch({ state: 'failed', why: answer.why });
    if (answer.kind === 'outlook') setOutlook(answer);
    if (answer.kind !== 'found') return;
    setFound(answer.found);
    if (answer.finished) setSearch({ state: 'done' });
    const first = answer.found.verdicts[0]!;
    if (untouched.current && first.labels) {
      untouched.current = false;
      setPlace(now => ({ ...now, path: first.labels!, at: first.labels!.length - 1 }));
    }
  };

  useEffect(() => {
    const open = () => {
      if (location.hash.length < 2 || location.hash === written.current) return;
      try {
        untouched.current = false;
        setPlace(fromHash(location.hash));
        setNote('');
      } catch (error) {
        if (!(error instanceof AddressError)) throw error;
        untouched.current = true;
        setNote(`${error.message} Here is the race instead.`);
      }
    };
    open();
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  }, []);

  // The design's verdicts, anew for each design.
  useEffect(() => {
    setFound(undefined);
    setOutlook(undefined);
    setSearch({ state: 'searching', states: 0 });
    checker.check(setup);
  }, [setup]);

  // What does not fit into the design any more is left out of the walk.
  useEffect(() => {
    if (!walked.left) return;
    const { length, labels } = walked.trace;
    setNote(`${walked.left} The walk ends before it.`);
    setPlace(now => ({ ...now, path: labels, at: Math.min(now.at, length) }));
  }, [walked]);

  useEffect(() => {
    if (search.state === 'done' && place.model === 'bounded') checker.outlook(setup, place.path);
  }, [search.state, place.path, place.model]);

  useEffect(() => {
    if (untouched.current) return;
    written.current = toHash(place);
    history.replaceState(null, '', written.current);
  }, [place]);

  const touch = (next: Partial<Place>, said = '') => {
    untouched.current = false;
    setNote(said);
    setPlace(now => ({ ...now, ...next }));
  };
  const choose = (next: Partial<Setup>) => touch({ setup: possible({ ...setup, ...next }) });
  const showTrace = ({ labels = [], model, loop }: Verdict) =>
    touch(
      { path: labels, at: Math.max(0, labels.length - (loop === undefined ? 1 : 0)), model },
      loop ? `The last ${loop} steps can go round for ever.` : '',
    );

  return (
    <>
      <header>
        <h1>Walk the outage</h1>
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
          trace={walked.trace}
          model={models[place.model]}
          at={Math.min(place.at, walked.trace.length)}
          isLooking={search.state === 'done' && place.model === 'bounded'}
          tooLarge={found !== undefined && found.states > MOST_FOR_OUTLOOK}
          outlook={sameWalk(outlook, place.path)}
          go={at => touch({ at })}
          take={label => touch({ path: [...place.path.slice(0, place.at), label], at: place.at + 1 })}
        />
        <div class="aside">
          <PromisesPanel
            models={models}
            place={place}
            trace={walked.trace}
            found={found}
            search={search}
            stop={() => {
              checker.stop();
              setSearch({ state: 'stopped' });
            }}
            show={showTrace}
          />
          <DesignPanel
            setup={setup}
            choose={choose}
            mend={() =>
              touch(
                { setup: MENDED, model: 'bounded', path: [], at: 0 },
                'Mended: the transaction checks again. Switch that off under “Changes”, and see what the checker finds.',
              )
            }
            reset={() => {
              history.replaceState(null, '', location.pathname + location.search);
              untouched.current = true;
              setNote('');
              setPlace({ ...BEGINNING, setup: { ...AS_IT_WAS } });
            }}
          />
        </div>
      </main>
    </>
  );
}

/** An answer to the same steps: an array crosses to the worker and back as another one. */
function sameWalk(said: { path: readonly string[]; outlook: Outlook } | undefined, path: readonly string[]) {
  return said && said.path.join() === path.join() ? said.outlook : undefined;
}
