import { strict as assert } from 'node:assert';
import { aliasIndex } from '../../../../src/credit/alias-index.ts';
import type { Wording } from '../../../../src/engine/file/read-file.ts';
import { loadLicenseIndex } from '../../../../src/host/license-index.ts';
import type { SourceBytes } from '../../../../src/host/parsing/read-source.ts';
import { isWeights, readWeights } from '../../../../src/host/parsing/read-weights.ts';
import { gguf } from '../weights/formats/write-formats.ts';

const wording = { licenses: loadLicenseIndex(), aliases: aliasIndex([]) } as unknown as Wording;
const model = new Map([['token_embd.weight', { shape: [4, 32], values: new Float32Array(128) }]]);

function file(path: string, bytes: Uint8Array, size?: number): SourceBytes {
  return { path, blob: 'b', bytes, ...(size === undefined ? {} : { size }) };
}

function withFacts(facts: Readonly<Record<string, string>>): SourceBytes {
  return file('model.gguf', gguf(model, 'F32', { facts }));
}

async function claimsOf(one: SourceBytes): Promise<readonly string[]> {
  const read = await readWeights(one, wording);
  assert.ok('analysis' in read, JSON.stringify(read));
  return read.analysis.claims.map((claim) => claim.text);
}

async function licenseOf(one: SourceBytes): Promise<readonly string[]> {
  const read = await readWeights(one, wording);
  assert.ok('analysis' in read);
  return read.analysis.licenses.map((found) => `${found.slot} ${found.expression}`);
}

describe('the header of a file of weights', () => {
  it('names its base models by address, once each', async () => {
    const claims = await claimsOf(
      withFacts({
        'general.architecture': 'llama',
        'general.base_model.0.name': 'Finch 8B',
        'general.base_model.0.organization': 'Alder',
        'general.base_model.0.repo_url': 'https://huggingface.co/Alder/Finch-8B',
        'general.base_model.1.repo_url': 'https://huggingface.co/Alder/Finch-8B/tree/main',
      }),
    );
    assert.deepEqual(claims, ['general.base_model.0.repo_url: Alder/Finch-8B']);
  });

  it('names a base by organization and name where it gives no address', async () => {
    assert.deepEqual(
      await claimsOf(
        withFacts({
          'general.base_model.0.name': 'Finch 3.1 8B',
          'general.base_model.0.organization': 'Alder Lab',
        }),
      ),
      ['general.base_model.0.name: Alder-Lab/Finch-3.1-8B'],
    );
    assert.deepEqual(await claimsOf(withFacts({ 'general.base_model.0.name': 'Finch' })), []);
  });

  it('takes no folder of a machine for a model', async () => {
    assert.deepEqual(
      await claimsOf(withFacts({ 'general.base_model.0.repo_url': '/home/a/models/finch' })),
      [],
    );
  });

  it('states a license of the weights, by id or by the name beside "other"', async () => {
    assert.deepEqual(await licenseOf(withFacts({ 'general.license': 'apache-2.0' })), ['weights Apache-2.0']);
    assert.deepEqual(
      await licenseOf(withFacts({ 'general.license': 'other', 'general.license.name': 'llama3.1' })),
      ['weights LicenseRef-scancode-llama-3.1-license-2024'],
    );
    assert.deepEqual(await licenseOf(withFacts({ 'general.license': 'other' })), []);
  });

  it('of safetensors names a base and a license in its free texts', async () => {
    const header = Buffer.from(
      JSON.stringify({
        __metadata__: { 'modelspec.license': 'mit', ss_sd_model_name: 'Alder/Finch-XL', junk: 'x' },
      }),
    );
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const one = file('adapter.safetensors', Buffer.concat([length, header]));
    assert.deepEqual(await claimsOf(one), ['ss_sd_model_name: Alder/Finch-XL']);
    assert.deepEqual(await licenseOf(one), ['weights MIT']);
  });

  it('is all that is read of a large file, and has no id of the whole', async () => {
    const whole = withFacts({ 'general.license': 'mit' });
    const head = file('model.gguf', whole.bytes.subarray(0, whole.bytes.length - 64), whole.bytes.length);
    const read = await readWeights(head, wording);
    assert.ok('analysis' in read);
    assert.equal(read.analysis.blob, null);
    assert.equal(read.analysis.gap, 'left out');
    assert.equal(read.analysis.licenses[0]?.expression, 'MIT');
  });

  it('says so where it is damaged, or longer than what is read', async () => {
    const whole = withFacts({ 'general.license': 'mit' });
    const cut = await readWeights(file('model.gguf', whole.bytes.subarray(0, 40)), wording);
    assert.ok(!('analysis' in cut) && /damaged/.test(cut.reason), JSON.stringify(cut));
    const long = await readWeights(
      file('model.gguf', whole.bytes.subarray(0, 40), whole.bytes.length),
      wording,
    );
    assert.ok(!('analysis' in long) && /header is longer/.test(long.reason), JSON.stringify(long));
  });

  it('is no pointer of Git LFS, and no pickle is opened', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`;
    assert.ok(!isWeights(file('model.gguf', Buffer.from(pointer))));
    const pickle = file('pytorch_model.bin', Buffer.from('cos\nsystem\n(S"false"\ntR.'));
    assert.ok(isWeights(pickle));
    const read = await readWeights(pickle, wording);
    assert.ok(
      !('analysis' in read) && read.kind === 'refused' && /os\.system/.test(read.reason),
      JSON.stringify(read),
    );
  });
});
