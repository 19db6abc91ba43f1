import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeCatalogueIndex } from '../../../../src/catalogue/encode-index.ts';
import { loadCatalogues } from '../../../../src/host/catalogue/load-catalogue.ts';
import {
  exampleContent,
  exampleFile,
  examplePrint,
  exampleVersion,
  sha256,
} from '../../catalogue/example-content.ts';

describe('loading catalogues', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forebear-catalogue-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const bytes = (id: string): Uint8Array =>
    encodeCatalogueIndex(
      {
        ...exampleContent(
          [exampleVersion(id, ['a'.repeat(40)])],
          [exampleFile('a'.repeat(40), [examplePrint(1, 9)])],
        ),
        id,
      },
      sha256,
    );

  it('opens a file and a folder side by side, each once, in memory that workers can share', async () => {
    mkdirSync(join(folder, 'team', 'index'), { recursive: true });
    writeFileSync(join(folder, 'one.forebear'), bytes('one'));
    writeFileSync(join(folder, 'team', 'index', 'two.forebear'), bytes('two'));
    const paths = [join(folder, 'one.forebear'), join(folder, 'team'), join(folder, 'one.forebear')];
    const loaded = await loadCatalogues(paths);
    assert.ok(loaded.ok);
    assert.deepEqual(
      loaded.value.map(({ index }) => index.id),
      ['one', 'two'],
    );
    assert.ok(loaded.value[0]?.index.buffer instanceof SharedArrayBuffer);
  });

  it('refuses a damaged one with its path and the next step', async () => {
    const damaged = bytes('one');
    damaged[damaged.length - 20] = 255 - (damaged[damaged.length - 20] ?? 0);
    const path = join(folder, 'one.forebear');
    writeFileSync(path, damaged);
    const loaded = await loadCatalogues([path]);
    assert.equal(
      loaded.ok ? '' : loaded.message,
      `"${path}": the index is damaged: get it anew, or run "forebear catalogue build".`,
    );
  });

  it('says what is missing: a path, or a build', async () => {
    const none = await loadCatalogues([join(folder, 'none')]);
    assert.equal(none.ok === false && none.reason, 'absent');
    const unbuilt = await loadCatalogues([folder]);
    assert.equal(unbuilt.ok === false && unbuilt.reason, 'not-built');
  });
});
