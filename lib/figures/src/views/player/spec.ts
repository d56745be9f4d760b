import { TEXT_FONTS } from '../../headless/fonts/families.js';
import { colours, laneColour, tints } from '../../style/palette.js';
import { MAX_WIDTH, PICTURE_WIDTH } from '../../output/picture.js';
import { chipPath, planLook } from '../plan-chip.js';
import type { PlayerData } from './data.js';
import { wrap } from '../../style/titled-svg.js';

export interface PlayerLook {
  readonly title: string;
  readonly subtitle?: string;
}

/** A player, or a picture of one moment of it: for the page, or for a slide, which has its own title. */
type Showing = 'player' | 'picture' | 'slide';

/** CSS pixels. */
const PADDING = 16,
  ROW = 44,
  TOKEN = 34,
  CHOICE = 48;

/** How the parts of a player are laid out; CSS pixels. */
interface Layout {
  readonly width: number;
  /** The width of the board, of which the names take a part. */
  readonly board: number;
  readonly name: number;
  /** The column of those that hold no plan. */
  readonly noPlan: number;
  /** Where the choices begin: beside the board, or below the board. */
  readonly choices: number;
  readonly isBelow: boolean;
  readonly promisesInARow: number;
  /** The size of small type. */
  readonly small: number;
}

/** For a page, with the choices beside the board; and for a picture that a phone can show. */
const WIDE: Layout = {
  width: MAX_WIDTH - 2 * PADDING,
  board: 474,
  name: 84,
  noPlan: 52,
  choices: 500,
  isBelow: false,
  promisesInARow: 2,
  small: 12,
};
const NARROW: Layout = {
  width: PICTURE_WIDTH - 2 * PADDING,
  board: PICTURE_WIDTH - 2 * PADDING,
  name: 76,
  noPlan: 40,
  choices: 20,
  isBelow: true,
  promisesInARow: 1,
  small: 13,
};

type Mark = Record<string, unknown>;
type Encoding = Record<string, unknown>;

/** Said to who cannot see the player, and how a page knows that it has keys. */
const KEYS = 'Keys: left and right step, Home and End go to the start and the end, 1 to 9 choose what happens next.';

/** The Vega 5 specification of a player: live as wide as a page, or narrow, to make a picture of. */
export function playerSpec(data: PlayerData, look: PlayerLook, isNarrow = false): object {
  const layout = isNarrow ? NARROW : WIDE;
  const titles = wrap(look.title, layout.width);
  const subtitles = look.subtitle ? wrap(look.subtitle, layout.width, 14, 400) : [];
  const top = titles.length * 25 + (subtitles.length > 0 ? subtitles.length * 19 + 4 : 0);
  const bar = top + 8;
  const trail = bar + 66;
  const board = trail + 44;
  const boardHeight = 30 + data.lanes.length * ROW;
  const choices = layout.isBelow ? board + boardHeight + 20 : board;
  const promises = Math.max(board + boardHeight, choices + 30 + Math.max(1, data.mostChoices) * CHOICE) + 22;
  const end = promises + Math.ceil(data.promises.length / layout.promisesInARow) * 24 + 20;
  const height = end + (layout.isBelow ? 20 : 0); // a second line of the last remark
  return {
    $schema: 'https://vega.github.io/schema/vega/v5.json',
    description: `${look.title}. ${KEYS}`,
    background: colours.paper,
    usermeta: { player: { top, steps: data.trace.length } },
    padding: PADDING,
    width: layout.width,
    height,
    autosize: 'none',
    config: { text: { font: TEXT_FONTS, fontSize: 13, fill: colours.ink, baseline: 'middle' } },
    signals: [{ name: 'showing', value: 'player' satisfies Showing }, ...knowledge(data), ...motion(data, layout)],
    data: tables(data, layout),
    marks: [
      ...titles.map((line, i) =>
        text({ x: 0, y: 10 + 25 * i, text: { value: line } }, { fontSize: 18, fontWeight: 'bold' }),
      ),
      ...subtitles.map((line, i) =>
        text(
          { x: 0, y: titles.length * 25 + 11 + 19 * i, text: { value: line } },
          { fontSize: 14, fill: colours.muted },
        ),
      ),
      ...status(bar, layout),
      ...timeline(trail, layout),
      ...boardMarks(data, board, layout),
      ...choiceMarks(choices, layout),
      ...promiseMarks(promises, layout),
      text(
        {
          x: 0,
          y: end - 4,
          text: {
            signal: `showing === 'slide' ? '' : showing === 'picture' ? 'In Jupyter and in the browser this figure is live:${layout.isBelow ? '\\n' : ' '}step, play, or choose another way.' : indexof(pluck(data('choices'), 'to'), -1) < 0 ? 'Click a step that can happen next, and the story goes another way.' : 'What is faint leads out of this figure. Give the player more states, and run its cell again.'`,
          },
        },
        { fontSize: layout.small + 0.5, fill: colours.muted, lineBreak: '\n', lineHeight: 18 },
      ),
    ],
  };
}

