import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareWeights } from '../../../../../src/host/weights/compare-weights.ts';
import { openCheckpoint } from '../../../../../src/host/weights/open-checkpoint.ts';
import { safetensors } from '../made-up-checkpoint.ts';
import { isMatrix, madeUpModel, type Plan, trained, withNoise } from '../made-up-model.ts';
import { seeded } from '../random.ts';
import { gguf, npz, onnx, Q4_0, Q6_K, Q8_0, torchLegacy, torchZip } from './write-formats.ts';
import { op, tupleOf } from './write-pickle.ts';

const plan: Plan = {
  seed: 31,
  hidden: 64,
  inner: 256,
  layers: 2,
  vocabulary: 160,
  dtype: 'F16',
  weights: 'plain',
  training: { df: 4, rows: 0.5, tensors: 0.3, directions: 0.1 },
  sigma: 1.4e-3,
};
const model = madeUpModel(plan);
const noisy = withNoise(model, 32, (random) => plan.sigma * random.normal());
const folder = mkdtempSync(join(tmpdir(), 'forebear-formats-'));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const compare = (upstream: string, suspect: string) =>
  compareWeights(upstream, suspect, { jobs: 1 }, new AbortController().signal, () => {});

const upstream = file('upstream.safetensors', safetensors([...model], 'F16'));

describe('a checkpoint', () => {
  const suspects: readonly (readonly [string, Uint8Array])[] = [
    ['suspect.safetensors', safetensors([...noisy], 'F16')],
    ['suspect-zip.bin', torchZip(noisy, 'F16')],
    ['suspect-turned.pt', torchZip(noisy, 'F16', true)],
    ['suspect-legacy.pth', torchLegacy(noisy, 'F16')],
    ['suspect.gguf', gguf(noisy, 'F16')],
    ['suspect.onnx', onnx(noisy, 'F16')],
    ['suspect.npz', npz(noisy, 'F16')],
  ];
  for (const [name, bytes] of suspects)
    it(`has the same verdict and noise from ${name}`, async () => {
      const report = await compare(upstream, file(name, bytes));
      assert.equal(report.verdict, 'isotropic_noise', report.account.join(' '));
      assert.equal(report.scope, 'all');
      assert.ok(Math.abs((report.sigma ?? 0) / plan.sigma - 1) < 0.02);
      assert.equal(report.direction, 'upstream->suspect');
    });

  for (const [name, writer] of [
    ['Q8_0', Q8_0],
    ['Q4_0', Q4_0],
    ['Q6_K', Q6_K],
  ] as const)
    it(`in ${name} is the same weights requantised, whichever side it is, and never the source of the finer ones`, async () => {
      const quantised = file(`model-${name}.gguf`, gguf(model, 'F16', { writer }));
      const there = await compare(upstream, quantised);
      assert.equal(there.verdict, 'requantised');
      assert.equal(there.direction, 'upstream->suspect');
      assert.match(there.account.join(' '), /the upstream was not made from it/);
      const back = await compare(quantised, upstream);
      assert.equal(back.verdict, 'requantised');
      assert.equal(back.direction, 'suspect->upstream');
      assert.equal(back.directionEvidence, null);
    });

  it('that was trained on is not taken for requantised, and one of other weights is unrelated', async () => {
    const tuned = file('tuned.gguf', gguf(trained(model, plan, 33, 0.3), 'F16', { writer: Q8_0 }));
    assert.equal((await compare(upstream, tuned)).verdict, 'fine_tuned');
    const other = file('other.gguf', gguf(madeUpModel({ ...plan, seed: 77 }), 'F16', { writer: Q4_0 }));
    assert.equal((await compare(upstream, other)).verdict, 'unrelated');
  });

  it('in GGUF is read under its usual names, its rotary rows put back, its claims as claims', async () => {
    const head = 16;
    const random = seeded(5);
    const rows = 64;
    const query = {
      shape: [rows, 64],
      values: Float32Array.from({ length: rows * 64 }, () => random.normal() / 8),
    };
    const stored = new Float32Array(query.values.length);
    for (let row = 0; row < rows; row++) {
      const inside = row % head;
      const to = row - inside + (inside < head / 2 ? 2 * inside : 2 * (inside - head / 2) + 1);
      stored.set(query.values.subarray(row * 64, row * 64 + 64), to * 64);
    }
    const facts = {
      'general.architecture': 'llama',
      'general.license': 'llama3',
      'general.base_model.0.repo_url': 'https://example.org/some/base',
      'llama.attention.head_count': rows / head,
    };
    const path = file(
      'llama.gguf',
      gguf(new Map([['blk.0.attn_q.weight', { ...query, values: stored }]]), 'F32', { facts }),
    );
    const plain = file(
      'llama.safetensors',
      safetensors([['model.layers.0.self_attn.q_proj.weight', query]], 'F32'),
    );
    const report = await compare(plain, path);
    assert.equal(report.verdict, 'identical');
    assert.deepEqual(report.claims?.map(({ key, value }) => `${key}=${value}`).sort(), [
      'general.architecture=llama',
      'general.base_model.0.repo_url=https://example.org/some/base',
      'general.license=llama3',
    ]);
  });

  it('of which a folder holds two formats is read in one, and the other is named', async () => {
    const both = join(folder, 'both');
    mkdirSync(both);
    writeFileSync(join(both, 'model.safetensors'), safetensors([...model], 'F16'));
    writeFileSync(join(both, 'pytorch_model.bin'), torchZip(model, 'F16'));
    const { tensors, notExamined } = await openCheckpoint(both);
    assert.equal(tensors.length, model.size);
    assert.match(notExamined[0]?.reason ?? '', /^was left: another format/);
  });
});

