import assert from 'node:assert/strict';
import { fromBytes, toBytes } from '../../../src/bytes/text-bytes.ts';
import { encodeCatalogueIndex } from '../../../src/catalogue/encode-index.ts';
import { sealOpen } from '../../../src/catalogue/index-format.ts';
import { type CatalogueIndex, openCatalogueIndex } from '../../../src/catalogue/open-index.ts';
import { sortedLookup } from '../../../src/compare/sorted-lookup.ts';
import {
  exampleContent,
  exampleFile,
  examplePrint,
  exampleVersion,
  random,
  sha256,
} from './example-content.ts';

function opened(bytes: Uint8Array<ArrayBuffer>): CatalogueIndex {
  const index = openCatalogueIndex(bytes.buffer, sha256);
  assert.ok(index.ok, index.ok ? '' : index.message);
  return index.value;
}

const shared = examplePrint(1, 40, 'Shared.forward');
const contents = [
  exampleFile('b'.repeat(40), [examplePrint(3, 30), shared]),
  exampleFile('a'.repeat(40), [shared, examplePrint(2, 50)]),
];
const versions = [
  exampleVersion('example-2', ['b'.repeat(40), 'a'.repeat(40)]),
  exampleVersion('example-1', ['a'.repeat(40)]),
];
const bytes = encodeCatalogueIndex(exampleContent(versions, contents), sha256);
const open = sealOpen(opened(bytes).buffer, sha256);

