import { strict as assert } from 'node:assert';
import { openColumns, writeColumns } from '../../../src/bytes/columns.ts';
import { openWorld } from '../../../src/origins/world-format.ts';
import { prints, range, sha256, tinyWorld, worldOf } from './tiny-world.ts';

const author = prints(0, [{ day: 0, file: 0, grams: range(0, 40) }]);
const copier = prints(1, [{ day: 90, file: 2, grams: [...range(0, 40), ...range(500, 10)] }]);

describe('world index', () => {
  it('says of each gram who had it first, in which file and since when', () => {
    const world = tinyWorld([
      ['author', author],
      ['copier', copier],
    ]);
    for (const gram of range(0, 40)) {
      const position = world.find(gram);
      assert.ok(position >= 0);
      const holder = world.holder(world.holderAt(position));
      assert.equal(world.projects[holder.project]?.id, 'author');
      assert.equal(world.pathOf(holder.file), 'author/0.py');
      assert.equal(holder.day, '2020-01-01');
      assert.ok(holder.root);
      assert.deepEqual(world.othersAt(position), [1]);
    }
    const own = world.find(range(500, 1)[0] ?? 0);
    assert.equal(world.projects[world.holder(world.holderAt(own)).project]?.id, 'copier');
    assert.deepEqual(world.othersAt(own), []);
  });

  it('dates the few grams of a file that have one date between them by when most of them came', () => {
    const world = tinyWorld([
      [
        'author',
        prints(0, [
          { day: 0, file: 0, grams: range(0, 5) },
          { day: 1000, file: 0, grams: range(50, 2) },
          { day: 0, file: 1, grams: range(100, 2) },
          { day: 1000, file: 1, grams: range(150, 5) },
        ]),
      ],
    ]);
    const dayOf = (from: number): string =>
      world.holder(world.holderAt(world.find(range(from, 1)[0] ?? 0))).day;
    assert.deepEqual([dayOf(0), dayOf(50)], ['2020-01-01', '2020-01-01']);
    assert.deepEqual([dayOf(100), dayOf(150)], ['2022-09-27', '2022-09-27']);
  });

  it('counts a copy as no independent origin', () => {
    const world = tinyWorld([
      ['author', author],
      ['copier', copier],
    ]);
    assert.equal(world.independentsAt(world.find(range(0, 1)[0] ?? 0)), 1);
  });

  it('counts as independent what others wrote in code of their own', () => {
    const shared = range(0, 3);
    const others = [1, 2, 3].map(
      (family) =>
        [
          `other-${family}`,
          prints(family, [{ day: family, file: 0, grams: [...shared, ...range(family * 1000, 40)] }]),
        ] as const,
    );
    const world = tinyWorld([['author', author], ...others]);
    assert.equal(world.independentsAt(world.find(shared[0] ?? 0)), 4);
    assert.ok(world.weigh(4) < world.weigh(1));
    assert.ok(world.weigh(1) < world.weigh(0));
  });

  it('answers for nobody what nobody has', () => {
    const world = tinyWorld([['author', author]]);
    assert.equal(world.find(range(9000, 1)[0] ?? 0), -1);
    assert.equal(world.projectOfBlob('ff'.repeat(20)), -1);
    assert.equal(world.projectOfBlob(`00112233aabb${'0'.repeat(28)}`), 0);
  });

  it('gives a gram to the project that the earliest holder names as its source', () => {
    const early = prints(1, [{ day: 0, file: 0, grams: range(0, 40), stated: 0 }]);
    const late = prints(0, [{ day: 30, file: 0, grams: range(0, 40) }]);
    const world = tinyWorld([
      ['author', late],
      ['early-copy', early],
    ]);
    const holder = world.holder(world.holderAt(world.find(range(0, 1)[0] ?? 0)));
    assert.equal(world.projects[holder.project]?.id, 'author');
    assert.equal(holder.day, '2020-01-01');
  });

  it('marks a holder that names somebody unknown: it is no root', () => {
    const copy = prints(0, [{ day: 0, file: 0, grams: range(0, 40), stated: 99 }]);
    const world = tinyWorld([['copier', copy]]);
    assert.equal(world.holder(world.holderAt(world.find(range(0, 1)[0] ?? 0))).root, false);
  });

  it('names a family by its head, whoever of it was first', () => {
    const old = prints(0, [{ day: 0, file: 0, grams: range(0, 40) }]);
    const renamed = prints(0, [{ day: 5, file: 0, grams: range(0, 40) }]);
    const world = tinyWorld(
      [
        ['old-name', old],
        ['new-name', renamed],
      ],
      { heads: [1, 1] },
    );
    const holder = world.holder(world.holderAt(world.find(range(0, 1)[0] ?? 0)));
    assert.equal(world.projects[holder.project]?.id, 'new-name');
  });

  it('refuses another kind of file, and one that was changed', () => {
    assert.equal(openWorld(new ArrayBuffer(64), null).ok, false);
  });

  it('tells one as damaged whose head does not say what it holds', () => {
    for (const meta of [undefined, null]) {
      const opened = openWorld(writeColumns('FBWORLD1', meta, {}, sha256).buffer as ArrayBuffer, sha256);
      assert.ok(!opened.ok);
      assert.equal(opened.reason, 'damaged', opened.message);
    }
  });

  it('ends a search in one whose places lie outside of it', () => {
    const bytes = worldOf([['author', author]]);
    const columns = openColumns(bytes.buffer, 'FBWORLD1', sha256);
    assert.ok(columns.ok);
    for (const starts of ['bucketStarts', 'blobStarts']) {
      const places = columns.value.u32(starts);
      places.fill(0xffff_fffe);
      places[0] = 0;
      for (let at = 2; at < places.length; at += 2) places[at] = 0;
    }
    const opened = openWorld(bytes.buffer, null);
    assert.ok(opened.ok);
    for (let bucket = 0; bucket < 16; bucket++) assert.equal(opened.value.find(bucket * 65_536 + 1), -1);
    assert.equal(opened.value.projectOfBlob('0000010001'), -1);
    assert.ok([...opened.value.blobs()].every(([, project]) => project === 0));
  });
});
