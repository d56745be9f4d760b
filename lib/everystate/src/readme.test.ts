import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import ts from 'typescript';

/** The code blocks of a Markdown file, by their language. */
function blocks(markdown: string): { language: string; code: string }[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({ language: language!, code: code! }));
}

for (const file of ['../../../README.md']) {
  test(`the example in ${file} prints what stands below it`, () => {
    const all = blocks(readFileSync(new URL(file, import.meta.url), 'utf8'));
    const examples = all.flatMap((block, i) => (block.language === 'ts' ? [[block.code, all[i + 1]!.code]] : []));
    assert(examples.length > 0);
    // Within the package, where its name resolves.
    const folder = mkdtempSync(fileURLToPath(new URL('./example-', import.meta.url)));
    try {
      for (const [code, printed] of examples) {
        const { outputText } = ts.transpileModule(code!, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } });
        writeFileSync(`${folder}/example.mjs`, outputText);
        assert.equal(execFileSync(process.execPath, [`${folder}/example.mjs`], { encoding: 'utf8' }), printed);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
