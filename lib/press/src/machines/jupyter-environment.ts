/** Jupyter in a Python environment of the project's own: `.cache/jupyter`, made on first use. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../common/paths.js';
import { install, run, ToolError } from 'programs';

/** The folder of the Python environment, and of all files that Jupyter writes. */
export const JUPYTER = path.join(ROOT, '.cache', 'jupyter');
const REQUIREMENTS = path.join(ROOT, 'lib/press/jupyter/requirements.txt');
const WINDOWS = process.platform === 'win32';
const OLDEST = [3, 9] as const;

/** A program of the environment, such as `jupyter`, which is installed on first use. */
export async function jupyterProgram(name: string): Promise<string> {
  return environmentProgram(name, JUPYTER, REQUIREMENTS, 250);
}

/** Environment variables for Jupyter's programs: whatever they and their kernels write stays in the project. */
export function jupyterVariables(): NodeJS.ProcessEnv {
  const at = (folder: string) => path.join(JUPYTER, folder);
  return {
    ...process.env,
    // The kernel is started as `node`: this one.
    PATH: [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter),
    JUPYTER_PATH: path.join(ROOT, 'lib/press/jupyter'),
    JUPYTER_CONFIG_DIR: at('config'),
    JUPYTER_DATA_DIR: at('data'),
    JUPYTER_RUNTIME_DIR: at('runtime'),
    JUPYTERLAB_SETTINGS_DIR: at('settings'),
    JUPYTERLAB_WORKSPACES_DIR: at('workspaces'),
    IPYTHONDIR: at('ipython'),
    XDG_CACHE_HOME: at('cache'),
    XDG_CONFIG_HOME: at('config'),
    XDG_DATA_HOME: at('data'),
    // JupyterLab asks npm where it keeps its packages, and npm writes a log of that.
    npm_config_cache: at('npm'),
    // The user's own packages and settings have no part in this.
    PYTHONNOUSERSITE: '1',
    JUPYTER_PREFER_ENV_PATH: '1',
    PYTHONWARNINGS: 'ignore::DeprecationWarning',
  };
}

/**
 * A program of a Python environment, which is made on first use.
 * @param home the folder of the environment, which it has for itself
 * @param requirements the file that lists what is installed into it
 * @param megabytes what the user is told that it takes
 * @throws ToolError where Python is missing, or an installation fails
 */
export async function environmentProgram(
  name: string,
  home: string,
  requirements: string,
  megabytes: number,
): Promise<string> {
  const bin = path.join(home, WINDOWS ? 'Scripts' : 'bin');
  const programOf = (program: string) => path.join(bin, WINDOWS ? `${program}.exe` : program);
  const wanted = readFileSync(requirements, 'utf8');
  const stamp = path.join(home, 'installed.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return programOf(name);
  const python = findPython();
  console.log(`Installing Jupyter into ${path.relative(ROOT, home)} (once, about ${megabytes} MB) …`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  // pip asks rustc for its version, and that may write into the user's folder.
  const environment = { RUSTUP_HOME: path.join(home, 'rustup') };
  await run(python, ['-m', 'venv', home], { environment });
  // pip would keep a copy of all it loads in the user's folder, too.
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-cache-dir', '--disable-pip-version-check'];
  await run(programOf('python'), [...pip, '--requirement', requirements], { environment });
  writeFileSync(stamp, wanted);
  return programOf(name);
}

/**
 * A Python that is new enough and can make environments.
 * @throws ToolError where there is none
 */
export function findPython(): string {
  const found = ['python3', 'python']
    .map(program => ({ program, version: versionOf(program) }))
    .filter(({ version }) => version !== undefined);
  const fit = found.find(({ version: [major, minor] = [0, 0] }) => major === OLDEST[0] && minor >= OLDEST[1]);
  if (!fit) {
    const here = found.map(({ program, version }) => `${program} is ${version!.join('.')}`).join(', ');
    throw new ToolError(
      `JupyterLab needs Python ${OLDEST.join('.')} or newer, and ${here || 'there is none on the PATH'}. ` +
        'Install it from python.org or with your package manager. (npm start needs no Python.)',
    );
  }
  if (canMakeEnvironments(fit.program) || (install('python3-venv') && canMakeEnvironments(fit.program)))
    return fit.program;
  throw new ToolError(
    `${fit.program} cannot make environments: its module ensurepip is missing. ` +
      'On Debian and Ubuntu: apt-get install python3-venv.',
  );
}

function versionOf(program: string): [number, number] | undefined {
  const { stdout } = spawnSync(program, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
  const version = /^(\d+) (\d+)\s*$/.exec(stdout ?? '');
  return version ? [Number(version[1]), Number(version[2])] : undefined;
}

function canMakeEnvironments(program: string): boolean {
  return spawnSync(program, ['-c', 'import venv, ensurepip']).status === 0;
}
