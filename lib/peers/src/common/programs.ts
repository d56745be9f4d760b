import { install, isInstalled, ToolError } from 'programs';

/** Debian's packages of the programs that are used here, with how each tells its version. */
const PACKAGES = {
  spin: ['spin', '-V'],
  gcc: ['gcc', '--version'],
  java: ['default-jre-headless', '-version'],
} as const;

/**
 * Makes sure that programs are installed.
 * @throws ToolError when one is missing in the end
 */
export function provide(...programs: (keyof typeof PACKAGES)[]): void {
  const missing = () => programs.filter(program => !isInstalled(program, PACKAGES[program][1]));
  const packages = missing().map(program => PACKAGES[program][0]);
  if (packages.length === 0) return;
  install(...packages);
  if (missing().length === 0) return;
  throw new ToolError(
    `Not installed: ${missing().join(', ')}.`,
    `On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`,
  );
}
