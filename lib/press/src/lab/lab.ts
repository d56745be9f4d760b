/**
 * `npm run lab`: JupyterLab with the TypeScript kernel, on the notebooks.
 *
 * It is installed into the project on first use, and keeps what it writes there.
 */
import { spawn } from 'node:child_process';
import { jupyterProgram } from '../machines/jupyter-environment.js';
import { labArguments, labVariables } from './settings.js';
import { ToolError } from 'programs';

try {
  const program = await jupyterProgram('jupyter-lab');
  const lab = spawn(program, [...labArguments(), ...process.argv.slice(2)], { env: labVariables(), stdio: 'inherit' });
  // Ctrl-C reaches JupyterLab too, and it is for it to ask whether to stop.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => signal === 'SIGTERM' && lab.kill(signal));
  lab.on('error', error => {
    console.error(error.message);
    process.exitCode = 1;
  });
  lab.on('exit', code => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  if (!(error instanceof ToolError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
