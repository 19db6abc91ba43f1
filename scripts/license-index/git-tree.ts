import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

const ENVIRONMENT = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_CONFIG_NOSYSTEM: '1' };

/** Folder of the bare clone of `owner/name` under FOREBEAR_MIRROR; throws with the next step when absent. */
export function cloneOf(repository: string): string {
  const pattern = process.env.FOREBEAR_MIRROR;
  if (pattern === undefined)
    throw new Error('Set FOREBEAR_MIRROR to where bare clones are, e.g. /clones/{owner}/{name}.git');
  const [owner = '', name = ''] = repository.split('/');
  for (const one of pattern.split(';')) {
    const folder = one.replace('{owner}', owner).replace('{name}', name);
    if (existsSync(folder)) return folder;
  }
  throw new Error(`No clone of ${repository} where FOREBEAR_MIRROR points.`);
}

function git(repository: string, args: readonly string[]): Buffer {
  return execFileSync('git', ['-C', cloneOf(repository), ...args], {
    env: ENVIRONMENT,
    maxBuffer: 1 << 30,
  });
}

export function commitOf(repository: string): string {
  return git(repository, ['rev-parse', 'HEAD']).toString().trim();
}

export function readGitFile(repository: string, path: string, revision = 'HEAD'): string {
  return git(repository, ['show', `${revision}:${path}`]).toString('utf8');
}

/** Every file under `folders` at HEAD that `wanted` accepts, read in one go. */
export function readGitTree(
  repository: string,
  folders: readonly string[],
  wanted: (path: string) => boolean,
): ReadonlyMap<string, string> {
  const rows = git(repository, ['ls-tree', '-r', '-z', 'HEAD', '--', ...folders])
    .toString('utf8')
    .split('\0')
    .flatMap((row) => {
      const [facts = '', path = ''] = row.split('\t');
      return path !== '' && wanted(path) ? [{ blob: facts.split(' ')[2] ?? '', path }] : [];
    });
  const out = execFileSync('git', ['-C', cloneOf(repository), 'cat-file', '--batch'], {
    input: rows.map((row) => row.blob).join('\n'),
    env: ENVIRONMENT,
    maxBuffer: 1 << 30,
  });
  const files = new Map<string, string>();
  let at = 0;
  for (const row of rows) {
    const end = out.indexOf(10, at);
    const head = out.subarray(at, end).toString().split(' ');
    if (head[1] === 'missing') {
      at = end + 1;
      continue;
    }
    const size = Number(head[2]);
    files.set(row.path, out.subarray(end + 1, end + 1 + size).toString('utf8'));
    at = end + 1 + size + 1;
  }
  return files;
}
