import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fetchBlobs } from '../../../../src/host/git/fetch-blobs.ts';
import { openObjectReader } from '../../../../src/host/git/object-reader.ts';
import { partialClone, scratchRepository } from './scratch-repository.ts';

describe('object reader', () => {
  it('reads many overlapping blobs, empty and large ones and with newlines, each in its place', async () => {
    const repository = scratchRepository();
    const contents = [Buffer.alloc(0), Buffer.from('\n'), Buffer.from('a\nb'), randomBytes(700_000)];
    for (const [at, content] of contents.entries()) repository.write(`f${at}`, content);
    repository.commit('2024-01-01T00:00:00Z');
    const ids = contents.map((_, at) => repository.git('rev-parse', `HEAD:f${at}`).trim());
    const reader = openObjectReader(join(repository.dir, '.git'));
    const order = [3, 0, 1, 3, 2, 0];
    const read = await Promise.all(order.map((at) => reader.read(ids[at] ?? '')));
    for (const [at, result] of read.entries()) {
      assert.ok(result.ok);
      assert.deepEqual(Buffer.from(result.value), contents[order[at] ?? 0]);
    }
    const head = repository.git('rev-parse', 'HEAD').trim();
    const [commit, after] = await Promise.all([reader.read(head), reader.read(ids[2] ?? '')]);
    assert.match(commit.ok ? '' : commit.message, /is a commit, not a file/);
    assert.equal(after.ok && Buffer.from(after.value).toString(), 'a\nb');
    assert.equal((await reader.read('HEAD\nHEAD')).ok, false);
    reader.close();
    repository.remove();
  });

  it('passes over a blob above the limit and goes on', async () => {
    const repository = scratchRepository();
    repository.write('big', 'x'.repeat(2000));
    repository.write('small', 'y');
    repository.commit('2024-01-01T00:00:00Z');
    const reader = openObjectReader(join(repository.dir, '.git'), 1000);
    const [big, small] = await Promise.all(
      ['big', 'small'].map((path) => reader.read(repository.git('rev-parse', `HEAD:${path}`).trim())),
    );
    assert.equal(big?.ok === false && big.reason, 'too-large');
    assert.equal(small?.ok && Buffer.from(small.value).toString(), 'y');
    reader.close();
    repository.remove();
  });

  it('says that a blob is absent from a partial clone, reads the others, and fetches only when asked to', async () => {
    const origin = scratchRepository();
    origin.write('big', 'x'.repeat(2000));
    origin.write('small', 'y');
    origin.commit('2024-01-01T00:00:00Z');
    const clone = partialClone(origin, 1000);
    const big = origin.git('rev-parse', 'HEAD:big').trim();
    const small = origin.git('rev-parse', 'HEAD:small').trim();
    const reader = openObjectReader(clone.dir);
    const [first, second, third] = await Promise.all([
      reader.read(big),
      reader.read(small),
      reader.read(big),
    ]);
    assert.equal(first.ok ? '' : first.message, `content is not in this partial clone; its id is ${big}`);
    assert.equal(second.ok && Buffer.from(second.value).toString(), 'y');
    assert.equal(third.ok === false && third.reason, 'absent');
    reader.close();
    const fetched = await fetchBlobs(clone.dir, origin.dir, [big]);
    assert.ok(fetched.ok, fetched.ok ? '' : fetched.message);
    const again = await reader.read(big);
    assert.equal(again.ok && again.value.length, 2000);
    reader.close();
    clone.remove();
    origin.remove();
  });
});
