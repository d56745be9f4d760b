/** One script for the page and for its worker. */
import { render } from 'preact';
import { App } from './app.js';
import { serve } from './checker.js';

if (typeof document === 'undefined') serve();
else render(<App script={document.currentScript!.textContent!} />, document.getElementById('app')!);
