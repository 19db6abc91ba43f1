import { strict as assert } from 'node:assert';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileDigests } from '../../../../src/host/store/file-digests.ts';
import { openStore } from '../../../../src/host/store/store.ts';

describe('the store', () => {
  let folder: string;
  const cacheBefore = process.env.FOREBEAR_CACHE;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-store-'));
    process.env.FOREBEAR_CACHE = join(folder, 'cache');
  });
  afterEach(() => {
    if (cacheBefore === undefined) delete process.env.FOREBEAR_CACHE;
    else process.env.FOREBEAR_CACHE = cacheBefore;
    rmSync(folder, { recursive: true });
  });

  const entries = (): readonly string[] =>
    readdirSync(join(folder, 'cache'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'pruned')
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();

  async function put(key: readonly string[], value: unknown, limit?: number): Promise<void> {
    const store = openStore('analyses', Date.now, limit);
    store.put(key, value);
    await store.flush();
  }

  it('gives back what was put under the same parts, and nothing under others', async () => {
    await put(['a', 'bc'], { x: [1, 'zwei', null] });
    const store = openStore('analyses');
    assert.deepEqual(await store.get(['a', 'bc']), { x: [1, 'zwei', null] });
    assert.equal(await store.get(['ab', 'c']), undefined);
    assert.equal(await openStore('reports').get(['a', 'bc']), undefined);
  });

  it('takes an entry with any flipped bit, a cut one and another one in its place for none', async () => {
    await put(['a'], { text: 'a value of some length' });
    const [path = ''] = entries();
    const whole = readFileSync(path);
    for (let bit = 0; bit < whole.length * 8; bit += 5) {
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(path, damaged);
      assert.equal(await openStore('analyses').get(['a']), undefined, `bit ${bit}`);
    }
    writeFileSync(path, whole.subarray(0, whole.length - 1));
    assert.equal(await openStore('analyses').get(['a']), undefined);
    await put(['b'], 'other');
    const other = entries().find((one) => one !== path) ?? '';
    renameSync(other, path);
    assert.equal(await openStore('analyses').get(['a']), undefined);
  });

  it('keeps within its limit, and what was used last', async () => {
    for (let at = 0; at < 20; at++) await put([`key ${at}`], 'x'.repeat(1000));
    const first = entries();
    for (const [at, path] of first.entries()) utimesSync(path, 1e9 + at, 1e9 + at);
    const used = first.at(-1) ?? '';
    utimesSync(used, Date.now() / 1000, Date.now() / 1000);
    await put(['more'], 'y'.repeat(1000), 5000);
    const bytes = entries().reduce((sum, path) => sum + statSync(path).size, 0);
    assert.ok(bytes <= 5000, `${bytes} bytes`);
    assert.ok(entries().includes(used));
    assert.equal(await openStore('analyses').get(['more']), 'y'.repeat(1000));
  });

  it('fails nothing where it cannot be written', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'cache'), 'a file in the way');
    await put(['a'], 1);
    assert.equal(await openStore('analyses').get(['a']), undefined);
  });

  it('reads a file again when it changed, and not before', async () => {
    const path = join(folder, 'large');
    writeFileSync(path, 'one');
    const later = (): number => Date.now() + 60_000;
    const digest = async (): Promise<string> =>
      (await fileDigests([path], openStore('digests'), later))[0] ?? '';
    const one = await digest();
    assert.equal(one, '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed');
    assert.equal(entries().length, 1);
    assert.equal(await digest(), one);
    appendFileSync(path, ' more');
    assert.notEqual(await digest(), one);
    assert.equal(await fileDigests([join(folder, 'absent')]).then(([none]) => none), '-');
  });
});
