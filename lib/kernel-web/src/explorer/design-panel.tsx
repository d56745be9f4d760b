/** The size and the design. */
import { changesOf, SIZES, waysOf, type Setup, type Size } from './design.js';

const NAMES: Readonly<Record<Size, string>> = {
  enactors: 'Enactors',
  plans: 'Plans',
  keep: 'Older plans kept',
  endpoints: 'Endpoints',
};

interface Props {
  readonly setup: Setup;
  readonly choose: (next: Partial<Setup>) => void;
  readonly mend: () => void;
  readonly reset: () => void;
}

export function DesignPanel({ setup, choose, mend, reset }: Props) {
  const ways = waysOf(setup);
  const changes = changesOf(setup);
  return (
    <section aria-labelledby="design">
      <h2 id="design">The design</h2>
      <p class="buttons">
        <button type="button" class="main" onClick={mend}>
          Break it yourself
        </button>
        <button type="button" onClick={reset}>
          Back to the race
        </button>
      </p>
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
