export { compareWithSpin, type Comparison } from './compare-twin.js';
export { PeerError } from './peer-error.js';
export { provide } from './programs.js';
export { makePan, type Defines, type Pan, type PanOptions, type SearchOptions } from './spin.js';
export { parseSpinReport, type SpinReport } from './spin-report.js';
export { textTable } from './text-table.js';
export { twins, type Twin } from './twins.js';
