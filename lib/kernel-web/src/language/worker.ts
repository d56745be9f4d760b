/** The worker that knows TypeScript. */
import { expose } from 'comlink';
import { Language } from './language.js';

/** What is built in place of this name: declaration files by path. */
declare const DECLARATIONS: Record<string, string>;

expose(new Language(DECLARATIONS));
