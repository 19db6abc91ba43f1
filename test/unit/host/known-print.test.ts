import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FilePrint } from '../../../src/compare/unit-print.ts';
import { loadCatalogues } from '../../../src/host/catalogue/load-catalogue.ts';
import { contentId } from '../../../src/host/git/content-id.ts';
import { printSource } from '../../../src/host/parsing/print-source.ts';
import { catalogued, openSource } from '../../../src/host/parsing/read-source.ts';

const examples = join(import.meta.dirname, '../../../examples');
const upstream = join(examples, 'upstream/heron-vl');

const plain = (print: FilePrint | null) =>
  print && { ...print, units: print.units.map((unit) => ({ ...unit, names: unit.names })) };

describe('the print of a catalogued file', () => {
  it('is what printing it again gives, and is not taken for a file that differs or has another language', async () => {
    const loaded = await loadCatalogues([join(examples, 'catalogue')]);
    assert.ok(loaded.ok);
    const indexes = loaded.value.map(({ index }) => index);
    const known = (path: string, bytes: Uint8Array): FilePrint | null => {
      const source = openSource({ path, blob: contentId(bytes), bytes });
      assert.ok(source.ok);
      return catalogued(source.value, indexes);
    };
    const names = readdirSync(upstream, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.py'),
    );
    let found = 0;
    for (const name of names) {
      const bytes = readFileSync(join(upstream, name));
      const print = known(name, bytes);
      if (print === null) continue;
      found += 1;
      assert.deepEqual(plain(print), plain(await printSource(name, bytes.toString('utf8'))));
      assert.equal(known(name, Buffer.concat([bytes, Buffer.from('\n')])), null);
      assert.equal(known('other.js', bytes), null);
    }
    assert.ok(found > 0, 'the example catalogue has files of its upstream');
  });
});
