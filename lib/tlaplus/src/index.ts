export { toTla, type TlaModule } from './translate/module.js';
export type { Question } from './translate/properties.js';
