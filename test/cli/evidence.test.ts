import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundingShape } from '../fixtures/reports/founding-shape.ts';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';
import { forebear as run } from './run-forebear.ts';

describe('forebear evidence', () => {
  let repository: ScratchRepository;
  let temp: string;
  let report: string;
  let pack: string;
  beforeEach(() => {
    temp = mkdtempSync(join(tmpdir(), 'forebear-evidence-'));
    pack = join(temp, 'pack.zip');
    report = join(temp, 'report.json');
    repository = scratchRepository();
    repository.write('README.md', '# Tiny\n');
    repository.write('tinyvlm/image_processing.py', 'def split_into_tiles(image): ...\n');
    const commit = repository.commit('2024-05-28T00:00:00+00:00');
    writeFileSync(report, JSON.stringify({ ...foundingShape, target: { ...foundingShape.target, commit } }));
  });
  afterEach(() => {
    repository.remove();
    rmSync(temp, { recursive: true, force: true });
  });

  const forebear = (...args: string[]) => run('evidence', ...args);
  const make = (...more: string[]) =>
    forebear('pack', repository.dir, '--report', report, '--lineage', 'lantern-v', '--output', pack, ...more);

  it('packs and verifies after the repository is gone', () => {
    const made = make();
    assert.equal(made.code, 0, made.err);
    const id = made.out.trim();
    assert.match(id, /^[0-9a-f]{64}$/);
    repository.remove();
    const verified = forebear('verify', pack, '--id', id);
    assert.equal(verified.code, 0, verified.err);
    assert.match(verified.out, /^Whole: every byte is as it was packed/);
  });

  it('is the same from a bare clone as from the work tree', () => {
    const bare = join(temp, 'bare.git');
    repository.git('clone', '-q', '--bare', repository.dir, bare);
    const id = make().out;
    const again = forebear('pack', bare, '--report', report, '--lineage', 'lantern-v', '--output', pack);
    assert.equal(again.out, id);
    assert.equal(forebear('verify', pack, '--local', bare).code, 0);
  });

  it('names a changed file, ends with 1, and says the same in JSON', () => {
    make('--include-local');
    const bytes = readFileSync(pack);
    bytes[bytes.indexOf('def split_into_tiles') + 4] = 0x21;
    writeFileSync(pack, bytes);
    const verified = forebear('verify', pack);
    assert.equal(verified.code, 1);
    assert.match(verified.out, /local\/tinyvlm\/image_processing\.py: its content is not the one/);
    const json = JSON.parse(forebear('verify', pack, '--format', 'json').out);
    assert.equal(json.whole, false);
    assert.ok(json.faults.some((fault: string) => fault.startsWith('local/tinyvlm/image_processing.py')));
  });

  it('asks a repository again where it is given, and ends with 2 when something is gone', () => {
    make();
    assert.equal(forebear('verify', pack, '--local', repository.dir).code, 0);
    const other = scratchRepository();
    try {
      const absent = forebear('verify', pack, '--local', other.dir);
      assert.equal(absent.code, 2);
      assert.match(absent.out, /absent: local commit/);
      assert.equal(forebear('verify', pack, '--local', other.dir, '--allow-partial').code, 0);
    } finally {
      other.remove();
    }
  });

  it('says what it needs', () => {
    for (const [args, code, message] of [
      [['pack', repository.dir, '--output', pack], 3, /--lineage/],
      [['pack', repository.dir, '--lineage', 'x'], 3, /--output FILE/],
      [['verify'], 3, /Name the pack/],
      [['verify', join(temp, 'none')], 2, /There is no file/],
      [['verify', report], 2, /not an evidence pack/],
      [['unpack', pack], 3, /pack \| verify/],
    ] as const) {
      const run = forebear(...args);
      assert.equal(run.code, code, run.err);
      assert.match(run.err, message);
    }
    const upstream = make('--include-upstream');
    assert.equal(upstream.code, 2);
    assert.match(upstream.err, /needs a clone of the upstream/);
  });
});
