import { strict as assert } from 'node:assert';
import { prints, range, tinyWorld } from './tiny-world.ts';

const author = prints(0, [
  { day: 0, file: 0, grams: range(0, 90) },
  { day: 120, file: 0, grams: range(500, 30) },
  { day: 300, file: 0, grams: range(900, 30) },
]);
/** One folder, that holds a copy of the author's file and what came with it later. */
const importer = {
  ...prints(1, [
    { day: 50, file: 0, grams: range(0, 90) },
    { day: 100, file: 1, grams: range(500, 30) },
    { day: 100, file: 1, grams: range(900, 30) },
  ]),
  fileFolders: [0, 0],
  folders: [-1],
};
const world = tinyWorld([
  ['author', author],
  ['importer', importer],
]);

/** Who had the first of some grams, and by when. */
function first(from: number): readonly unknown[] {
  const position = world.find(range(from, 1)[0] ?? 0);
  const { project, day } = world.holder(world.holderAt(position));
  return [world.projects[project]?.id, day];
}

describe('who had it first', () => {
  it('is not who has it among copies, where another has it of his own soon after: states are read at intervals', () => {
    assert.deepEqual(first(500), ['author', '2020-04-10']);
  });

  it('is who has it among copies, where the next one comes long after', () => {
    assert.equal(first(900)[0], 'importer');
  });
});
