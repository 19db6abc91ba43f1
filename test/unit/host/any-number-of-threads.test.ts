import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runAudit } from '../../../src/host/run-audit.ts';
import { openAuditPool } from '../../../src/host/threads/audit-pool.ts';
import type { WorkerPool } from '../../../src/host/threads/pool.ts';
import type { AnalyseInput } from '../../../src/host/threads/tasks/analyse.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const examples = join(import.meta.dirname, '../../../examples');
const upstream = join(examples, 'upstream/heron-vl');
const catalogued = readdirSync(upstream, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.py'))
  .map((name) => readFileSync(join(upstream, name), 'utf8'));
const signal = new AbortController().signal;

/** A folder large enough for several threads: every fixture of a compared kind, as it is and with other last lines. */
function largeFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'forebear-threads-'));
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const names = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:py|cpp|ts|js|md|json|ipynb)$/.test(name),
  );
  let written = 0;
  for (let round = 0; written < 1_900_000 && round < 400; round++) {
    for (const name of names) {
      const content = readFileSync(join(fixtures, name));
      if (content.length > 60_000) continue;
      const isCopy = round % 3 !== 0 || !name.endsWith('.py');
      put(`round-${round}/${name}`, isCopy ? content : `${content}\n# Round ${round}.\n`);
      written += content.length;
    }
  }
  for (const [at, text] of catalogued.entries()) put(`upstream-${at}.py`, text);
  put('binary.py', Uint8Array.of(0, 1, 2, 3));
  put('broken.py', 'def f(:\n  return {{{\n');
  put('generated.py', `x = [${'1,'.repeat(20_000)}]\n`);
  put('empty.py', '');
  put(
    'cells.ipynb',
    JSON.stringify({ cells: [{ cell_type: 'code', source: ['import torch\n', 'x = 1\n'] }] }),
  );
  return root;
}

describe('an audit on any number of threads', () => {
  it('says the same, and parses code that several files hold once', async function () {
    this.timeout(240_000);
    const root = largeFolder();
    const report = async (
      threads: number,
    ): Promise<{ text: string; sent: AnalyseInput['files'][number][] }> => {
      const pool = openAuditPool(threads);
      const sent: AnalyseInput['files'][number][] = [];
      const seen: WorkerPool = {
        ...pool,
        run: (name, input, stop) => {
          assert.equal(name, 'analyse');
          sent.push(...(input as AnalyseInput).files);
          return pool.run(name, input, stop);
        },
      };
      try {
        const made = await runAudit(
          { root, git: false, cache: false, catalogues: [join(examples, 'catalogue')], pool: seen },
          () => undefined,
          signal,
        );
        assert.ok(made.ok);
        return { text: JSON.stringify(made.value), sent };
      } finally {
        await pool.close();
      }
    };
    try {
      const [one, two, four] = [await report(1), await report(2), await report(4)];
      assert.equal(two.text, one.text);
      assert.equal(four.text, one.text);
      const parsed = two.sent.filter(({ path, modules }) => path.endsWith('.py') && modules === undefined);
      assert.ok(parsed.length > 20);
      assert.equal(
        new Set(parsed.map(({ blob }) => blob)).size,
        parsed.length,
        'the same code is parsed once',
      );
      assert.ok(two.sent.some(({ modules }) => modules !== undefined));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
