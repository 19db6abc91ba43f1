import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FingerprintReport } from '../../src/model/fingerprint-report.ts';
import { gguf, Q8_0 } from '../unit/host/weights/formats/write-formats.ts';
import { type Model, safetensors } from '../unit/host/weights/made-up-checkpoint.ts';
import { madeUpModel, type Plan, trained } from '../unit/host/weights/made-up-model.ts';
import { forebear, freshFolder } from './run-forebear.ts';

const plan: Plan = {
  seed: 61,
  hidden: 64,
  inner: 128,
  layers: 2,
  vocabulary: 160,
  dtype: 'F32',
  weights: 'plain',
  training: { df: 4, rows: 0.5, tensors: 0.3, directions: 0.1 },
  sigma: 1e-3,
};
const model = madeUpModel(plan);
const folder = freshFolder();
const put = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const print = join(folder, 'print.json');

function against(suspect: string, from = print): FingerprintReport {
  const { out } = forebear('weights', from, suspect, '--format', 'json');
  return JSON.parse(out) as FingerprintReport;
}

describe('forebear weights fingerprint', () => {
  before(() => {
    const { code } = forebear(
      'weights',
      'fingerprint',
      put('model.safetensors', safetensors([...model], 'F32')),
      '--output',
      print,
    );
    assert.equal(code, 0);
  });

  it('writes less than 1 MB, and the same bytes again', () => {
    assert.ok(statSync(print).size < 1_000_000);
    const again = forebear('weights', 'fingerprint', join(folder, 'model.safetensors'));
    assert.equal(again.out.length, statSync(print).size);
  });

  it('tells the same weights in another format, a training on them, renamed ones, and strangers', () => {
    assert.equal(against(put('same.gguf', gguf(model, 'F16'))).verdict, 'same');
    assert.equal(against(put('q8.gguf', gguf(model, 'F16', { writer: Q8_0 }))).verdict, 'same');
    assert.equal(
      against(put('tuned.safetensors', safetensors([...trained(model, plan, 62, 0.5)], 'F32'))).verdict,
      'related',
    );
    const scrambled: Model = new Map([...model].map(([, matrix], i) => [`part.${i}`, matrix]));
    assert.equal(against(put('renamed.safetensors', safetensors([...scrambled], 'F32'))).verdict, 'same');
    assert.equal(
      against(put('other.safetensors', safetensors([...madeUpModel({ ...plan, seed: 99 })], 'F32'))).verdict,
      'unrelated',
    );
  });

  it('knows a fingerprint by what it holds, whatever its name', () => {
    const named = put('heron.fp', readFileSync(print));
    assert.match(forebear('weights', named, join(folder, 'same.gguf')).out, /^verdict: same\n/);
  });

  it('says in words what it found, and what it cannot show', () => {
    const { out, code } = forebear('weights', print, join(folder, 'same.gguf'));
    assert.equal(code, 0);
    assert.match(out, /^verdict: same\n/);
    assert.match(out, /does not show who did it or why/);
  });

  it('reads a large checkpoint in samples with --sample and says so', () => {
    mkdirSync(join(folder, 'sample'));
    const { code, out } = forebear(
      'weights',
      join(folder, 'model.safetensors'),
      join(folder, 'tuned.safetensors'),
      '--sample',
      '--format',
      'json',
      '--allow-partial',
    );
    assert.equal(code, 0);
    const report = JSON.parse(out) as { verdict: string; scope: string };
    assert.deepEqual([report.verdict, report.scope], ['fine_tuned', 'partial']);
  });
});
