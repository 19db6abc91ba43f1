import { strict as assert } from 'node:assert';
import { namedFamilies, namedProjects, ownersOf } from '../../../src/origins/named-projects.ts';
import { prints, range, tinyWorld } from './tiny-world.ts';

const one = (family: number, from: number) => prints(family, [{ day: 0, file: 0, grams: range(from, 5) }]);
const world = tinyWorld([
  ['reeds', one(0, 0)],
  ['reeds-two', one(0, 10)],
  ['crane', one(1, 20)],
]);
const owner = (world.projects[0]?.repository ?? '').replace(/^https?:\/\/[^/]+\//, '').split('/')[0] ?? '';

describe('whom a file names', () => {
  it('is a project with its family', () => {
    assert.deepEqual([...namedProjects(world, ['reeds'])], [0, 1]);
    assert.deepEqual([...namedFamilies(world, ['crane'])], [1]);
  });

  it('is all of an owner’s where it gives the owner alone, which names no project by itself', () => {
    assert.notEqual(owner, '');
    assert.deepEqual([...namedFamilies(world, [owner.toLowerCase()])].sort(), [0, 1]);
    assert.deepEqual([...namedProjects(world, [owner.toLowerCase()])], []);
  });

  it('is nobody of the world else', () => {
    assert.deepEqual([...namedFamilies(world, ['nobody', 'nobody/at-all'])], []);
  });
});

describe('owners', () => {
  it('have their projects, by name or address, and whoever has no address is none', () => {
    const owners = ownersOf(['Mill/A', 'https://github.com/mill/b.git', '', null, 'solo', 'Weir/c']);
    assert.deepEqual(
      [...owners],
      [
        ['mill', [0, 1]],
        ['weir', [5]],
      ],
    );
  });
});
