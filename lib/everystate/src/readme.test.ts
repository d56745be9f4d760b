import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import ts from 'typescript';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The code blocks of a Markdown file, by their language. */
function blocks(markdown: string): { language: string; code: string }[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
    language: language!,
    code: code!,
  }));
}

/** The fragments of code in each cell of the table that begins with this line. */
function fragmentsIn(head: string): string[][][] {
  const table = readme.slice(readme.indexOf(`\n${head}\n|---`)).split('\n\n')[0]!;
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map(row => row.split('|').slice(1, 3))
    .map(row => row.map(cell => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)));
}

/** Compiles a program in strict TypeScript, with the package's own name, and gives what it prints. */
function printedBy(code: string): string {
  // Within the package, where its name resolves.
  const folder = mkdtempSync(fileURLToPath(new URL('./example-', import.meta.url)));
  try {
    writeFileSync(`${folder}/example.mts`, code);
    const program = ts.createProgram([`${folder}/example.mts`], {
      strict: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      types: ['node'],
      skipLibCheck: true,
    });
    program.emit();
    assert.deepEqual(
      ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      [],
    );
    return execFileSync(process.execPath, [`${folder}/example.mjs`], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the examples in ../README.md are one program in strict TypeScript, and print what stands below them', () => {
  const all = blocks(readme);
  const examples = all.flatMap((block, i) =>
    block.language === 'ts' ? [{ code: block.code, printed: all[i + 1]!.code }] : [],
  );
  assert(examples.length > 0);
  const printed = printedBy(examples.map(({ code }) => code).join(''));
  assert.equal(printed, examples.map(example => example.printed).join(''));
});

test('what the tables in ../README.md have compiles, too: domains with their methods, parameters, kinds of properties', () => {
  const isCall = (code: string) => /\(|^flag$/.test(code);
  const fields = fragmentsIn('| | |').flatMap(([domains, said]) =>
    [...domains!, ...said!.filter(isCall)].map(domain => ({
      domain: domain.replace('{ … }', '{ at: flag }'),
      methods: said!.filter(word => /^\w+$/.test(word)),
    })),
  );
  const parameters = fragmentsIn('| parameter | what is chosen |').flatMap(([domains]) => domains!);
  const kinds = fragmentsIn('| | says |').flatMap(([names]) => names!);
  assert.deepEqual(
    [fields.length, parameters.length, kinds.length].map(count => count > 4),
    [true, true, true],
  );
  const code = [
    `import * as everystate from 'everystate';`,
    `const { arrayOf, bagOf, each, either, flag, mapOf, model, oneOf, orNone, processOf, range, replay } = everystate;`,
    `const { sequenceOf, setOf, show } = everystate;`,
    ...fields.map(({ domain, methods }) => {
      const then = `s => void [${methods.map(name => `s.field.${name}`).join(', ')}]`;
      return `replay(model({ state: { team: each(2, { at: flag }), field: ${domain} }, actions: { go: { then: ${then} } } }), ['go']);`;
    }),
    `const state = { node: each(2, { at: flag }), sent: setOf(range(0, 1)) };`,
    ...parameters.map(
      one => `replay(model({ state, actions: { go: { with: { one: ${one} }, then: () => {} } } }), []);`,
    ),
    `const kinds: (keyof everystate.Model)[] = ${JSON.stringify(kinds)};`,
    `console.log(kinds.length);`,
  ];
  assert.equal(printedBy(code.join('\n')), `${kinds.length}\n`);
});