describe('a hostile pickle', () => {
  const calls: readonly (readonly [string, string])[] = [
    ['os', 'system'],
    ['posix', 'system'],
    ['builtins', 'eval'],
    ['builtins', 'getattr'],
    ['subprocess', 'Popen'],
    ['torch.storage', '_load_from_bytes'],
    ['runpy', '_run_code'],
    ['some_package', 'harmless_looking'],
  ];
  const mark = join(folder, 'was-run');
  for (const [module, name] of calls)
    it(`that calls ${module}.${name} is refused and named, and nothing runs`, async () => {
      const pickle = Buffer.concat([
        op.proto,
        op.global(module, name),
        tupleOf(op.text(`touch ${mark}`)),
        op.reduce,
        op.stop,
      ]);
      const legacy = Buffer.concat([
        op.proto,
        op.long(0x1950a86a20f9469cfc6cn),
        op.stop,
        op.proto,
        op.int(1001),
        op.stop,
        pickle,
      ]);
      for (const bytes of [pickle, legacy]) {
        const { tensors, notExamined } = await openCheckpoint(file(`${module}.${name}.bin`, bytes));
        assert.equal(tensors.length, 0);
        assert.match(
          notExamined[0]?.reason ?? '',
          new RegExp(`^is refused: it calls ${module}\\.${name} when it is loaded`),
        );
      }
      assert.equal(existsSync(mark), false);
    });

  /** Single opcodes: a mark, a dictionary's item, items, a list's item, items, a set's items. */
  const MARK = Buffer.from('(');
  const changes: readonly (readonly [what: string, module: string, name: string, ...codes: Buffer[]])[] = [
    ['sets an item of', 'collections', '__dict__', op.text('OrderedDict'), op.text('x'), Buffer.from('s')],
    ['sets items of', 'sys', 'modules', MARK, op.text('os'), op.text('x'), Buffer.from('u')],
    ['appends to', 'sys', 'path', op.text(mark), Buffer.from('a')],
    ['appends several to', 'sys', 'meta_path', MARK, op.text(mark), Buffer.from('e')],
    ['adds items to', 'sys', 'path', MARK, op.text(mark), Buffer.from([0x90])],
    ['sets an item of', 'collections', 'OrderedDict', op.text('a'), op.text('x'), Buffer.from('s')],
  ];
  for (const [what, module, name, ...codes] of changes)
    it(`that ${what} ${module}.${name} is refused and named`, async () => {
      const pickle = Buffer.concat([op.proto, op.global(module, name), ...codes, op.stop]);
      const { notExamined } = await openCheckpoint(file(`${module}.${name}.${codes.length}.bin`, pickle));
      assert.match(
        notExamined[0]?.reason ?? '',
        new RegExp(`^is refused: it changes ${module}\\.${name} when it is loaded`),
      );
    });

  it('that only names what is not known is refused: naming runs the code of its module', async () => {
    const pickle = Buffer.concat([op.proto, op.global('some_package', 'anything'), op.stop]);
    const { notExamined } = await openCheckpoint(file('named.bin', pickle));
    assert.match(
      notExamined[0]?.reason ?? '',
      /^is refused: it imports some_package\.anything when it is loaded/,
    );
  });

  it('that has a tensor made by a call of something else is refused', async () => {
    const call = Buffer.concat([op.global('os', 'system'), op.text('x')]);
    const pickle = Buffer.concat([
      op.proto,
      op.global('torch._tensor', '_rebuild_from_type_v2'),
      MARK,
      call,
      Buffer.from('t'),
      op.reduce,
      op.stop,
    ]);
    const { notExamined } = await openCheckpoint(file('first.bin', pickle));
    assert.match(notExamined[0]?.reason ?? '', /^is refused: it calls os\.system when it is loaded/);
  });

  it('behind or beside that of a checkpoint is not passed over in silence', async () => {
    const bad = Buffer.concat([op.proto, op.global('os', 'system'), op.text('x'), op.reduce, op.stop]);
    const plain = torchZip(model, 'F32');
    const whole = await openCheckpoint(file('plain.pt', plain));
    assert.ok(whole.tensors.length > 0 && whole.notExamined.length === 0);
    const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
      ['tail.pt', torchZip(model, 'F32', false, { trailing: bad }), /data\.pkl goes on for \d+ bytes/],
      [
        'second.pt',
        torchZip(model, 'F32', false, { files: { 'archive/more.pkl': bad } }),
        /a further pickle, archive\/more\.pkl/,
      ],
      [
        'other-root.pt',
        torchZip(model, 'F32', false, { files: { 'z/data.pkl': bad } }),
        /a further pickle, z\/data\.pkl/,
      ],
      ['behind.pt', Buffer.concat([plain, bad]), /bytes behind the end of its zip container/],
      ['legacy.pt', Buffer.concat([torchLegacy(model, 'F32'), bad]), /bytes behind its values/],
    ];
    for (const [name, bytes, said] of cases) {
      const { tensors, notExamined } = await openCheckpoint(file(name, bytes));
      assert.equal(tensors.length, 0, name);
      assert.match(notExamined[0]?.reason ?? '', said);
    }
  });

  it('of random bytes or cut anywhere gives a sentence, never an exception, and no tensor outside the file', async () => {
    const random = seeded(9);
    const small = new Map([...model].filter(([, matrix]) => isMatrix(matrix)).slice(0, 2));
    for (const whole of [
      torchLegacy(small, 'F32'),
      Buffer.from(torchZip(small, 'F32')),
      gguf(small, 'F32'),
      onnx(small, 'F32'),
    ])
      for (let round = 0; round < 60; round++) {
        const bytes = Buffer.from(whole);
        const reach = Math.min(bytes.length, 1500);
        for (let k = 0; k < 3; k++) bytes[random.below(reach)] = random.below(256);
        const cut = round % 3 === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
        const { tensors, notExamined } = await openCheckpoint(
          file(round % 2 === 0 ? 'fuzz.bin' : 'fuzz.onnx', cut),
        );
        for (const { begin, end } of tensors) assert.ok(begin >= 0 && end <= cut.length && begin <= end);
        assert.ok(tensors.length > 0 || notExamined.length > 0);
      }
  });
});
