import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedClone, fetchCommit, trimCloneCache } from '../../../../src/host/catalogue/clone-cache.ts';
import { locateRepository } from '../../../../src/host/catalogue/locate-repository.ts';
import { readUpstreamText } from '../../../../src/host/catalogue/upstream-texts.ts';
import { fetchBlobs } from '../../../../src/host/git/fetch-blobs.ts';
import { type ScratchRepository, scratchRepository } from '../git/scratch-repository.ts';

describe('upstream texts', () => {
  let folder: string;
  let origin: ScratchRepository;
  let first: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-texts-'));
    origin = scratchRepository();
    origin.write('model.py', 'first\n');
    first = origin.commit('2024-01-01T00:00:00Z');
    origin.write('model.py', 'second\n');
    origin.commit('2024-02-01T00:00:00Z');
    origin.git('config', 'uploadpack.allowFilter', 'true');
    origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    origin.remove();
  });
  const source = (repository: string, commit: string | null) => ({ id: 'example', repository, commit });

  it('come from a mirror at the commit of the version, by owner and name or by an alternate, in capitals or not', async () => {
    const mirror = join(folder, '{owner}', '{name}.git');
    mkdirSync(join(folder, 'fork'));
    origin.git('clone', '-q', '--bare', '.', join(folder, 'fork', 'model.git'));
    for (const alternate of ['fork/model', 'Fork/MODEL']) {
      const from = { ...source('official/model', first), alternates: [alternate] };
      const text = await readUpstreamText(from, 'model.py', { mirror });
      assert.equal(text.ok && text.value, 'first\n', alternate);
    }
  });

  it('come from a plain folder beside the catalogue', async () => {
    mkdirSync(join(folder, 'catalogue'));
    mkdirSync(join(folder, 'upstream'));
    writeFileSync(join(folder, 'upstream', 'model.py'), 'plain\n');
    const options = { catalogues: [join(folder, 'catalogue')] };
    const text = await readUpstreamText(source('./upstream', null), 'model.py', options);
    assert.equal(text.ok && text.value, 'plain\n');
    const outside = await readUpstreamText(source('./upstream', null), '../../etc/passwd', options);
    assert.equal(outside.ok, false);
  });

  it('are not fetched without consent', async () => {
    const text = await readUpstreamText(source('example/model', first), 'model.py', { cacheFolder: folder });
    assert.equal(text.ok === false && text.reason, 'needs-consent');
    assert.equal(existsSync(cachedClone('https://github.com/example/model.git', 'texts', folder)), false);
  });

  it('are fetched as one commit without contents and the one content asked for', async () => {
    const clone = await fetchCommit(origin.dir, first, undefined, folder);
    assert.ok(clone.ok, clone.ok ? '' : clone.message);
    const count = (): number =>
      Number(
        /^count: (\d+)|in-pack: (\d+)/m
          .exec(origin.git('--git-dir', clone.value, 'count-objects', '-v'))?.[0]
          .replace(/\D/g, ''),
      );
    const before = count();
    const blob = origin.git('rev-parse', `${first}:model.py`).trim();
    assert.ok((await fetchBlobs(clone.value, origin.dir, [blob])).ok);
    assert.equal(origin.git('--git-dir', clone.value, 'cat-file', '-p', blob), 'first\n');
    assert.ok(before <= 2);
  });

  it('say what is missing when the commit does not hold the file', async () => {
    const mirror = join(folder, '{owner}', '{name}.git');
    mkdirSync(join(folder, 'a'));
    origin.git('clone', '-q', '--bare', '.', join(folder, 'a', 'b.git'));
    const text = await readUpstreamText(source('a/b', first), 'nowhere.py', { mirror });
    assert.match(text.ok ? '' : text.message, /^nowhere\.py is not in .* at /);
    const facts = await readUpstreamText(source('a/b', null), 'model.py', { mirror });
    assert.match(facts.ok ? '' : facts.message, /knows facts about example, but no code/);
  });

  it('leave the cache under its limit, the longest unused clone first', async () => {
    for (const [name, day] of [
      ['old', 1],
      ['new', 2],
      ['kept', 0],
    ] as const) {
      const dir = join(folder, `${name}.texts.git`);
      mkdirSync(dir);
      writeFileSync(join(dir, 'pack'), 'x'.repeat(1000));
      writeFileSync(join(dir, 'last-used'), '');
      utimesSync(join(dir, 'last-used'), day * 86_400, day * 86_400);
    }
    const removed = await trimCloneCache(2000, join(folder, 'kept.texts.git'), folder);
    assert.deepEqual(removed, [join(folder, 'old.texts.git')]);
  });
});

describe('place of a repository', () => {
  it('is an address only for owner/name and addresses that can be cloned', async () => {
    const place = async (text: string) => (await locateRepository(text, [], {})).kind;
    assert.equal(await place('owner/name'), 'remote');
    assert.equal(await place('https://example.org/a/b'), 'remote');
    assert.equal(await place('./nowhere'), 'absent');
    assert.equal(await place('/nowhere'), 'absent');
    assert.equal(await place('--upload-pack=x'), 'absent');
  });
});
