import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { packEvidence } from '../../../../src/host/evidence-pack/pack-evidence.ts';
import { readStoredZip, storedZip } from '../../../../src/host/evidence-pack/stored-zip.ts';
import { verifyEvidence } from '../../../../src/host/evidence-pack/verify-evidence.ts';
import type { AuditReport } from '../../../../src/model/report.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { type ScratchRepository, scratchRepository } from '../git/scratch-repository.ts';

const signal = new AbortController().signal;
const LOCAL_TEXT = 'def split_into_tiles(image):\n    return image\n';
const UPSTREAM_TEXT = 'def slice_image(image):\n    return image\n';

describe('what says to be an evidence pack', () => {
  const verify = (files: Readonly<Record<string, string>>) =>
    verifyEvidence(
      storedZip(
        Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })),
      ),
      {},
      signal,
    );

  it('is none with a list of sums that would take all memory', async () => {
    const found = await verify({ SHA256SUMS: 'x\n'.repeat(5_000_000) });
    assert.ok(!found.ok && /SHA256SUMS is over/.test(found.message));
  });

  it('has no manifest in one that would, and few faults of many', async () => {
    const found = await verify({
      SHA256SUMS: 'x\n'.repeat(100_000),
      'manifest.json': `[${'[],'.repeat(2_000_000)}1]`,
    });
    assert.ok(found.ok && found.value.manifest === null);
    assert.ok(found.value.faults.length < 2_000);
  });

  it('is told as changed with more files than a pack has', async () => {
    const files = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`e${at}`, '']));
    const found = await verify({ SHA256SUMS: '', ...files });
    assert.ok(found.ok && found.value.faults.some((fault) => /more files than/.test(fault)));
  });
});

