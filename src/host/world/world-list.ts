import { readFile } from 'node:fs/promises';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';

/** One line of catalogue/world.tsv: a project and where its history is read. */
export interface WorldEntry {
  readonly id: string;
  /** `owner/name` of the project that is credited. */
  readonly repository: string;
  /** `owner/name` of the clone that is read: another one where the project itself is too large to be had. */
  readonly clone: string;
  /** Id of the project that heads its family: shared commits, or a rename; its own id where it stands alone. */
  readonly family: string;
  /** Other addresses, `owner/name`, under which files name it: earlier names, moves. */
  readonly also: readonly string[];
  /** Commit of the newest state that is read; empty: the clone's HEAD, which `world build` writes in. */
  readonly tip: string;
  /** Days between two states of one path that are read; 0: all of them. Dates are then `not later than`. */
  readonly everyDays: number;
  /** Regular expression of the paths that are read; empty: all. */
  readonly paths: string;
  /** Why it is in. */
  readonly why: string;
}

export const WORLD_COLUMNS = [
  'id',
  'repository',
  'clone',
  'family',
  'also',
  'tip',
  'everyDays',
  'paths',
  'why',
] as const;

/** Reads the reviewed list of projects. */
export async function readWorldList(
  path: string,
): Promise<Result<readonly WorldEntry[], 'absent' | 'malformed'>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return failure(
      'absent',
      `There is no list of projects at "${path}": give the folder that holds world.tsv.`,
    );
  }
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const names = head.split('\t');
  if (WORLD_COLUMNS.some((name, at) => names[at] !== name))
    return failure('malformed', `"${path}" does not begin with the columns ${WORLD_COLUMNS.join(', ')}.`);
  const entries: WorldEntry[] = [];
  for (const [at, line] of lines.entries()) {
    const [
      id = '',
      repository = '',
      clone = '',
      family = '',
      also = '',
      tip = '',
      every = '',
      paths = '',
      why = '',
    ] = line.split('\t');
    if (!/^[a-z0-9][a-z0-9._-]*$/.test(id) || !/^[\w.-]+\/[\w.-]+$/.test(repository))
      return failure('malformed', `"${path}", line ${at + 2}: no project id and repository.`);
    entries.push({
      id,
      repository,
      clone: clone === '' ? repository : clone,
      family: family === '' ? id : family,
      also: also === '' ? [] : also.split(','),
      tip,
      everyDays: Number(every) || 0,
      paths,
      why,
    });
  }
  return success(entries);
}

/** The list as it is kept, by id. */
export function writeWorldList(entries: readonly WorldEntry[]): string {
  const rows = [...entries].sort((a, b) => byText(a.id, b.id));
  const line = (one: WorldEntry): string =>
    [
      one.id,
      one.repository,
      one.clone === one.repository ? '' : one.clone,
      one.family === one.id ? '' : one.family,
      one.also.join(','),
      one.tip,
      one.everyDays === 0 ? '' : String(one.everyDays),
      one.paths,
      one.why,
    ].join('\t');
  return `${[WORLD_COLUMNS.join('\t'), ...rows.map(line)].join('\n')}\n`;
}
