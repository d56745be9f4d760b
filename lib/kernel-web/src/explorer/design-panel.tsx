/** The size and the design. */
import { AS_IT_WAS, changesOf, IN_NOTEBOOKS, keyOf, MENDED, SIZES, waysOf, type Setup, type Size } from './design.js';

const NAMES: Readonly<Record<Size, string>> = {
  enactors: 'Enactors',
  plans: 'Plans',
  keep: 'Older plans kept',
  endpoints: 'Endpoints',
};

interface Props {
  readonly setup: Setup;
  /** The steps to an empty record, where the checker found some. */
  readonly steps: number | undefined;
  readonly choose: (next: Partial<Setup>) => void;
  readonly mend: () => void;
  readonly reset: () => void;
}

export function DesignPanel({ setup, steps, choose, mend, reset }: Props) {
  const ways = waysOf(setup);
  const changes = changesOf(setup);
  return (
    <section aria-labelledby="design">
      <h2 id="design">The design</h2>
      <p class="buttons">
        <button type="button" class="main" onClick={mend}>
          Start from the mended design
        </button>
        <button type="button" onClick={reset}>
          Back to the race
        </button>
      </p>
      <div class="note" role="status">
        {keyOf(setup) === keyOf(MENDED) &&
          'Mended: the transaction checks again. Switch that off under “Changes”, and see what the checker finds.'}
      </div>
      <div class="sizes">
        {(Object.keys(SIZES) as Size[]).map(size => (
          <label key={size}>
            {NAMES[size]}
            <select value={setup[size]} onChange={event => choose({ [size]: Number(event.currentTarget.value) })}>
              {SIZES[size].map(value => (
                <option key={value} value={value}>
                  {value}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {steps !== undefined && keyOf(setup) === keyOf(AS_IT_WAS) && (
        <p class="small">
          Smaller than in notebooks 4 and 5 ({IN_NOTEBOOKS.enactors} Enactors, {IN_NOTEBOOKS.plans} plans,{' '}
          {IN_NOTEBOOKS.keep} older ones kept): so the record is empty after {steps} steps, not {IN_NOTEBOOKS.steps}.
          The rollback record is part of it, as in notebook 5: so there is no way back.
        </p>
      )}
      <label class="way">
        {setup.endpoints > 1 ? 'Lock' : 'Design'}
        <select value={setup.way} onChange={event => choose({ way: event.currentTarget.value })}>
          {ways.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p class="small">{ways.find(({ id }) => id === setup.way)?.text}</p>
      {changes.length > 0 && (
        <fieldset>
          <legend>Changes</legend>
          {changes.map(({ id, name, text }) => (
            <label key={id} class="change">
              <input
                type="checkbox"
                checked={setup.changes.includes(id)}
                onChange={event =>
                  choose({
                    changes: event.currentTarget.checked
                      ? [...setup.changes, id]
                      : setup.changes.filter(other => other !== id),
                  })
                }
              />
              <span>
                {name}
                <span class="small">{text}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p class="small">The changes are ours, not AWS’s, who said only what they would protect against.</p>
    </section>
  );
}
