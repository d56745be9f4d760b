import { colours } from '../style/palette.js';
import { chart } from './chart.js';

/** Something that happened. */
export interface Moment {
  /** UTC, as ISO 8601. */
  readonly at: string;
  readonly what: string;
}

const HOUR_MS = 3_600_000;

/**
 * Shows moments on a line of hours since the first of them, each with its time of day.
 * @param alt what the chart shows, for readers who do not see it
 */
export async function moments(
  events: readonly Moment[],
  { title, subtitle, hours }: { title: string; subtitle?: string; hours: string },
  alt: string,
): Promise<void> {
  const start = Date.parse(events[0]!.at);
  const values = events.map(({ at, what }) => ({
    what,
    hours: (Date.parse(at) - start) / HOUR_MS,
    label: `${at.slice(11, 16)}  ${what}`,
  }));
  const x = { field: 'hours', type: 'quantitative', title: hours };
  await chart(
    {
      title: subtitle ? { text: title, subtitle } : title,
      data: { values },
      height: { step: 44 },
      encoding: { y: { field: 'what', type: 'nominal', sort: values.map(({ what }) => what), axis: null } },
      layer: [
        { mark: { type: 'bar', height: 6, yOffset: 10, color: colours.grid }, encoding: { x } },
        { mark: { type: 'point', yOffset: 10, color: colours.planner }, encoding: { x } },
        {
          mark: { type: 'text', align: 'left', dy: -8, fontSize: 15 },
          encoding: { x: { datum: 0 }, text: { field: 'label' } },
        },
      ],
    },
    alt,
  );
}
