import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import ts from 'typescript';

/** The code blocks of a Markdown file, by their language. */
function blocks(markdown: string): { language: string; code: string }[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
    language: language!,
    code: code!,
  }));
}

for (const file of ['../README.md']) {
  test(`the examples in ${file} are one program in strict TypeScript, and print what stands below them`, () => {
    const all = blocks(readFileSync(new URL(file, import.meta.url), 'utf8'));
    const examples = all.flatMap((block, i) =>
      block.language === 'ts' ? [{ code: block.code, printed: all[i + 1]!.code }] : [],
    );
    assert(examples.length > 0);
    // Within the package, where its name resolves.
    const folder = mkdtempSync(fileURLToPath(new URL('./example-', import.meta.url)));
    try {
      writeFileSync(`${folder}/example.mts`, examples.map(({ code }) => code).join(''));
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
      const printed = execFileSync(process.execPath, [`${folder}/example.mjs`], { encoding: 'utf8' });
      assert.equal(printed, examples.map(example => example.printed).join(''));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
