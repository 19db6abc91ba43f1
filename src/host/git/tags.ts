import type { HardenedGit } from './hardened-git.ts';
import { hasNoTags } from './plain-facts.ts';

/** What tags of a history say. */
export interface Tags {
  /** The earliest, with the date that it carries. */
  readonly first: { readonly name: string; readonly date: string } | null;
  /** Dates of annotated tags by the commit that they name; the earliest where it has several. */
  readonly dates: ReadonlyMap<string, string>;
}

export const NO_TAGS: Tags = { first: null, dates: new Map() };

const FIELDS = ['refname:strip=2', 'creatordate:iso-strict', '*objectname', 'taggerdate:iso-strict'];

/** The tags that lie in the past of a commit. */
export async function readTags(git: HardenedGit, commit: string): Promise<Tags> {
  if (git.gitDir !== null && hasNoTags(git.gitDir)) return NO_TAGS;
  const listed = await git.run([
    'for-each-ref',
    '--sort=creatordate',
    `--format=${FIELDS.map((field) => `%(${field})`).join('%00')}`,
    `--merged=${commit}`,
    'refs/tags',
  ]);
  if (!listed.ok) return NO_TAGS;
  const lines = listed.value.split('\n').map((line) => line.split('\0'));
  const dates = new Map<string, string>();
  for (const [, , named = '', date = ''] of lines) {
    const known = dates.get(named);
    if (named === '' || date === '') continue;
    if (known === undefined || Date.parse(date) < Date.parse(known)) dates.set(named, date);
  }
  const [name = '', date = ''] = lines[0] ?? [];
  return { first: name === '' || Number.isNaN(Date.parse(date)) ? null : { name, date }, dates };
}