/** The parts of a player's specification that are changed for a picture. */
interface Player {
  usermeta: { player: { top: number; steps: number } };
  padding: unknown;
  height: number;
  signals: readonly { name: string; value?: unknown }[];
}

/** Whether a Vega specification is a player's. */
export function isPlayer(spec: object): spec is Player {
  return typeof (spec as Partial<Player>).usermeta?.player?.steps === 'number';
}

/** A picture of a player: after how many steps of the trace, and for a slide without its titles. */
export function playerStill(spec: object, taken: number, showing: Exclude<Showing, 'player'> = 'picture'): object {
  const { usermeta, signals, ...rest } = spec as Player;
  const set = (name: string, value: unknown, more: object) =>
    name === 'showing'
      ? { name, value: showing }
      : name === 'run'
        ? { name, value: { ...(value as object), taken } }
        : name === 'playing'
          ? { name, value }
          : { name, value, ...more };
  return {
    ...rest,
    signals: signals.map(({ name, value, ...more }) => set(name, value, more)),
    ...(showing === 'slide' && {
      padding: { left: PADDING, right: PADDING, top: 2 - usermeta.player.top, bottom: 0 },
      height: rest.height - 20,
    }),
  };
}

/** What the player knows, as constants. */
function knowledge(data: PlayerData): object[] {
  const table = (name: string, rows: readonly string[], separator: string) => [
    { name: `${name}Text`, value: rows.join(separator) },
    { name, init: `split(${name}Text, ${JSON.stringify(separator)})` },
  ];
  const party = data.lanes.map(laneColour);
  return [
    ...table('looks', data.looks, '\t'),
    ...table('deeds', data.deeds, '\t'),
    ...table('lanes', data.lanes, '\t'),
    ...table('promises', data.promises, '\t'),
    ...table('states', data.states, ','),
    ...table('steps', data.edges, ','),
    ...table(
      'strongs',
      party.map(({ strong }) => strong),
      ' ',
    ),
    ...table(
      'tints',
      party.map(({ tint }) => tint),
      ' ',
    ),
    ...table(
      'shades',
      plansUpTo(data.plans).map(plan => planLook(plan).fill),
      ' ',
    ),
    ...table(
      'inks',
      plansUpTo(data.plans).map(plan => planLook(plan).ink),
      ' ',
    ),
    { name: 'trace', value: data.trace.join(' ') },
    { name: 'traceLength', value: data.trace.length },
  ];
}