describe('catalogue index', () => {
  it('gives back every print, name and place that was put in', () => {
    const index = opened(bytes);
    assert.deepEqual(
      index.sources.map((source) => source.id),
      ['example-1', 'example-2'],
    );
    assert.deepEqual(index.pagesOf(0), [
      {
        path: 'README.md',
        since: '2024-02-01T00:00:00Z',
        words: 40,
        runs: [0xffffffff, 5, 6],
        places: [2, 9, 30],
        lines: [4, 3, 70_000],
      },
    ]);
    assert.deepEqual(index.noticeOf(1), { path: 'NOTICE', lines: [[7, 3]] });
    const [first, second] = index.filesOf(1);
    assert.equal(first?.path, 'file0.py');
    assert.deepEqual(first?.header, contents[0]?.header);
    const unit = index.unit(first?.units[0] ?? -1);
    const given = contents[0]?.print?.units[0];
    assert.ok(given);
    assert.deepEqual(
      { ...unit, names: unit.names, occurrences: unit.occurrences },
      {
        id: first?.units[0],
        kind: given.kind,
        tokens: given.tokens,
        digest: given.digest,
        grams: given.grams,
        gramLines: given.gramLines,
        names: given.names,
        occurrences: [
          {
            source: 1,
            path: 'file0.py',
            symbol: given.symbol,
            role: 'resampler',
            range: given.range,
            blob: 'b'.repeat(40),
            since: '2024-02-01T00:00:00Z',
            commit: 'c'.repeat(40),
          },
        ],
      },
    );
    assert.equal(second?.units.length, 2);
  });

  it('gives back the print of a content by its blob id, but not of what no version has, or as a notebook', () => {
    const index = opened(bytes);
    const print = index.printOf('b'.repeat(40));
    assert.deepEqual(
      { ...print, units: print?.units.map((unit) => ({ ...unit, names: unit.names })) },
      contents[0]?.print,
    );
    assert.equal(index.printOf('c'.repeat(40)), null);
    const [version] = versions;
    assert.ok(version);
    const notebook = {
      ...version,
      files: version.files.map((file) => ({ ...file, path: file.path.replace('.py', '.ipynb') })),
    };
    const cells = opened(encodeCatalogueIndex(exampleContent([notebook], contents), sha256));
    assert.equal(cells.printOf('b'.repeat(40)), null);
  });

  it('keeps a unit that many versions and files share once, and names every place', () => {
    const index = opened(bytes);
    assert.equal(index.unitCount, 3);
    const id = index.filesOf(0)[0]?.units[0] ?? -1;
    assert.deepEqual(
      index.unit(id).occurrences.map((place) => [place.source, place.path, place.symbol]),
      [
        [0, 'file0.py', 'Shared.forward'],
        [1, 'file1.py', 'Shared.forward'],
        [1, 'file0.py', 'Shared.forward'],
      ],
    );
  });

  it('finds the units of every gram, and none for a gram that no unit holds', () => {
    const index = opened(bytes);
    let total = 0;
    for (let unit = 0; unit < index.unitCount; unit++) {
      for (const gram of index.gramsOf(unit)) {
        assert.ok(index.postings(gram).includes(unit));
        total += 1;
      }
    }
    assert.equal(total, 120);
    const next = random(99);
    const known = new Set(
      Array.from({ length: index.unitCount }, (_, unit) => [...index.gramsOf(unit)]).flat(),
    );
    for (let at = 0; at < 1000; at++) {
      const gram = next();
      if (!known.has(gram)) assert.equal(index.postings(gram).length, 0);
    }
  });

  it('writes the same bytes whatever the order of its input', () => {
    const turned = exampleContent([...versions].reverse(), [...contents].reverse());
    assert.deepEqual(encodeCatalogueIndex(turned, sha256), bytes);
  });

  it('costs little more for ten versions than for one when a file changes in one unit', () => {
    const units = Array.from({ length: 20 }, (_, at) => examplePrint(100 + at, 200));
    const history = Array.from({ length: 10 }, (_, at) =>
      exampleFile(String(at).repeat(40), [...units.slice(1), examplePrint(500 + at, 200)]),
    );
    const size = (count: number): number =>
      encodeCatalogueIndex(
        exampleContent(
          history.slice(0, count).map((file, at) => exampleVersion(`v-${at}`, [file.blob])),
          history.slice(0, count),
        ),
        sha256,
      ).length;
    assert.ok(size(10) < 2 * size(1), `${size(10)} against ${size(1)}`);
  });

  it('refuses a file with any byte changed, with one sentence', () => {
    const next = random(7);
    for (let at = 0; at < 600; at++) {
      const damaged = (at % 2 === 0 ? bytes : open).slice();
      const place = next() % damaged.length;
      damaged[place] = (damaged[place] ?? 0) ^ (1 + (next() % 255));
      const index = openCatalogueIndex(damaged.buffer, sha256);
      assert.equal(index.ok, false, `byte ${place}`);
      assert.match(index.ok ? '' : index.message, /^[^.]+(\.[^ .]+)*[^.]*\.$/);
    }
  });

  it('refuses a shortened, an empty and a foreign file, and one of another version', () => {
    const reason = (file: Uint8Array): string => {
      const index = openCatalogueIndex(new Uint8Array(file).buffer, sha256);
      return index.ok ? 'opened' : index.reason;
    };
    assert.equal(reason(bytes.subarray(0, bytes.length - 8)), 'damaged');
    assert.equal(reason(new Uint8Array(0)), 'foreign');
    assert.equal(reason(toBytes('PK\u0003\u0004'.repeat(200))), 'foreign');
    const other = bytes.slice();
    other[12] = 250;
    assert.equal(reason(other), 'other-version');
  });

  it('does not trust tables that a correct checksum covers', () => {
    const next = random(11);
    for (let at = 0; at < 800; at++) {
      const forged = (at % 4 < 2 ? bytes : open).slice();
      const view = new DataView(forged.buffer);
      // Numbers of the section table, or of the sections behind it.
      const place = 56 + 4 * (next() % ((at % 2 === 0 ? 288 : forged.length - 56) >> 2));
      view.setUint32(place, at % 3 === 0 ? 0x7ffffff8 : next(), true);
      forged.set(Buffer.from(sha256(forged.subarray(56)), 'hex'), 24);
      const index = openCatalogueIndex(forged.buffer, sha256);
      // Refused, or sound enough to be read to the end.
      if (!index.ok) continue;
      for (let unit = 0; unit < index.value.unitCount; unit++) {
        const { grams, gramLines, names, occurrences } = index.value.unit(unit);
        assert.equal(grams.length, gramLines.length);
        assert.ok(names.length + occurrences.length < 1000);
      }
    }
  });

  it('opens a file that was written open as one that was packed, in shared memory where it is', () => {
    const file = new SharedArrayBuffer(open.length);
    new Uint8Array(file).set(open);
    const index = openCatalogueIndex(file, sha256);
    assert.ok(index.ok);
    assert.equal(index.value.buffer, file);
    const packed = opened(bytes);
    for (const one of [index.value, opened(open)]) {
      assert.equal(one.unitCount, packed.unitCount);
      for (let unit = 0; unit < packed.unitCount; unit++) assert.deepEqual(one.unit(unit), packed.unit(unit));
      for (const gram of packed.gramsOf(1)) assert.deepEqual(one.postings(gram), packed.postings(gram));
    }
  });

  it('opens in another thread on the memory of the first, without a copy', () => {
    const first = opened(bytes);
    assert.ok(first.buffer instanceof SharedArrayBuffer);
    const second = openCatalogueIndex(first.buffer, null);
    assert.ok(second.ok);
    assert.equal(second.value.positions.buffer, first.buffer);
    assert.deepEqual(second.value.unit(2).grams, first.unit(2).grams);
    assert.equal(second.value.postings(first.gramsOf(1)[3] ?? 0).length > 0, true);
  });
});

describe('lookup of a key', () => {
  it('agrees with a plain search on even, clustered and extreme keys', () => {
    const next = random(5);
    for (const keys of [
      Array.from({ length: 500 }, next),
      Array.from({ length: 500 }, () => next() % 600),
      [0, 1, 2, 3, 0xfffffffe, 0xffffffff],
      [7],
      [],
    ]) {
      const sorted = Uint32Array.from([...new Set(keys)].sort((a, b) => a - b));
      for (const wanted of [...keys, ...Array.from({ length: 200 }, next), 0, 0xffffffff, 300]) {
        assert.equal(sortedLookup(sorted)(wanted), sorted.indexOf(wanted));
      }
    }
  });
});

describe('text in an index', () => {
  it('survives every plane of Unicode', () => {
    for (const text of ['', 'plain', 'größe', '面壁智能', '🦙<|im_start|>', `${'x'.repeat(20_000)}中`]) {
      assert.equal(fromBytes(toBytes(text)), text);
      assert.deepEqual(Buffer.from(toBytes(text)), Buffer.from(text, 'utf8'));
    }
  });
});
