export { checkWithTlc } from './run/check.js';
export { searchDistributed, type DistributedOptions } from './run/distributed.js';
export { hasTlc, provideTlc, TlcError } from './run/jar.js';
export { searchWithTlc, type TlcOptions, type TlcProgress, type Written } from './run/tlc.js';
export type { TlcReport } from './run/report.js';
export { toTla, type TlaModule } from './translate/module.js';
export type { Question } from './translate/question.js';