/** Where the player is: the edges of its path, how many of them are taken, and where it left the trace. */
function motion(data: PlayerData, { width }: Layout): object[] {
  const start = { path: data.trace.join(' '), taken: 0, left: -1 };
  const to = (taken: string) => `{path: run.path, taken: ${taken}, left: run.left}`;
  const on = [
    { events: '@first:click', update: to('0') },
    { events: '@back:click', update: to('max(0, run.taken - 1)') },
    { events: '@next:click', update: to('min(run.taken + 1, length(edges))') },
    { events: 'timer{1200}', update: `playing && run.taken < length(edges) ? ${to('run.taken + 1')} : run` },
    { events: '@return:click', update: '{path: trace, taken: run.left, left: -1}' },
    { events: '@stop:click', update: to('datum.data') },
    { events: '@choice:click', update: choose('datum') },
    // A page that lets the figure have the focus can have it played by keyboard.
    ...Object.entries({
      ArrowLeft: to('max(0, run.taken - 1)'),
      ArrowRight: to('min(run.taken + 1, length(edges))'),
      Home: to('0'),
      End: to('length(edges)'),
    }).map(([key, update]) => ({ events: pressed(`event.key === '${key}'`), update })),
    {
      events: pressed('toNumber(event.key) > 0'),
      update: `toNumber(event.key) > choiceCount ? run : ${choose("data('choices')[toNumber(event.key) - 1]")}`,
    },
  ];
  return [
    { name: 'run', value: start, on },
    { name: 'edges', update: "run.path === '' ? [] : split(run.path, ' ')" },
    {
      name: 'playing',
      value: false,
      on: [
        { events: '@play:click', update: '!playing && run.taken < length(edges)' },
        {
          events: '@first:click, @back:click, @next:click, @stop:click, @choice:click, @return:click, view:keydown',
          update: 'false',
        },
        { events: { signal: 'run' }, update: 'playing && run.taken < length(edges)' },
      ],
    },
    { name: 'gap', update: `min(46, ${width - 30} / max(1, length(edges)))` },
    { name: 'dot', update: 'min(22, gap - 4)' },
    { name: 'lastStep', update: "run.taken > 0 ? split(steps[edges[run.taken - 1]], ' ') : ['0']" },
    { name: 'here', update: "split(states[run.taken > 0 ? lastStep[0] : 0], ' ')" },
    { name: 'before', update: "split(states[run.taken > 1 ? split(steps[edges[run.taken - 2]], ' ')[0] : 0], ' ')" },
    { name: 'firstChoice', update: `toNumber(here[${data.lanes.length + 3}])` },
    { name: 'choiceCount', update: `toNumber(here[${data.lanes.length + 4}])` },
    { name: 'gone', update: `here[${data.lanes.length}]` },
    { name: 'isWell', update: `here[${data.lanes.length + 2}] === '1'` },
    { name: 'onTrace', update: 'run.left < 0 || run.taken <= run.left' },
  ];
}

/** A key that does nothing else then. */
function pressed(filter: string): object {
  return { source: 'view', type: 'keydown', filter, consume: true };
}

/** A choice goes on along the path if it is its next step; else the path ends here, and goes on with it. */
function choose(choice: string): string {
  const chosen = `((run.taken > 0 ? join(slice(edges, 0, run.taken), ' ') + ' ' : '') + ${choice}.data)`;
  return `${choice}.to < 0 ? run
  : indexof(trace + ' ', ${chosen} + ' ') === 0 ? {path: trace, taken: run.taken + 1, left: -1}
  : indexof(run.path + ' ', ${chosen} + ' ') === 0 ? {path: run.path, taken: run.taken + 1, left: run.left}
  : {path: ${chosen}, taken: run.taken + 1, left: run.left < 0 ? run.taken : min(run.left, run.taken)}`.replace(
    /\s+/g,
    ' ',
  );
}

