import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { WeightsReport } from '../../src/model/weights-report.ts';
import { type Model, safetensors, writeModel } from '../unit/host/weights/made-up-checkpoint.ts';
import { isMatrix, madeUpModel, mapModel, type Plan, withNoise } from '../unit/host/weights/made-up-model.ts';
import { forebear, freshFolder, parseResult } from './run-forebear.ts';

const plan: Plan = {
  seed: 21,
  hidden: 64,
  inner: 96,
  layers: 2,
  vocabulary: 160,
  dtype: 'F32',
  weights: 'plain',
  training: { df: 4, rows: 0.5, tensors: 0.3, directions: 0.1 },
  sigma: 1.4e-3,
};
const model = madeUpModel(plan);
const noisy = withNoise(model, 22, (random) => plan.sigma * random.normal());

interface Sides {
  readonly upstream: string;
  readonly suspect: string;
}

/** An upstream and a suspect in three shards each; the suspect is to be damaged. */
function shards(suspect: Model = noisy): Sides {
  const folder = freshFolder();
  return {
    upstream: writeModel(join(folder, 'upstream'), model, 'F32', 3),
    suspect: writeModel(join(folder, 'suspect'), suspect, 'F32', 3),
  };
}

const SECOND = 'model-00002-of-00003.safetensors';

function compare({ upstream, suspect }: Sides, ...more: readonly string[]) {
  const run = forebear('weights', upstream, suspect, '--format', 'json', ...more);
  return { ...run, report: parseResult<WeightsReport>('weights.schema.json', run.out) };
}

/** Replaces the header of a file by what `change` makes of it. */
function withHeader(
  path: string,
  change: (header: Record<string, { data_offsets: number[] }>) => string,
): void {
  const bytes = readFileSync(path);
  const length = Number(bytes.readBigUInt64LE());
  const text = change(JSON.parse(bytes.subarray(8, 8 + length).toString()));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
  writeFileSync(path, Buffer.concat([size, Buffer.from(text), bytes.subarray(8 + length)]));
}

/** One damaged file gives one sentence about it, and the rest still gives the verdict. */
function isPartial(sides: Sides, path: string, sentence: RegExp): void {
  const { code, err, report } = compare(sides);
  assert.equal(report.scope, 'partial');
  assert.equal(code, 2, 'part was not looked at');
  const about = report.notExamined.filter((entry) => entry.path === path);
  assert.equal(about.length, 1, JSON.stringify(report.notExamined));
  assert.match(about[0]?.reason ?? '', sentence);
  assert.equal(err.split('\n').filter((line) => line.includes(path)).length, 1);
  assert.equal(report.verdict, 'isotropic_noise');
  assert.ok(report.tensors.length > 10);
  assert.equal(compare(sides, '--allow-partial').code, 0);
}

