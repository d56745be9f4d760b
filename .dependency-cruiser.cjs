/**
 * `npm run lint`: which file may import which. ARCHITECTURE.md draws the same.
 *
 * A package's rooms (folders), and the files that stand beside them, from the bottom to the top: a file imports
 * from its own room and from those before it.
 */
const ROOMS = {
  everystate: [
    'model',
    'state',
    'search',
    'trace',
    'properties',
    'purity',
    'accelerate',
    'explore.ts',
    'check',
    'analysis',
    'simulation',
    'index.ts',
    'examples',
  ],
  figures: ['headless', 'style', 'output', 'chart', 'diagram', 'browser', 'views', 'index.ts'],
  tlaplus: ['terms', 'evaluate', 'translate', 'run', 'index.ts'],
  peers: [
    'common',
    'spin',
    'random',
    'tlc',
    'mutants',
    'bench',
    'check-spin.ts',
    'check-tlc.ts',
    'check-mutants.ts',
    'check-translator.ts',
    'index.ts',
  ],
  'kernel-web': ['language', 'runner', 'figures', 'kernel', 'explorer', 'site', 'check'],
  press: ['common', 'notebook', 'lint', 'run', 'machines', 'github', 'lab', 'talk', 'index.ts'],
};

/** Packages from the bottom to the top, those of one row side by side: none imports from its own row or a later one. */
const PACKAGES = [
  ['everystate', 'programs', 'prover'],
  ['outage', 'figures'],
  ['tlaplus'],
  ['peers'],
  ['press'],
  ['kernel-web'],
];

/** Tests and what they share stand above all rooms of their package. */
const TESTS = '([.](test|check|fixture)[.]ts$|/src/fixtures/)';

const either = names => `(${names.join('|').replaceAll('.', '[.]')})`;

const roomRules = Object.entries(ROOMS).flatMap(([name, rooms]) =>
  rooms.slice(0, -1).map((room, i) => ({
    name: `${name}: ${room} imports nothing from above`,
    severity: 'error',
    from: { path: `^lib/${name}/src/${either([room])}(/|$)`, pathNot: TESTS },
    to: { path: `^lib/${name}/src/(${either(rooms.slice(i + 1))}(/|$)|fixtures/)` },
  })),
);

const packageRules = PACKAGES.flatMap((row, i) =>
  row.map(name => ({
    name: `${name} imports no package from above or beside it`,
    severity: 'error',
    from: { path: `^lib/${name}/src/`, pathNot: TESTS },
    to: { path: `^lib/${either(PACKAGES.slice(i).flat().filter(other => other !== name))}/` },
  })),
);

module.exports = {
  forbidden: [
    ...roomRules,
    ...packageRules,
    { name: 'no circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'everystate: only explore.ts knows accelerate',
      severity: 'error',
      from: { path: '^lib/everystate/src/(?!accelerate/|explore[.]ts)', pathNot: TESTS },
      to: { path: '^lib/everystate/src/accelerate/' },
    },
    {
      name: 'everystate depends on no package',
      severity: 'error',
      from: { path: '^lib/everystate/src/', pathNot: TESTS },
      to: { dependencyTypesNot: ['local', 'core', 'type-only'], pathNot: '^lib/everystate/' },
    },
    {
      name: 'what is imported can be found',
      severity: 'error',
      // Its packages are installed with the site only.
      from: { pathNot: '^lib/kernel-web/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: '^lib/[^/]+/dist/|node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