/** What is drawn, from where the player is. */
function tables({ lanes, promises, plans }: PlayerData, layout: Layout): object[] {
  const promise = lanes.length + 1;
  const formula = (as: string, expr: string) => ({ type: 'formula', as, expr });
  const numbers = (start: number | string, stop: number | string) => ({
    type: 'sequence',
    start: typeof start === 'number' ? start : { signal: start },
    stop: typeof stop === 'number' ? stop : { signal: stop },
  });
  return [
    {
      name: 'trail',
      transform: [
        numbers(0, 'length(edges) + 1'),
        formula('step', "datum.data > 0 ? split(steps[edges[datum.data - 1]], ' ') : ['0', '', '', '']"),
        formula('state', "split(states[datum.step[0]], ' ')"),
        formula('party', "datum.data > 0 ? toNumber(split(deeds[datum.step[1]], '|')[0]) : -1"),
        formula('off', 'run.left >= 0 && datum.data > run.left'),
        formula('x', '13 + datum.data * gap'),
        formula('bad', `indexof(datum.state[${promise}] + datum.step[2], 'x') >= 0`),
        ...promises.map((_, i) =>
          formula(
            `broken${i}`,
            `datum.data <= run.taken && (substring(datum.state[${promise}], ${i}, ${i + 1}) === 'x' || substring(datum.step[2], ${i}, ${i + 1}) === 'x')`,
          ),
        ),
      ],
    },
    {
      name: 'columns',
      transform: [
        numbers(1, plans + 1),
        formula('x', columnX('datum.data', plans, layout)),
        formula('gone', "indexof(gone, '.' + datum.data + '.') >= 0"),
        formula(
          'made',
          `datum.data <= max(${lanes.map((_, i) => `toNumber(split(looks[here[${i}]], '|')[0])`).join(', ')})`,
        ),
      ],
    },
    {
      name: 'rows',
      transform: [
        numbers(0, lanes.length),
        formula('look', "split(looks[here[datum.data]], '|')"),
        formula('was', "split(looks[before[datum.data]], '|')"),
        formula('plan', 'toNumber(datum.look[0])'),
        formula('from', 'toNumber(datum.was[0])'),
        formula('x', columnX('datum.plan', plans, layout)),
        formula('fromX', columnX('datum.from', plans, layout)),
        formula('y', `30 + (datum.data + 0.5) * ${ROW}`),
        formula('changed', 'run.taken > 0 && here[datum.data] !== before[datum.data]'),
      ],
    },
    {
      name: 'choices',
      transform: [
        numbers('firstChoice', 'firstChoice + choiceCount'),
        formula('step', "split(steps[datum.data], ' ')"),
        formula('to', 'toNumber(datum.step[0])'),
        formula('deed', "split(deeds[datum.step[1]], '|')"),
        formula('party', 'toNumber(datum.deed[0])'),
        formula('wrong', "isWell && datum.step[3] === '0'"),
        formula('onTrace', "onTrace && run.taken < traceLength && split(trace, ' ')[run.taken] === '' + datum.data"),
        formula('y', `30 + (datum.data - firstChoice) * ${CHOICE}`),
      ],
    },
    {
      name: 'kept',
      transform: [
        numbers(0, promises.length),
        formula(
          'at',
          promises
            .map((_, i) => `datum.data === ${i} ? indexof(pluck(data('trail'), 'broken${i}'), true) : `)
            .join('') + '-1',
        ),
      ],
    },
  ];
}

function columnX(plan: string, plans: number, layout: Layout): string {
  const width = columnWidth(plans, layout);
  return `${plan} === 0 ? ${layout.name + layout.noPlan / 2} : ${layout.name + layout.noPlan} + (${plan} - 0.5) * ${width}`;
}

function columnWidth(plans: number, { board, name, noPlan }: Layout): number {
  return Math.floor((board - name - noPlan) / Math.max(1, plans));
}

function plansUpTo(plans: number): number[] {
  return Array.from({ length: plans }, (_, i) => i + 1);
}

/** The buttons, and in words where the player is. */
function status(y: number, { width }: Layout): Mark[] {
  const said = { signal: "showing === 'player' ? 190 : 0" };
  const button = (name: string, x: number, shape: string, enabled: string) => [
    rect(
      {
        x,
        y,
        width: 40,
        height: 40,
        cornerRadius: 6,
        fill: { signal: `${enabled} ? '${tints.planner}' : '${colours.paper}'` },
        stroke: colours.planner,
        strokeOpacity: { signal: `${enabled} ? 1 : 0.35` },
        opacity: ifLive,
        cursor: { value: 'pointer' },
      },
      { name },
    ),
    symbol({
      x: x + 20,
      y: y + 20,
      shape: { signal: shape },
      size: 4,
      fill: colours.ink,
      opacity: { signal: `showing !== 'player' ? 0 : ${enabled} ? 1 : 0.35` },
    }),
  ];
  const offered = { signal: 'run.left >= 0 ? 1 : 0' };
  const forwards = 'M-5,-8L9,0L-5,8Z';
  const backwards = 'M5,-8L-9,0L5,8Z';
  return [
    ...button('first', 0, quoted('M7,-8L-4,0L7,8ZM-8,-8L-5,-8L-5,8L-8,8Z'), 'run.taken > 0'),
    ...button('back', 46, quoted(backwards), 'run.taken > 0'),
    ...button('next', 92, quoted(forwards), 'run.taken < length(edges)'),
    ...button(
      'play',
      138,
      `playing ? ${quoted('M-7,-8L-2,-8L-2,8L-7,8ZM2,-8L7,-8L7,8L2,8Z')} : ${quoted('M-9,-7L0,0L-9,7ZM1,-7L10,0L1,7Z')}`,
      'run.taken < length(edges)',
    ),
    text(
      {
        x: said,
        y: y + 11,
        text: {
          signal:
            "run.taken === 0 ? 'The start' : 'After step ' + run.taken + (onTrace ? ' of ' + traceLength : ', on a way of your own since step ' + (run.left + 1))",
        },
      },
      { fontSize: 13, fill: colours.muted },
    ),
    text(
      {
        x: said,
        y: y + 31,
        text: {
          signal:
            "run.taken === 0 ? 'Nothing has happened yet.' : lanes[split(deeds[lastStep[1]], '|')[0]] + ': ' + split(deeds[lastStep[1]], '|')[1]",
        },
      },
      { fontSize: 16, fontWeight: 600 },
    ),
    rect(
      {
        x: width - 132,
        y: y + 4,
        width: 132,
        height: 32,
        cornerRadius: 6,
        fill: tints.planner,
        stroke: colours.planner,
        cursor: { value: 'pointer' },
        opacity: offered,
      },
      { name: 'return' },
    ),
    text({ x: width - 66, y: y + 20, text: { value: 'back to the trace' }, opacity: offered }, { align: 'center' }),
  ];
}

