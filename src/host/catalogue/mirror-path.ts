import { access, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A path as it is on this disk; where it differs in upper and lower case alone, as the folders have it. */
async function asOnDisk(path: string): Promise<string> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  const parent = dirname(path);
  if (isThere || parent === path) return path;
  const above = await asOnDisk(parent);
  const name = basename(path);
  const entries = await readdir(above).catch(() => []);
  return join(above, entries.find((entry) => entry.toLowerCase() === name.toLowerCase()) ?? name);
}

/**
 * Path of a clone by the template `…/{owner}/{name}.git`. GitHub knows its names in upper and lower case alike, and an
 * index may have another spelling than who cloned it.
 */
export function mirrorPath(template: string, owner: string, name: string): Promise<string> {
  return asOnDisk(template.replaceAll('{owner}', owner).replaceAll('{name}', name));
}