describe('an evidence pack', () => {
  let local: ScratchRepository;
  let upstream: ScratchRepository;
  let report: AuditReport;
  beforeEach(() => {
    local = scratchRepository();
    local.write('README.md', '# Tiny\n');
    local.write('tinyvlm/image_processing.py', LOCAL_TEXT);
    local.write('tinyvlm/projection.py', 'class Projection: ...\n');
    local.write('config.json', '{}\n');
    local.commit('2024-05-28T00:00:00+00:00');
    local.write('tinyvlm/image_processing.py', `${LOCAL_TEXT}# edited\n`);
    const commit = local.commit('2024-05-29T00:00:00+00:00');
    local.git('tag', '-a', '-m', 'Release', 'v1');
    upstream = scratchRepository();
    upstream.write('lantern/slicing.py', UPSTREAM_TEXT);
    upstream.write('lantern/resampler.py', 'class Resampler: ...\n');
    upstream.write('LICENSE', 'Example license text\n');
    const upstreamCommit = upstream.commit('2024-04-11T00:00:00+00:00');
    report = {
      ...foundingShape,
      target: { ...foundingShape.target, commit },
      sources: foundingShape.sources.map((source) =>
        source.id === 'lantern-v-2.5-launch' ? { ...source, commit: upstreamCommit } : source,
      ),
    };
  });
  afterEach(() => {
    local.remove();
    upstream.remove();
  });

  async function pack(change: Partial<Parameters<typeof packEvidence>[0]> = {}) {
    const made = await packEvidence(
      {
        root: local.dir,
        report,
        lineage: 'lantern-v',
        upstreamGitDir: join(upstream.dir, '.git'),
        ...change,
      },
      signal,
    );
    assert.ok(made.ok, made.ok ? '' : made.message);
    return made.value;
  }

  async function verify(bytes: Uint8Array, options: Parameters<typeof verifyEvidence>[1] = {}) {
    const verified = await verifyEvidence(bytes, options, signal);
    assert.ok(verified.ok, verified.ok ? '' : verified.message);
    return verified.value;
  }

  it('is the same bytes each time, in another time zone and from another folder', async () => {
    const first = await pack();
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    const clone = mkdtempSync(join(tmpdir(), 'forebear-elsewhere-'));
    try {
      execFileSync('git', ['clone', '-q', local.dir, clone]);
      const second = await pack({ root: clone });
      assert.deepEqual(Buffer.compare(first.bytes, second.bytes), 0);
      assert.equal(first.id, second.id);
    } finally {
      process.env.TZ = zone ?? '';
      if (zone === undefined) delete process.env.TZ;
      rmSync(clone, { recursive: true, force: true });
    }
  });

  it('verifies offline, and holds hashes, commits, dates and tags of both sides', async () => {
    const made = await pack();
    const { faults, manifest, id } = await verify(made.bytes, { expectedId: made.id });
    assert.deepEqual(faults, []);
    assert.equal(id, made.id);
    const file = manifest?.local.files.find((item) => item.path === 'tinyvlm/image_processing.py');
    assert.equal(file?.blob, local.git('rev-parse', 'HEAD:tinyvlm/image_processing.py').trim());
    assert.equal(file?.first?.authored, '2024-05-28T00:00:00+00:00');
    assert.equal(file?.last?.authored, '2024-05-29T00:00:00+00:00');
    assert.deepEqual(
      manifest?.local.tags.map((tag) => [tag.name, tag.signature]),
      [['v1', null]],
    );
    assert.equal(manifest?.local.tree, local.git('rev-parse', 'HEAD^{tree}').trim());
    assert.deepEqual(
      manifest?.upstream.files.map((item) => [item.path, item.sha256 !== null]),
      [
        ['LICENSE', true],
        ['NOTICE', false],
        ['lantern/resampler.py', true],
        ['lantern/slicing.py', true],
      ].filter(([path]) => path !== 'NOTICE'),
    );
    assert.match(manifest?.upstream.limits.join() ?? '', /NOTICE/);
  });

  it('can be checked with unzip and sha256sum alone', async () => {
    const { bytes } = await pack({ includeLocal: true });
    const folder = mkdtempSync(join(tmpdir(), 'forebear-unzip-'));
    try {
      writeFileSync(join(folder, 'pack.zip'), bytes);
      execFileSync('python3', ['-m', 'zipfile', '-e', 'pack.zip', 'out'], { cwd: folder });
      const said = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], {
        cwd: join(folder, 'out'),
        encoding: 'utf8',
      });
      assert.match(said, /report\.json: OK/);
      assert.match(said, /local\/tinyvlm\/image_processing\.py: OK/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('holds no text of either side unless asked, and then of that side alone', async () => {
    const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);
    const plain = await pack();
    assert.deepEqual([holds(plain.bytes, LOCAL_TEXT), holds(plain.bytes, UPSTREAM_TEXT)], [false, false]);
    const ours = await pack({ includeLocal: true });
    assert.deepEqual([holds(ours.bytes, LOCAL_TEXT), holds(ours.bytes, UPSTREAM_TEXT)], [true, false]);
    const theirs = await pack({ includeUpstream: true });
    assert.deepEqual([holds(theirs.bytes, LOCAL_TEXT), holds(theirs.bytes, UPSTREAM_TEXT)], [false, true]);
  });

  it('tells of any one changed byte, and names the file it is in', async () => {
    const { bytes } = await pack({ includeLocal: true });
    const names = Object.keys(unzipSync(bytes));
    const step = Math.max(1, Math.floor(bytes.length / 900));
    let named = 0;
    let tried = 0;
    for (let at = 0; at < bytes.length; at += step) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      const verified = await verifyEvidence(changed, {}, signal);
      tried += 1;
      if (!verified.ok) continue;
      assert.notDeepEqual(verified.value.faults, [], `byte ${at}`);
      const said = verified.value.faults.join('\n');
      if (names.some((name) => said.includes(name)) || said.includes('list of files at the end')) named += 1;
    }
    assert.ok(tried > 500);
    assert.ok(named >= tried - 2, `${named} of ${tried}`);
  });

  it('names the changed file first when only its content was changed', async () => {
    const { bytes } = await pack();
    const files = Object.entries(unzipSync(bytes)).map(([path, content]) => ({ path, bytes: content }));
    const forged = files.map((file) =>
      file.path === 'report.json' ? { ...file, bytes: new TextEncoder().encode('{}') } : file,
    );
    const { faults } = await verify(storedZip(forged));
    assert.deepEqual(faults, ['report.json: its content is not the one that SHA256SUMS lists.']);
  });

  it('names a file that was added, and one that was taken out', async () => {
    const { bytes } = await pack();
    const files = Object.entries(unzipSync(bytes)).map(([path, content]) => ({ path, bytes: content }));
    const more = await verify(storedZip([...files, { path: 'extra.txt', bytes: new Uint8Array(3) }]));
    assert.deepEqual(more.faults, ['extra.txt: in the pack, but not listed in SHA256SUMS.']);
    const less = await verify(storedZip(files.filter((file) => file.path !== 'README.txt')));
    assert.deepEqual(less.faults, ['README.txt: listed in SHA256SUMS, but not in the pack.']);
  });

  it('tells a forgery with sums of its own by the id that was noted', async () => {
    const genuine = await pack();
    const forged = await pack({ includeLocal: true });
    assert.deepEqual((await verify(forged.bytes)).faults, []);
    assert.match((await verify(forged.bytes, { expectedId: genuine.id })).faults.join(), /the pack's id is/);
  });

  it('tells of bytes behind its end and of a missing end', async () => {
    const { bytes } = await pack();
    assert.match((await verify(Uint8Array.from([...bytes, 0]))).faults.join(), /changed at byte/);
    assert.match((await verify(bytes.subarray(0, bytes.length - 1))).faults.join(), /changed at byte/);
    assert.notDeepEqual((await verify(bytes.subarray(0, 2000))).faults, []);
  });

  it('re-checks against repositories that still exist, and says what is gone or different', async () => {
    const { bytes } = await pack();
    const both = { localGitDir: join(local.dir, '.git'), upstreamGitDir: join(upstream.dir, '.git') };
    const { rechecked } = await verify(bytes, both);
    assert.ok(rechecked.length >= 8);
    assert.deepEqual([...new Set(rechecked.map((item) => item.result))], ['same']);
    local.git('tag', '-f', '-a', '-m', 'Moved', 'v1', 'HEAD~1');
    const other = scratchRepository();
    try {
      const later = await verify(bytes, { ...both, upstreamGitDir: join(other.dir, '.git') });
      assert.deepEqual(
        later.rechecked.filter((item) => item.result === 'changed').map((item) => item.what),
        ['local tag v1'],
      );
      assert.ok(
        later.rechecked
          .filter((item) => item.what.startsWith('upstream'))
          .every((item) => item.result === 'absent'),
      );
    } finally {
      other.remove();
    }
  });

  it('is made without a clone of the upstream, and says what it lacks', async () => {
    const { bytes, manifest } = await pack({ upstreamGitDir: null });
    assert.deepEqual((await verify(bytes)).faults, []);
    assert.match(manifest.upstream.limits.join(), /No clone of the upstream was at hand/);
  });

  it('is refused for a lineage that the report does not have, with those it has', async () => {
    const made = await packEvidence({ root: local.dir, report, lineage: 'nothing' }, signal);
    assert.ok(!made.ok);
    assert.match(made.message, /lantern-v-2\.5-launch, beacon-vl-1\.5/);
  });

  it('is refused from a clone that lacks the audited commit, with the command that helps', async () => {
    const made = await packEvidence({ root: upstream.dir, report, lineage: 'lantern-v' }, signal);
    assert.ok(!made.ok);
    assert.match(made.message, /git fetch origin/);
  });

  it('refuses a file that is no pack', async () => {
    for (const bytes of [
      new Uint8Array(0),
      new TextEncoder().encode('hello'),
      storedZip([{ path: 'a', bytes: new Uint8Array(1) }]),
    ])
      assert.equal((await verifyEvidence(bytes, {}, signal)).ok, false);
  });

  it('does not trip over a manifest of another shape', async () => {
    for (const text of [
      'null',
      '{"packVersion":1,"local":{"files":[1]},"upstream":null}',
      '{"packVersion":1}',
      '[',
    ]) {
      const zip = storedZip([
        { path: 'manifest.json', bytes: new TextEncoder().encode(text) },
        { path: 'SHA256SUMS', bytes: new Uint8Array(0) },
      ]);
      assert.match((await verify(zip)).faults.join(), /manifest\.json: cannot be read/);
    }
  });
});

describe('a stored archive', () => {
  it('keeps names outside ASCII and empty files', () => {
    const files = [
      { path: 'local/模型.py', bytes: new Uint8Array([1, 2]) },
      { path: 'empty', bytes: new Uint8Array(0) },
    ];
    const read = readStoredZip(storedZip(files));
    assert.ok(read.ok);
    assert.equal(read.value.damage, null);
    assert.deepEqual([...read.value.files.keys()], ['empty', 'local/模型.py']);
  });
});