/** The steps of the path as dots in the colours of those who take them. */
function timeline(y: number, { small }: Layout): Mark[] {
  const colour = (taken: string, list: string) => `datum.party < 0 ? '${taken}' : ${list}[datum.party]`;
  return [
    {
      type: 'rule',
      encode: {
        update: {
          x: { value: 13 },
          x2: { signal: '13 + length(edges) * gap' },
          y: { value: y },
          stroke: { value: colours.grid },
          strokeWidth: { value: 2 },
        },
      },
    },
    rect(
      {
        xc: { signal: 'datum.x' },
        yc: y,
        width: { signal: 'dot' },
        height: { signal: 'dot' },
        cornerRadius: { signal: 'datum.off ? 4 : dot / 2' },
        fill: {
          signal: `datum.data > run.taken ? '${colours.paper}' : datum.bad ? '${tints.danger}' : ${colour(tints.neutral, 'tints')}`,
        },
        stroke: {
          signal: `datum.bad && datum.data <= run.taken ? '${colours.danger}' : ${colour(colours.muted, 'strongs')}`,
        },
        strokeWidth: { signal: 'datum.data === run.taken ? 4 : 1.5' },
        cursor: { value: 'pointer' },
      },
      { name: 'stop', from: { data: 'trail' } },
    ),
    text(
      {
        x: { signal: 'datum.x' },
        y: y + 0.5,
        text: { signal: "dot < 16 ? '' : datum.data" },
        fill: { signal: `datum.data > run.taken ? '${colours.muted}' : '${colours.ink}'` },
        fontWeight: { signal: 'datum.data === run.taken ? 700 : 400' },
      },
      { fontSize: small, align: 'center' },
      { from: { data: 'trail' } },
    ),
    text(
      { x: { signal: 'datum.x' }, y: y + 22, text: { signal: "datum.bad && datum.data <= run.taken ? '✗' : ''" } },
      { fontSize: 13, fontWeight: 700, align: 'center', fill: colours.danger },
      { from: { data: 'trail' } },
    ),
  ];
}

