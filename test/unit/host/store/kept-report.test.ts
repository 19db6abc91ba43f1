import { strict as assert } from 'node:assert';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkTree } from '../../../../src/host/files/work-tree.ts';
import { runAudit } from '../../../../src/host/run-audit.ts';
import { openReportCache, type ReportCache } from '../../../../src/host/store/kept-report.ts';
import type { AuditReport } from '../../../../src/model/report.ts';

const signal = new AbortController().signal;
/** As if every file had been left alone for a while. */
const later = (): number => Date.now() + 10_000;

describe('the report of a folder kept between runs', () => {
  let folder: string;
  let root: string;
  let report: AuditReport;
  let deciding = 'this build';
  const cacheBefore = process.env.FOREBEAR_CACHE;

  const write = (at: string): void => {
    mkdirSync(join(at, 'model'), { recursive: true });
    writeFileSync(join(at, 'README.md'), '# A model\n');
    writeFileSync(join(at, 'model', 'net.py'), 'def twice(x):\n    return x * 2\n');
  };

  // One report will do: what is kept is given back as it was.
  before(async () => {
    const tree = mkdtempSync(join(tmpdir(), 'forebear-report-cache-'));
    write(tree);
    const made = await runAudit({ root: tree, git: false, cache: false, jobs: 1 }, () => undefined, signal);
    rmSync(tree, { recursive: true });
    assert.ok(made.ok);
    report = made.value;
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-report-cache-'));
    process.env.FOREBEAR_CACHE = join(folder, 'cache');
    root = join(folder, 'tree');
    write(root);
  });

  afterEach(() => {
    if (cacheBefore === undefined) delete process.env.FOREBEAR_CACHE;
    else process.env.FOREBEAR_CACHE = cacheBefore;
    rmSync(folder, { recursive: true });
  });

  const open = (clock = later): ReportCache =>
    openReportCache(
      { root, name: undefined, catalogues: [], git: false, deciding: async () => deciding },
      clock,
    );

  async function keep(clock = later): Promise<void> {
    const cache = open(clock);
    const tree = await openWorkTree(root, cache.listing);
    assert.ok(tree.ok);
    await tree.value.list(signal);
    await cache.keep(report);
  }

  it('is given again, the same, while nothing changed', async () => {
    assert.equal(await open().find(signal), null);
    await keep();
    assert.deepEqual(await open().find(signal), report);
  });

  for (const [what, change] of [
    ['is changed', () => writeFileSync(join(root, 'README.md'), '# B model\n')],
    ['is added', () => writeFileSync(join(root, 'model', 'more.py'), '')],
    ['is deleted', () => rmSync(join(root, 'model', 'net.py'))],
    ['is renamed', () => renameSync(join(root, 'README.md'), join(root, 'READ.md'))],
  ] as const) {
    it(`is not given when a file ${what}`, async () => {
      await keep();
      change();
      assert.equal(await open().find(signal), null);
    });
  }

  it('is not kept while a file changed too recently to tell', async () => {
    await keep(() => Date.now() - 60_000);
    assert.equal(await open().find(signal), null);
  });

  it('is not given for another name, another build or other catalogues, nor when it is damaged', async () => {
    await keep();
    const built = deciding;
    const other = openReportCache(
      { root, name: 'other', catalogues: [], git: false, deciding: async () => built },
      later,
    );
    assert.equal(await other.find(signal), null);
    deciding = 'a private catalogue that was built anew';
    assert.equal(await open().find(signal), null);
    deciding = built;
    assert.deepEqual(await open().find(signal), report);
    const kept = join(folder, 'cache', 'reports');
    for (const entry of readdirSync(kept, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace('forebear', 'forebaer'));
    }
    assert.equal(await open().find(signal), null);
  });
});
