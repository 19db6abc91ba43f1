import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const fixtures = join('test', 'fixtures', 'laundering');
const ROLES = ['decoder', 'diffusion', 'position', 'processor', 'resampler', 'slicing', 'tokenizer'] as const;
/** From the mildest disguise to one function in a stranger's file. */
const DISGUISES = ['renamed', 'rewritten', 'hidden'] as const;

const file = (role: string, name: string): string => join(fixtures, role, `${name}.py`);
const originals = ROLES.map((role) => file(role, 'original'));
const independents = ROLES.map((role) => file(role, 'independent'));
const disguised = ROLES.flatMap((role) => DISGUISES.map((name) => file(role, name))).filter((path) =>
  existsSync(join(root, path)),
);
const candidates = [...originals, ...independents];
const queries = [...disguised, ...independents];

function rank(): string {
  return execFileSync(
    process.execPath,
    ['dist/cli.cjs', 'rank', '--quiet', ...queries, '--against', ...candidates],
    { cwd: root, encoding: 'utf8' },
  );
}

interface Pair {
  readonly query: string;
  readonly candidate: string;
  readonly score: number;
}

function parse(output: string): readonly Pair[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [query = '', candidate = '', score = ''] = line.split('\t');
      return { query, candidate, score: Number(score) };
    });
}

const sourceOf = (path: string): string => join(path, '..', 'original.py');
const isItself = ({ query, candidate }: Pair): boolean => query === candidate;

describe('rank, on modules rewritten by hand', () => {
  let output = '';
  let pairs: readonly Pair[] = [];
  before(() => {
    output = rank();
    pairs = parse(output);
  });

  it('prints one line for each pair, with a score from 0 to 1', () => {
    assert.equal(pairs.length, queries.length * candidates.length);
    for (const { query, candidate, score } of pairs) {
      assert.ok(queries.includes(query), query);
      assert.ok(candidates.includes(candidate), candidate);
      assert.ok(score >= 0 && score <= 1, `${query} ~ ${candidate}: ${score}`);
    }
  });

  for (const path of disguised) {
    it(`puts the source of ${path.slice(fixtures.length + 1)} before every other module`, () => {
      const mine = pairs.filter(({ query }) => query === path);
      const source = mine.find(({ candidate }) => candidate === sourceOf(path))?.score ?? 0;
      const best = mine
        .filter(({ candidate }) => candidate !== sourceOf(path))
        .reduce((first, next) => (next.score > first.score ? next : first));
      assert.ok(source > best.score, `source ${source}, but ${best.candidate} ${best.score}`);
    });
  }

  it('parts copies from independent modules with one threshold for all', () => {
    const isCopy = ({ query, candidate }: Pair): boolean =>
      disguised.includes(query) && candidate === sourceOf(query);
    const lowest = pairs.filter(isCopy).reduce((first, next) => (next.score < first.score ? next : first));
    const highest = pairs
      .filter((pair) => !isCopy(pair) && !isItself(pair))
      .reduce((first, next) => (next.score > first.score ? next : first));
    assert.ok(
      lowest.score > highest.score,
      `copy ${lowest.query} ${lowest.score}; independent ${highest.query} ~ ${highest.candidate} ${highest.score}`,
    );
  });

  it('gives the same bytes twice', () => {
    assert.equal(rank(), output);
  });
});
