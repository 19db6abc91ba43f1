import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** The example's own catalogue. */
const catalogue = join(root, 'examples/catalogue');

export function hasExample(): boolean {
  return existsSync(join(root, 'examples/tiny-vlm')) && existsSync(catalogue);
}

/** Runs git in a folder of the test, with fixed names and dates. */
export function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', args, {
    cwd: folder,
    stdio: 'ignore',
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_AUTHOR_DATE: '2025-06-01T12:00:00Z',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@example.org',
      GIT_COMMITTER_DATE: '2025-06-01T12:00:00Z',
    },
  });
}

/** A copy of the bundled example as a git repository of two commits, the second with the code. */
export function copyExample(): string {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-example-'));
  cpSync(join(root, 'examples/tiny-vlm'), folder, { recursive: true });
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', 'README.md', 'LICENSE');
  git(folder, 'commit', '-q', '-m', 'Start');
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'Add the model');
  return folder;
}

/** Settings under which the copy is audited beside the example's catalogue. */
export const EXAMPLE_SETTINGS = { 'forebear.catalogues': [catalogue] };