/** Who holds which plan: a row for each party, a column for each plan. */
function boardMarks(data: PlayerData, y: number, layout: Layout): Mark[] {
  const width = columnWidth(data.plans, layout);
  const height = 30 + data.lanes.length * ROW;
  const record = data.lanes.indexOf('Record');
  const token = { from: { data: 'rows' } };
  const danger = "datum.look[2] === 'danger'";
  const shown = "datum.look[2] === 'aside' ? 0 : 1";
  const hasMoved = "datum.changed && datum.from !== datum.plan && datum.was[2] !== 'aside' ? 1 : 0";
  const isChip = "datum.look[1] === '' && datum.plan > 0";
  const at = (field: string) => ({ signal: `${y} + ${field}` });
  const chip = chipPath(Math.min(50, width - 8));
  const row = record < 0 ? '' : `split(looks[here[${record}]], '|')`;
  return [
    ...(record < 0
      ? []
      : [
          rect({
            // where the record points
            xc: { signal: columnX(`toNumber(${row}[0])`, data.plans, layout) },
            width,
            y: y - 4,
            height: height + 6,
            cornerRadius: 6,
            fill: { signal: `${row}[2] === 'danger' ? '${tints.danger}' : '${tints.neutral}'` },
            opacity: { signal: `toNumber(${row}[0]) > 0 ? 1 : 0` },
          }),
        ]),
    symbol(
      {
        x: { signal: 'datum.x' },
        y: y + 10,
        shape: { value: chip },
        size: 4,
        strokeWidth: 1,
        fill: { signal: `datum.gone ? '${colours.paper}' : shades[datum.data - 1]` },
        stroke: { signal: `datum.gone ? '${colours.ink}' : '${planLook(1).border}'` },
        strokeDash: { signal: 'datum.gone ? [3, 2] : [1, 0]' },
        opacity: { signal: 'datum.made || datum.gone ? 1 : 0.25' },
      },
      { from: { data: 'columns' } },
    ),
    text(
      {
        x: { signal: 'datum.x' },
        y: y + 10.5,
        text: { signal: `${width >= 52 ? "'plan ' + " : ''}datum.data` },
        fill: { signal: `datum.gone ? '${colours.ink}' : datum.made ? inks[datum.data - 1] : '${colours.muted}'` },
      },
      { fontSize: layout.small, fontWeight: 600, align: 'center' },
      { from: { data: 'columns' } },
    ),
    {
      type: 'rule',
      ...token,
      encode: {
        update: {
          x: { value: layout.name },
          x2: { value: layout.board },
          y: at(`datum.y + ${ROW / 2}`),
          stroke: { value: colours.grid },
          opacity: { signal: `datum.data < ${data.lanes.length - 1} ? 1 : 0` },
        },
      },
    },
    text(
      { x: layout.name - 10, y: at('datum.y'), text: { signal: 'lanes[datum.data]' } },
      { fontWeight: 600, align: 'right' },
      token,
    ),
    rect(
      {
        // where it was
        xc: { signal: 'datum.fromX' },
        yc: at('datum.y'),
        width: width - 6,
        height: TOKEN,
        cornerRadius: 5,
        fill: colours.paper,
        stroke: { signal: 'strongs[datum.data]' },
        strokeDash: { value: [3, 3] },
        opacity: { signal: hasMoved },
      },
      token,
    ),
    text(
      {
        x: { signal: 'datum.fromX' },
        y: at('datum.y + 0.5'),
        text: { value: 'before' },
        opacity: { signal: hasMoved },
      },
      { fontSize: layout.small, align: 'center', fill: colours.muted, limit: width - 8 },
      token,
    ),
    rect(
      {
        xc: { signal: 'datum.x' },
        yc: at('datum.y'),
        width: width - 6,
        height: TOKEN,
        cornerRadius: 5,
        fill: { signal: `${danger} ? '${tints.danger}' : tints[datum.data]` },
        stroke: { signal: `${danger} ? '${colours.danger}' : strongs[datum.data]` },
        strokeWidth: { signal: 'datum.changed ? 4 : 1.5' },
        opacity: { signal: shown },
      },
      token,
    ),
    symbol(
      {
        x: { signal: 'datum.x' },
        y: at('datum.y'),
        shape: { value: chip },
        size: 4,
        strokeWidth: 1,
        fill: { signal: 'shades[datum.plan - 1]' },
        stroke: planLook(1).border,
        opacity: { signal: `${isChip} ? 1 : 0` },
      },
      token,
    ),
    text(
      {
        x: { signal: 'datum.x' },
        y: at('datum.y + 0.5'),
        text: { signal: `${isChip} ? ${width >= 52 ? "'plan ' + " : ''}datum.look[0] : datum.look[1]` },
        fill: {
          signal: `${isChip} ? inks[datum.plan - 1] : ${danger} ? '${colours.danger}' : datum.look[2] === 'aside' ? '${colours.muted}' : '${colours.ink}'`,
        },
        fontWeight: { signal: `${danger} || ${isChip} || datum.changed ? 700 : 400` },
      },
      { fontSize: layout.small, align: 'center', limit: width },
      token,
    ),
  ];
}

/** Short enough for each other's company, also in the wider fonts of a browser without ours. */
export const CHOICE_WORDS = {
  heading: 'Possible next',
  none: 'Nothing more can happen.',
  onTrace: '▶ the trace',
} as const;

