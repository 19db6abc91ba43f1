import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  type ArtefactFacts,
  isArtefactFile,
  isReadableArtefact,
  type UpstreamArtefacts,
} from '../../../../src/artefacts/configs/artefact-facts.ts';
import { extractArtefactFacts, identityFacts } from '../../../../src/artefacts/configs/extract-facts.ts';

/** Bare clone of a public repository in the folder of FOREBEAR_MIRROR; null when it is not there. */
export function bareClone(repository: string): string | null {
  const template = process.env.FOREBEAR_MIRROR;
  const [owner, name] = repository.split('/');
  if (template === undefined || owner === undefined || name === undefined) return null;
  const folder = template.replace('{owner}', owner).replace('{name}', name);
  return existsSync(folder) ? folder : null;
}

function git(folder: string, ...args: readonly string[]): string | null {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GIT_NO_LAZY_FETCH: '1' },
    });
  } catch {
    return null;
  }
}

export interface TreeFacts {
  readonly facts: readonly ArtefactFacts[];
  readonly modules: readonly string[];
}

/** Artefact facts of one commit, read as the catalogue build reads them. */
export function factsOfCommit(folder: string, commit: string): TreeFacts {
  const facts: ArtefactFacts[] = [];
  const modules: string[] = [];
  for (const line of (git(folder, 'ls-tree', '-r', commit) ?? '').split('\n')) {
    const [meta, path] = line.split('\t');
    const blob = meta?.split(' ')[2];
    if (path === undefined || blob === undefined) continue;
    if (path.endsWith('.py')) modules.push(path.slice(path.lastIndexOf('/') + 1, -3));
    if (!isArtefactFile(path)) continue;
    const text = isReadableArtefact(path) ? git(folder, 'cat-file', 'blob', blob) : null;
    const read = text === null ? null : extractArtefactFacts(path, text, { blob });
    const known = read?.ok === true ? read.value : identityFacts(path, { blob });
    if (known !== null) facts.push(known);
  }
  return { facts, modules };
}

export function upstreamOf(
  project: string,
  version: string,
  name: string,
  published: string | null,
  tree: TreeFacts,
): UpstreamArtefacts {
  return { project, version, name, published, ...tree };
}