describe('forebear weights', () => {
  it('draws how the differences are spread on a page of its own, beside the normal law, with a table', () => {
    const { upstream, suspect } = shards();
    const { out, code } = forebear('weights', upstream, suspect, '--format', 'html');
    assert.equal(code, 0);
    assert.match(out, /^<!doctype html>[\s\S]*<p class="verdict">[a-z ]*noise/);
    const heights = [...out.matchAll(/<rect class="bar"[^>]* height="([\d.]+)"/g)].map(([, height]) =>
      Number(height),
    );
    assert.ok(heights.length > 40 && Math.max(...heights) > 100);
    const points = /<polyline class="law" points="([^"]+)"/.exec(out)?.[1]?.split(' ') ?? [];
    assert.equal(points.length, heights.length);
    assert.match(out, /<pre[^>]*>verdict: [a-z_]+\nsigma: /);
    assert.match(out, /data-head="Of a normal law">\d/);
    assert.ok(!/<script|<img|https?:/.test(out));
  });

  it('finds noise across renamed and resharded files and states its std', () => {
    const folder = freshFolder();
    const renamed: Model = new Map(
      [...noisy].map(([name, matrix]) => [
        name.replace(/^vpm/, 'vison').replace(/^resampler/, 'projection'),
        matrix,
      ]),
    );
    const sides = {
      upstream: writeModel(join(folder, 'upstream'), model, 'F16', 7),
      suspect: writeModel(join(folder, 'suspect'), renamed, 'F16', 3),
    };
    const { code, err, report } = compare(sides);
    assert.deepEqual([code, err], [0, '']);
    assert.equal(report.verdict, 'isotropic_noise');
    assert.deepEqual(report.prefixMap, { vpm: 'vison', resampler: 'projection' });
    assert.ok(Math.abs((report.sigma ?? 0) / plan.sigma - 1) < 0.02, `${report.sigma}`);
    assert.equal(report.direction, 'upstream->suspect');
    assert.deepEqual(Object.keys(report.components), ['llm', 'resampler', 'vpm']);
    assert.equal(
      compare({ upstream: sides.suspect, suspect: sides.upstream }).report.direction,
      'suspect->upstream',
    );
  });

  it('gives the same bytes with one worker and with three', () => {
    const sides = shards();
    assert.equal(compare(sides, '--jobs', '1').out, compare(sides, '--jobs', '3').out);
  });

  it('takes a file, a folder or an index', () => {
    const sides = shards(model);
    const index = join(sides.suspect, 'model.safetensors.index.json');
    assert.equal(compare({ ...sides, suspect: index }).report.verdict, 'identical');
    const file = join(freshFolder(), 'one.safetensors');
    writeFileSync(file, safetensors([...model], 'F32'));
    assert.equal(compare({ ...sides, suspect: file }).report.verdict, 'identical');
  });

  it('says in plain words what it found', () => {
    const { upstream, suspect } = shards();
    const { code, out } = forebear('weights', upstream, suspect);
    assert.equal(code, 0);
    assert.match(out, /^verdict: isotropic_noise\nsigma: 1\.(39|40|41)\d*e-3/);
    assert.match(out, /zero-mean normal noise of one std/);
    assert.match(out, /This does not show who did it or why\./);
    assert.match(out, /gaussian noise: \d+ tensors/);
  });

  it('exits 1 only when asked to fail on what it found', () => {
    const { upstream, suspect } = shards();
    assert.equal(forebear('weights', upstream, suspect, '--fail-on', 'error').code, 1);
    assert.equal(forebear('weights', upstream, upstream, '--fail-on', 'error').code, 0);
    assert.equal(forebear('weights', upstream).code, 3);
    assert.equal(forebear('weights', upstream, suspect, '--format', 'sarif').code, 3);
  });

  it('skips a shard that is cut off', () => {
    const sides = shards();
    const path = join(sides.suspect, SECOND);
    writeFileSync(path, readFileSync(path).subarray(0, -1000));
    isPartial(sides, SECOND, /cut off: tensor ".+" ends at byte \d+ and the file has \d+/);
  });

  it('skips a file whose header is longer than the file', () => {
    const sides = shards();
    const path = join(sides.suspect, SECOND);
    const bytes = readFileSync(path);
    bytes.writeBigUInt64LE(BigInt(bytes.length) + 5n);
    writeFileSync(path, bytes);
    isPartial(sides, SECOND, /header claims \d+ bytes and the file has \d+/);
  });

  it('refuses a header of more than 100 MB without reading it', () => {
    const sides = shards();
    const path = join(sides.suspect, SECOND);
    const bytes = readFileSync(path);
    bytes.writeBigUInt64LE(2n ** 62n);
    writeFileSync(path, bytes);
    isPartial(sides, SECOND, /at most 100 MB/);
  });

  it('skips a file with overlapping tensors', () => {
    const sides = shards();
    withHeader(join(sides.suspect, SECOND), (header) => {
      const entries = Object.values(header).filter((entry) => entry.data_offsets !== undefined);
      const [first, second] = entries;
      if (first !== undefined && second !== undefined) {
        const [from = 0, to = 0] = second.data_offsets;
        const start = (first.data_offsets[1] ?? 0) - 64;
        second.data_offsets = [start, start + (to - from)];
      }
      return JSON.stringify(header);
    });
    isPartial(sides, SECOND, /tensors ".+" and ".+" overlap/);
  });

  it('skips a file whose offsets do not fit a dtype', () => {
    const sides = shards();
    withHeader(join(sides.suspect, SECOND), (header) => JSON.stringify(header).replace('"F32"', '"F16"'));
    isPartial(sides, SECOND, /takes \d+ bytes, but its shape \[.+\] in F16 needs \d+/);
  });

  it('skips a file that names a tensor twice', () => {
    const sides = shards();
    withHeader(join(sides.suspect, SECOND), (header) => {
      const [name = '', entry] = Object.entries(header).filter(([key]) => key !== '__metadata__')[0] ?? [];
      return `${JSON.stringify(header).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(entry)}}`;
    });
    isPartial(sides, SECOND, /names ".+" more than once/);
  });

  it('skips a header that is no JSON', () => {
    const sides = shards();
    withHeader(join(sides.suspect, SECOND), (header) => JSON.stringify(header).slice(0, -9));
    isPartial(sides, SECOND, /no JSON/);
  });

  it('skips what is named like a file and is none', () => {
    const pipe = (path: string) => execFileSync('mkfifo', [path]);
    for (const make of process.platform === 'win32' ? [mkdirSync] : [mkdirSync, pipe]) {
      const sides = shards();
      rmSync(join(sides.suspect, SECOND));
      make(join(sides.suspect, SECOND));
      isPartial(sides, SECOND, /^is no regular file$/);
    }
  });

  it('says which shard of the index is absent', () => {
    const sides = shards();
    const index = join(sides.suspect, 'model.safetensors.index.json');
    writeFileSync(index, readFileSync(index, 'utf8').replaceAll(SECOND, 'model-00009-of-00003.safetensors'));
    const { report } = compare(sides);
    assert.deepEqual(
      report.notExamined.map(({ path, reason }) => [path, reason]),
      [['model-00009-of-00003.safetensors', 'is named in the index and absent']],
    );
    assert.equal(report.verdict, 'isotropic_noise');
  });

  it('never leaves the folder that an index stands in', () => {
    const sides = shards();
    const index = join(sides.suspect, 'model.safetensors.index.json');
    writeFileSync(index, readFileSync(index, 'utf8').replaceAll(SECOND, '../../elsewhere.safetensors'));
    const { report } = compare(sides);
    assert.match(report.notExamined[0]?.reason ?? '', /outside its folder/);
  });

  it('leaves out a tensor that holds NaN, and only that', () => {
    const broken = 'llm.model.layers.1.mlp.up_proj.weight';
    const sides = shards(
      mapModel(noisy, (name, matrix) =>
        name === broken ? matrix.values.map((v, i) => (i === 99 ? NaN : v)) : null,
      ),
    );
    isPartial(sides, broken, /holds 1 values that are no finite numbers/);
    assert.ok(compare(sides).report.tensors.every((tensor) => tensor.upstream !== broken));
  });

  it('answers with "weights_absent" for Git LFS pointers and knows equal ones', () => {
    const folder = freshFolder();
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'cd'.repeat(32)}\nsize 4976698672\n`;
    for (const side of ['upstream', 'suspect']) {
      mkdirSync(join(folder, side));
      writeFileSync(join(folder, side, 'model.safetensors'), pointer);
    }
    const { code, report } = compare({
      upstream: join(folder, 'upstream'),
      suspect: join(folder, 'suspect'),
    });
    assert.equal(code, 2);
    assert.equal(report.verdict, 'weights_absent');
    assert.match(report.account.join(' '), /1 Git LFS pointers are equal on both sides/);
  });

  it('names what a pickle would call, and neither calls nor reads it', () => {
    const { upstream } = shards();
    const suspect = freshFolder();
    // Bytes that would end any unpickler's day, were one to read them.
    writeFileSync(
      join(suspect, 'pytorch_model.bin'),
      zipSync({
        'archive/data.pkl': strToU8("cos\nsystem\n(S'exit 1'\ntR."),
        'archive/version': strToU8('3'),
      }),
    );
    const { code, report } = compare({ upstream, suspect });
    assert.equal(code, 2);
    assert.equal(report.verdict, 'invalid_input');
    assert.match(
      report.notExamined[0]?.reason ?? '',
      /^is refused: it calls os\.system when it is loaded\. Nothing of it was run/,
    );
  });

  it('answers with "invalid_input" and exit code 2 for a path that is not there', () => {
    const { upstream } = shards();
    const { code, report } = compare({ upstream, suspect: join(upstream, 'nothing') });
    assert.deepEqual([code, report.verdict], [2, 'invalid_input']);
  });

  it('keeps the histogram small and its shares complete', () => {
    const { histogram } = compare(shards()).report;
    const total = (histogram?.shares ?? []).reduce((sum, s) => sum + s, 0);
    assert.ok(Math.abs(total + (histogram?.below ?? 0) + (histogram?.above ?? 0) - 1) < 1e-6);
    assert.ok(Math.abs((histogram?.normal.std ?? 0) / plan.sigma - 1) < 0.02);
    assert.ok((histogram?.shares.length ?? 0) <= 81);
  });

  it('compares whole-number tensors as a coarser grid of the upstream', () => {
    const folder = freshFolder();
    const eight: Model = new Map(
      [...model].map(([name, matrix]) => {
        if (!isMatrix(matrix)) return [name, matrix];
        const most = matrix.values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
        return [
          name,
          { ...matrix, dtype: 'I8', values: matrix.values.map((v) => Math.round((127 * v) / most)) },
        ];
      }),
    );
    const { report } = compare({
      upstream: writeModel(join(folder, 'upstream'), model, 'F32'),
      suspect: writeModel(join(folder, 'suspect'), eight, 'F32'),
    });
    assert.equal(report.verdict, 'requantised');
  });
});
