import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SourceCode } from '../../../src/host/parsing/print-source.ts';
import { runAudit } from '../../../src/host/run-audit.ts';
import { openAuditPool } from '../../../src/host/threads/audit-pool.ts';
import type { WorkerPool } from '../../../src/host/threads/pool.ts';
import type { TaskName } from '../../../src/host/threads/tasks.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const examples = join(import.meta.dirname, '../../../examples');
const upstream = join(examples, 'upstream/heron-vl');
const catalogued = readdirSync(upstream, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.py'))
  .map((name) => readFileSync(join(upstream, name), 'utf8'));
const signal = new AbortController().signal;

/** A folder large enough for two threads: every fixture of a compared kind, as it is and with other last lines. */
function largeFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'forebear-halves-'));
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const names = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:py|cpp|ts|js|md|json|ipynb)$/.test(name),
  );
  let written = 0;
  for (let round = 0; written < 900_000 && round < 200; round++) {
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

describe('an analysis in two halves', () => {
  it('says what a whole one says, and parses on one thread what the other compares', async function () {
    this.timeout(60_000);
    const root = largeFolder();
    const ran = new Map<string, Set<TaskName>>([
      ['whole', new Set()],
      ['halves', new Set()],
    ]);
    const parsed: string[] = [];
    const report = async (kind: string, pool: WorkerPool): Promise<string> => {
      const seen: WorkerPool = {
        ...pool,
        run: (name, input, stop, place) => {
          ran.get(kind)?.add(name);
          if (name === 'parseSources')
            for (const { grammar, source } of input as readonly SourceCode[])
              parsed.push(`${grammar} ${source}`);
          return pool.run(name, input, stop, place);
        },
      };
      try {
        const made = await runAudit(
          { root, git: false, cache: false, catalogues: [join(examples, 'catalogue')], pool: seen },
          () => undefined,
          signal,
        );
        assert.ok(made.ok);
        return JSON.stringify(made.value);
      } finally {
        await pool.close();
      }
    };
    try {
      const whole = await report('whole', openAuditPool(1));
      const halves = await report('halves', openAuditPool(2));
      assert.equal(halves, whole);
      assert.deepEqual([...(ran.get('whole') ?? [])], ['analyse']);
      assert.deepEqual([...(ran.get('halves') ?? [])], ['parseSources']);
      assert.ok(parsed.length > 20);
      assert.equal(new Set(parsed).size, parsed.length, 'the same code is parsed once');
      assert.ok(catalogued.length > 0);
      for (const text of catalogued)
        assert.ok(!parsed.includes(`python ${text}`), 'known code is not parsed');
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
