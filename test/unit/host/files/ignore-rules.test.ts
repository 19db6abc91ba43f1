import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ignoreMatches, parseIgnoreLine } from '../../../../src/host/files/ignore-pattern.ts';
import { openIgnoreRules } from '../../../../src/host/files/ignore-rules.ts';
import { scratchRepository } from '../git/scratch-repository.ts';

/** Pieces that patterns and paths are put together from, so that many of them meet. */
const PIECES = ['a', 'b', 'build', '*', '**', '?', '[ab]', '[!a]', 'a*', '*b', '\\*', '[a-c]x', ' ', '.x'];
const NAMES = ['a', 'b', 'build', 'ab', 'ax', '.x', '*', 'c'];

function made(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('rules on what git ignores', () => {
  it('say what git itself says, for patterns and paths made at random', () => {
    const random = made(7);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const repository = scratchRepository();
    const paths = new Set<string>();
    while (paths.size < 60) {
      const depth = 1 + Math.floor(random() * 3);
      paths.add(Array.from({ length: depth }, () => pick(NAMES)).join('/'));
    }
    for (let round = 0; round < 40; round++) {
      const list = (): string =>
        Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
          const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(PIECES));
          return `${random() < 0.3 ? '!' : ''}${random() < 0.3 ? '/' : ''}${parts.join(pick(['/', '']))}${random() < 0.3 ? '/' : ''}`;
        }).join('\n');
      const lists = [list(), list()];
      repository.write('.gitignore', `${lists[0]}\n`);
      repository.write('a/.gitignore', `${lists[1]}\n`);
      // Only what is no folder is asked about, since git looks at the disk to tell.
      const asked = [...paths].filter((path) => path !== 'a');
      const answer = spawnSync('git', ['check-ignore', '--no-index', '--stdin', '-z', '-v', '-n'], {
        cwd: repository.dir,
        input: asked.map((path) => `${path}\0`).join(''),
      }).stdout.toString();
      const fields = answer.split('\0');
      const rules = openIgnoreRules(repository.dir);
      for (const [at, path] of asked.entries()) {
        const pattern = fields[4 * at + 2] ?? '';
        const expected = pattern !== '' && !pattern.startsWith('!');
        assert.equal(rules.ignores(path, false), expected, `${path} under ${JSON.stringify(lists)}`);
      }
    }
    repository.remove();
  });

  it('take no longer for a pattern that was made to stall them', () => {
    const pattern = parseIgnoreLine(`${'*a'.repeat(2000)}b`);
    assert.ok(pattern !== null);
    const started = performance.now();
    assert.equal(ignoreMatches(pattern, 'a'.repeat(4000)), false);
    assert.ok(performance.now() - started < 20_000);
  });

  it('do not wait at a pipe in place of a list', () => {
    const repository = scratchRepository();
    execFileSync('mkfifo', [join(repository.dir, '.gitignore')]);
    mkdirSync(join(repository.dir, 'build'));
    assert.equal(openIgnoreRules(repository.dir).ignores('build', true), false);
    repository.remove();
  });
});
