import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gitEnvironment } from '../git-environment.ts';

const OPERATORS = ['+', '-', '*', '//', '%', '**', '^', '&', '|', '<<', '>>'];
const TESTS = ['<', '>', '==', '!=', '<=', '>='];
const CALLS = ['max', 'min', 'sum', 'len', 'sorted', 'set', 'tuple', 'abs', 'round', 'divmod'];

/** A class that no other seed gives: its statements, and how they are nested, are drawn by chance. */
export function madeModule(seed: number, name: string, methods = 4): string {
  let state = (seed * 2_654_435_761 + 12_345) % 2_147_483_648;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const pick = (from: readonly string[]): string => from[next(from.length)] ?? '';
  const value = (depth: number): string =>
    depth === 0 || next(4) === 0
      ? (['total', 'self.size', 'item', String(next(900) + 2), 'values'][next(5)] ?? 'total')
      : next(3) === 0
        ? `${pick(CALLS)}(${value(depth - 1)}, ${value(depth - 1)})`
        : `(${value(depth - 1)} ${pick(OPERATORS)} ${value(depth - 1)})`;
  const statement = (indent: string, depth: number): readonly string[] => {
    const inner = (): readonly string[] => statement(`${indent}    `, depth - 1);
    const kind = depth === 0 ? 0 : next(5);
    if (kind === 1) return [`${indent}for item in ${value(2)}:`, ...inner()];
    if (kind === 2)
      return [
        `${indent}if ${value(2)} ${pick(TESTS)} ${value(1)}:`,
        ...inner(),
        `${indent}else:`,
        ...inner(),
      ];
    if (kind === 3) return [`${indent}while ${value(1)} ${pick(TESTS)} ${value(2)}:`, ...inner()];
    if (kind === 4) return [`${indent}values = [${value(2)} for item in ${value(1)} if ${value(1)}]`];
    return [`${indent}total ${pick(OPERATORS)}= ${value(3)}`];
  };
  const lines = [`class ${name}:`];
  for (let at = 0; at < methods; at++) {
    lines.push(`    def step_${at}(self, total, values, item=None):`);
    for (let line = 0; line < 5; line++) lines.push(...statement('        ', 2));
    lines.push('        return total');
  }
  return `${lines.join('\n')}\n`;
}

export interface MadeRepositories {
  readonly folder: string;
  /** Adds a commit with these files to a repository, which is made if it is absent; answers its folder. */
  readonly commit: (
    name: string,
    files: Readonly<Record<string, string | Uint8Array>>,
    date: string,
  ) => string;
  readonly remove: () => void;
}

/** A folder of repositories, each with what a test puts there. */
export function madeRepositories(): MadeRepositories {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-portfolio-test-'));
  const clones = join(folder, 'clones');
  mkdirSync(clones);
  return {
    folder: clones,
    commit: (name, files, date) => {
      const place = join(clones, name);
      const git = (...args: readonly string[]): string =>
        execFileSync('git', args, {
          cwd: place,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
          env: gitEnvironment(date),
        });
      mkdirSync(place, { recursive: true });
      git('init', '-q', '-b', 'main');
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(place, path)), { recursive: true });
        writeFileSync(join(place, path), content);
      }
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', 'A change');
      return place;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