/** What can happen next, to click on. */
function choiceMarks(y: number, { width: right, choices, small }: Layout): Mark[] {
  const choice = { from: { data: 'choices' } };
  const at = (more: number) => ({ signal: `${y} + datum.y + ${more}` });
  const faint = { signal: 'datum.to < 0 ? 0.45 : 1' };
  const width = right - choices;
  return [
    text(
      {
        x: choices,
        y: y + 10,
        text: { signal: `choiceCount > 0 ? '${CHOICE_WORDS.heading}' : '${CHOICE_WORDS.none}'` },
      },
      { fontWeight: 600, fontSize: 14 },
    ),
    text(
      {
        x: right,
        y: y + 10,
        text: { signal: `indexof(pluck(data('choices'), 'onTrace'), true) >= 0 ? '${CHOICE_WORDS.onTrace}' : ''` },
      },
      { fontSize: small, align: 'right', fill: colours.muted },
    ),
    rect(
      {
        x: choices,
        y: at(0),
        width,
        height: CHOICE - 8,
        cornerRadius: 6,
        opacity: faint,
        fill: { signal: 'tints[datum.party]' },
        stroke: { signal: 'strongs[datum.party]' },
        strokeWidth: { signal: 'datum.onTrace ? 4 : 1.5' },
        cursor: { signal: "datum.to < 0 ? 'default' : 'pointer'" },
      },
      { ...choice, name: 'choice' },
    ),
    symbol(
      {
        x: choices - 12,
        y: at(20),
        shape: { value: 'M-5,-6L6,0L-5,6Z' },
        size: 4,
        fill: colours.ink,
        opacity: { signal: 'datum.onTrace ? 1 : 0' },
      },
      choice,
    ),
    text(
      { x: choices + 10, y: at(12), text: { signal: 'lanes[datum.party]' }, opacity: faint },
      { fontWeight: 600 },
      choice,
    ),
    text(
      {
        x: right - 10,
        y: at(12),
        text: { signal: "datum.to < 0 ? 'not in this figure' : datum.wrong ? '✗ goes wrong' : ''" },
        fill: { signal: `datum.wrong ? '${colours.danger}' : '${colours.muted}'` },
        fontWeight: { signal: 'datum.wrong ? 700 : 400' },
      },
      { fontSize: small, align: 'right' },
      choice,
    ),
    text(
      { x: choices + 10, y: at(29), text: { signal: 'datum.deed[1]' }, opacity: faint },
      { limit: width - 16 },
      choice,
    ),
  ];
}

/** Which promises are broken, and since when. */
function promiseMarks(y: number, { width, promisesInARow: inARow }: Layout): Mark[] {
  const kept = { from: { data: 'kept' } };
  return [
    text(
      {
        x: { signal: `(datum.data % ${inARow}) * ${width / inARow}` },
        y: { signal: `${y} + floor(datum.data / ${inARow}) * 24` },
        text: {
          signal:
            "(datum.at < 0 ? '✓ ' : '✗ ') + promises[datum.data] + (datum.at < 0 ? '' : datum.at === run.taken ? ': broken now' : ': broken at step ' + datum.at)",
        },
        fill: { signal: `datum.at < 0 ? '${colours.ink}' : '${colours.danger}'` },
        fontWeight: { signal: 'datum.at < 0 ? 400 : 700' },
      },
      { fontSize: 13 },
      kept,
    ),
  ];
}

const ifLive = { signal: "showing === 'player' ? 1 : 0" };
const quoted = (path: string) => `'${path}'`;

/** A value of Vega: numbers and colours may be given as plain values. */
function encoded(encoding: Encoding): Encoding {
  return Object.fromEntries(
    Object.entries(encoding).map(([key, value]) => [key, typeof value === 'object' ? value : { value }]),
  );
}

function rect(encoding: Encoding, more: Mark = {}): Mark {
  return { type: 'rect', interactive: 'name' in more, ...more, encode: { update: encoded(encoding) } };
}

function symbol(encoding: Encoding, more: Mark = {}): Mark {
  return { type: 'symbol', interactive: false, ...more, encode: { update: encoded(encoding) } };
}

function text(encoding: Encoding, look: Encoding = {}, more: Mark = {}): Mark {
  return { type: 'text', interactive: false, ...more, encode: { update: encoded({ ...look, ...encoding }) } };
}
