import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The git directory of a clone in a folder of them: `OWNER+NAME/repo`, `OWNER/NAME` or `OWNER+NAME`; null when there is none. */
export function cloneOf(folder: string, repository: string): string | null {
  const [owner = '', name = ''] = repository.split('/');
  const places = [
    join(folder, `${owner}+${name}`, 'repo'),
    join(folder, `${owner}+${name}`, 'repo', '.git'),
    join(folder, `${owner}+${name}`),
    join(folder, owner, name),
    join(folder, owner, `${name}.git`),
  ];
  return places.find((place) => existsSync(join(place, 'HEAD'))) ?? null;
}
