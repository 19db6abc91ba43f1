import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const COPIED = [
  ...['src', 'webview', 'tools', 'scripts', 'docs', 'catalogue', 'examples', 'l10n', 'test', 'package.json'],
  ...['tsconfig.json', '.mocharc.json'],
];

const GO = `package pool

func Gather(rows [][]float64, scale float64) []float64 {
	total := make([]float64, len(rows[0]))
	for _, row := range rows {
		for column, value := range row {
			total[column] += value * scale / float64(len(rows))
		}
	}
	return total
}
`;

describe('a scaffold, in a copy of the checkout', () => {
  let copy: string;
  const run = (...command: readonly string[]) => {
    const [program = '', ...args] = command;
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: copy, encoding: 'utf8' });
    return { code: status, out: stdout, said: `${stdout}${stderr}` };
  };
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'forebear-copy-'));
    for (const name of COPIED) cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const rule = run('node', 'tools/new-rule.mjs', 'matched-at-all', 'Matched at all', 'note');
    assert.equal(rule.code, 0, rule.said);
    const grammar = 'tree-sitter-wasms/out/tree-sitter-go.wasm';
    const language = run('node', 'tools/new-language.mjs', 'go', 'Go', 'go', grammar);
    assert.equal(language.code, 0, language.said);
    const built = run('node', 'scripts/build.mjs');
    assert.equal(built.code, 0, built.said);
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it('adds a rule that fires in its own case and keeps every promise of the table', () => {
    const mocha = join('node_modules', 'mocha', 'bin', 'mocha.js');
    const cases = run('node', mocha, 'test/rules/cases.test.ts', '-g', 'matched-at-all');
    assert.equal(cases.code, 0, cases.said);
    assert.match(cases.said, /3 passing/);
    const table = run('node', mocha, 'test/unit/rules/table.test.ts', 'test/unit/languages/table.test.ts');
    assert.equal(table.code, 0, table.said);
  });

  it('adds a language that is compared, and says that it is not calibrated', () => {
    writeFileSync(join(copy, 'a.go'), GO);
    writeFileSync(join(copy, 'b.go'), GO.replaceAll('rows', 'lines').replaceAll('total', 'sum'));
    const compared = run('node', 'dist/cli.cjs', 'compare', 'a.go', 'b.go', '--quiet');
    assert.equal(compared.code, 0, compared.said);
    assert.match(compared.out, /moderate match .* Gather; score 0\.\d+, not calibrated for this\s+language/);
  });

  it('is refused where there is one of that name, with what to write', () => {
    const again = run('node', 'tools/new-rule.mjs', 'matched-at-all', 'Matched at all');
    assert.deepEqual([again.code, again.out], [3, '']);
    assert.match(again.said, /There is a rule matched-at-all already/);
    const grammar = run('node', 'tools/new-language.mjs', 'ada', 'Ada', 'adb', 'no-package/ada.wasm', '--');
    assert.equal(grammar.code, 3);
    assert.match(grammar.said, /There is no grammar node_modules\/no-package\/ada\.wasm/);
  });
});
