import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

const root = join(import.meta.dirname, '../..');

/** Writes Python of more than `bytes` bytes, in files of some functions each. */
function writeModules(folder: string, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  let written = 0;
  for (let files = 0; written < bytes; files++) {
    const functions = Array.from({ length: 60 }, (_, at) =>
      [
        `def step_${files}_${at}(values, width):`,
        `    total = ${files * 60 + at}`,
        '    for index, value in enumerate(values):',
        `        if value > width * ${at + 1}:`,
        '            total += value // (index + 1)',
        '    return [total, max(values, default=0)]',
        '',
      ].join('\n'),
    );
    const text = functions.join('\n');
    writeFileSync(join(folder, `module_${files}.py`), text);
    written += text.length;
  }
}

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-package-'));
  const dist = join(folder, 'extension', 'dist');
  let bundles: ReadonlyMap<string, string> = new Map();

  before(() => {
    const files = unzipSync(readFileSync(join(root, 'build/forebear.vsix')));
    for (const [path, bytes] of Object.entries(files)) {
      if (path.endsWith('/')) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    bundles = new Map(
      Object.keys(files)
        .filter((path) => /^extension\/dist\/[^/]+\.cjs$/.test(path))
        .map((path) => [path.slice('extension/dist/'.length), readFileSync(join(folder, path), 'latin1')]),
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds every bundle that one of its bundles starts', () => {
    const named = [...bundles.values()].flatMap((text) =>
      [...text.matchAll(/["'`]([\w-]+\.cjs)["'`]/g)].map(([, name]) => name ?? ''),
    );
    assert.ok(named.includes('worker.cjs') && named.includes('commands.cjs'));
    assert.deepEqual(
      named.filter((name) => !bundles.has(name)),
      [],
    );
  });

  it('audits with one thread, two and three, and says the same', () => {
    const examples = join(folder, 'extension', 'examples');
    const tree = join(examples, 'tiny-vlm');
    writeModules(join(tree, 'more'), 700_000);
    const reports = ['1', '2', '3'].map((jobs) => {
      const args = ['audit', tree, '--catalogue', join(examples, 'catalogue'), '--jobs', jobs, '--no-cache'];
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(dist, 'cli.cjs'), ...args, '--quiet', '--format', 'json'],
        {
          encoding: 'utf8',
          maxBuffer: 1 << 28,
        },
      );
      assert.ok(status === 0 || status === 1, stderr);
      return stdout;
    });
    const { modules, notExamined } = JSON.parse(reports[0] ?? '') as Record<string, readonly unknown[]>;
    assert.ok((modules?.length ?? 0) > 0);
    assert.deepEqual(notExamined, []);
    assert.equal(reports[1], reports[0]);
    assert.equal(reports[2], reports[0]);
  });
});
