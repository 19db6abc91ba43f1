import type { RepositoryOwner } from '../../engine/ports.ts';
import type { HardenedGit } from './hardened-git.ts';
import { hasNoRemote } from './plain-facts.ts';

/** Places where anybody publishes under a name of their own; on another host an owner may be a mirror's folder. */
const PUBLIC_HOSTS: ReadonlySet<string> = new Set([
  'github.com',
  'ssh.github.com',
  'gitlab.com',
  'altssh.gitlab.com',
  'bitbucket.org',
  'altssh.bitbucket.org',
  'codeberg.org',
  'gitee.com',
  'gitcode.com',
  'huggingface.co',
  'hf.co',
  'hf-mirror.com',
  'modelscope.cn',
  'openi.pcl.ac.cn',
]);

/** The owner in an address such as `https://github.com/owner/name.git` or `git@github.com:owner/name`; null where none is told. */
export function ownerInAddress(address: string): RepositoryOwner | null {
  const [, host = '', path = ''] =
    /^(?:https?|ssh|git):\/\/(?:[^/@]*@)?([^/:@]+)(?::\d+)?\/(.+)$/.exec(address) ??
    /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(address) ??
    [];
  const place = host.toLowerCase().replace(/^www\./, '');
  const parts = path
    .replace(/\.git$/, '')
    .split('/')
    .filter((part) => part !== '');
  const [first = '', name = ''] = /^(?:models|datasets|spaces|studios)$/.test(parts[0] ?? '')
    ? parts.slice(1)
    : parts;
  if (!PUBLIC_HOSTS.has(place) || first === '' || name === '' || !/^[\w.-]{1,100}$/.test(first)) return null;
  return { owner: first, host: place };
}

/**
 * The address that this clone came from: that of `origin`, or of the only remote. Git reads the repository's own
 * configuration and nothing that it includes; no remote is asked.
 */
export async function originAddress(git: HardenedGit): Promise<string | null> {
  if (git.gitDir !== null && hasNoRemote(git.gitDir)) return null;
  const listed = await git.run([
    'config',
    '--local',
    '--no-includes',
    '-z',
    '--get-regexp',
    '^remote\\..*\\.url$',
  ]);
  if (!listed.ok) return null;
  const remotes = new Map<string, string>();
  for (const entry of listed.value.split('\0')) {
    const [key = '', address = ''] = entry.split('\n');
    const [, name] = /^remote\.(.+)\.url$/.exec(key) ?? [];
    if (name !== undefined && address !== '') remotes.set(name, address);
  }
  return remotes.get('origin') ?? (remotes.size === 1 ? [...remotes.values()][0] : undefined) ?? null;
}

/** The owner in the address that this clone came from; null where none is told. */
export async function remoteOwner(git: HardenedGit): Promise<RepositoryOwner | null> {
  const address = await originAddress(git);
  return address === null ? null : ownerInAddress(address);
}
