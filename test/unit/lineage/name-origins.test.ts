import { strict as assert } from 'node:assert';
import type { LocalModule } from '../../../src/engine/file/file-analysis.ts';
import { moduleId } from '../../../src/lineage/choose-sources.ts';
import { nameOrigins } from '../../../src/lineage/name-origins.ts';
import { worldProjects } from '../../../src/lineage/world-projects.ts';
import type { ModuleMatch } from '../../../src/model/report.ts';
import { namedProjects } from '../../../src/origins/named-projects.ts';
import { originsInFile, pedigreeOf, type SampledCode } from '../../../src/origins/pedigree.ts';
import { prints, range, tinyWorld } from '../origins/tiny-world.ts';

const author = prints(0, [{ day: 0, file: 0, grams: range(0, 200) }]);
const others = prints(
  1,
  Array.from({ length: 200 }, (_, file) => ({ day: 10, file, grams: range(5000 + file * 40, 40) })),
);
const world = tinyWorld([
  ['author', author],
  ['others', others],
]);
const all = (grams: readonly number[]): SampledCode => ({ grams, below: 2 ** 31 });

/** Leading matches of functions of one file, each given by its grams. */
function leads(
  functions: readonly (readonly number[])[],
  {
    stated = [],
    day = '2022-01-01',
    days = [],
    content = -1,
  }: { stated?: readonly string[]; day?: string; days?: readonly string[]; content?: number } = {},
): readonly (ModuleMatch | undefined)[] {
  const pathOf = (at: number): string => (days.length === 0 ? 'lib/a.py' : `lib/${at}.py`);
  const inFile = originsInFile(world, all(functions.flat()), namedProjects(world, stated));
  const placed = functions.map((grams, at) => {
    const module: LocalModule = {
      symbol: `f${at}`,
      role: 'attention',
      range: { startLine: 1 + 10 * at, endLine: 9 + 10 * at },
      tokens: 60,
      units: [],
      pairs: [],
      pedigree: pedigreeOf(world, all(grams), inFile),
    };
    return { path: pathOf(at), module };
  });
  const named = nameOrigins({
    modules: placed.map(({ path, module }) => ({
      id: moduleId(path, module),
      path,
      range: module.range,
      symbol: module.symbol,
      role: module.role,
      tokens: module.tokens,
      notCompared: null,
      matches: [],
    })),
    placed,
    world,
    projects: worldProjects(world, new Map()),
    dateOf: (path) => days[Number(/\d+/.exec(path)?.[0] ?? -1)] ?? day,
    statedOf: () => ({ all: stated, ofFile: stated }),
    contentOf: () => content,
    name: 'audited',
    itself: new Set(),
  });
  return named.modules.map(({ matches }) => matches[0]);
}

describe('naming origins', () => {
  it('names nobody for one small function: chance shares as much', () => {
    assert.deepEqual(leads([[...range(0, 10), ...range(90_000, 4)]]), [undefined]);
  });

  it('adds up small functions of one file against one file, and says that the file is the basis', () => {
    const found = leads([range(0, 10), range(10, 10), range(20, 10), range(30, 10)]);
    assert.deepEqual(
      found.map((one) => [one?.upstream, one?.strength, one?.basis]),
      Array.from({ length: 4 }, () => ['author', 'conclusive', 'file']),
    );
  });

  it('lends the evidence of a file to no function that is not part of it', () => {
    const [, , , own] = leads([range(0, 20), range(20, 20), range(40, 20), range(80_000, 30)]);
    assert.equal(own, undefined);
  });

  it('believes a file that names its source from less, and never more than moderately', () => {
    const few = [[...range(0, 18), ...range(90_000, 2)]];
    assert.equal(leads(few)[0]?.strength, undefined);
    const [named] = leads(few, { stated: ['someone/author'] });
    assert.deepEqual([named?.upstream, named?.strength, named?.basis], ['author', 'moderate', 'statement']);
  });

  it('is sure of a file that is byte for byte one of the origin, however little its functions tell', () => {
    const few = [[...range(0, 18), ...range(90_000, 2)]];
    const [same] = leads(few, { content: 0 });
    assert.deepEqual([same?.upstream, same?.strength, same?.basis], ['author', 'strong', 'content']);
    assert.equal(leads(few, { content: 1 })[0], undefined);
    const [mostlyOther] = leads([[...range(0, 3), ...range(90_000, 60)]], { content: 0 });
    assert.equal(mostlyOther, undefined);
  });

  it('names nobody only because a file does: hardly anything is shared', () => {
    assert.deepEqual(leads([[...range(0, 3), ...range(90_000, 60)]], { stated: ['author'] }), [undefined]);
  });

  it('takes nobody for an origin who has more of what is here since later than since earlier', () => {
    const days = ['2019-01-01', '2019-01-01', '2022-01-01'];
    const found = leads([range(0, 60), range(60, 60), range(120, 60)], { days });
    assert.deepEqual(
      found.map((one) => one?.order),
      ['after', 'after', undefined],
    );
    assert.equal(leads([range(120, 60)])[0]?.upstream, 'author');
  });

  it('leaves code that was here first to the repository, and tells who has it since later', () => {
    const [later] = leads([range(0, 60)], { day: '2019-01-01' });
    assert.deepEqual([later?.upstream, later?.precedes, later?.order], ['author', false, 'after']);
    assert.deepEqual(leads([[...range(0, 10), ...range(90_000, 4)]], { day: '2019-01-01' }), [undefined]);
  });
});
