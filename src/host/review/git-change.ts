import type { LineRange } from '../../model/report.ts';
import type { HardenedGit } from '../git/hardened-git.ts';

/** One changed path between two commits. */
export interface ChangedPath {
  readonly kind: 'added' | 'deleted' | 'edited' | 'renamed';
  /** Path at the head; of a deleted file, at the base. */
  readonly path: string;
  readonly from: string | null;
  /** Commits of a submodule before and after; null for a file. */
  readonly submodule: { readonly before: string; readonly after: string } | null;
}

const NEUTRAL = ['--no-ext-diff', '--no-textconv', '--no-color'];

/** Only what is under the opened folder, with paths below it. */
const within = ({ folder }: HardenedGit): readonly string[] =>
  folder === '' ? [] : [`--relative=${folder}/`];

const SUBMODULE_MODE = '160000';

/**
 * Paths that differ between two commits, relative to the folder that `git` is opened in; null when git cannot say.
 * Renames are found by content; in a clone without the contents, only files moved unedited are.
 */
export async function changedPaths(
  git: HardenedGit,
  base: string,
  head: string,
): Promise<readonly ChangedPath[] | null> {
  for (const renames of ['--find-renames=50%', '--find-renames=100%']) {
    const raw = await git.run([
      'diff',
      '--raw',
      '-z',
      '--no-abbrev',
      renames,
      ...NEUTRAL,
      ...within(git),
      base,
      head,
      '--',
    ]);
    if (raw.ok) return parseRaw(raw.value);
  }
  return null;
}

function parseRaw(text: string): readonly ChangedPath[] {
  const fields = text.split('\0');
  const changes: ChangedPath[] = [];
  for (let at = 0; at < fields.length; ) {
    const meta = fields[at++] ?? '';
    const found = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])/.exec(meta);
    if (found === null) continue;
    const [, oldMode, newMode, before = '', after = '', status = ''] = found;
    const first = fields[at++] ?? '';
    const second = status === 'R' || status === 'C' ? (fields[at++] ?? '') : null;
    const isModule = oldMode === SUBMODULE_MODE || newMode === SUBMODULE_MODE;
    changes.push({
      kind:
        status === 'R'
          ? 'renamed'
          : status === 'A' || status === 'C'
            ? 'added'
            : status === 'D'
              ? 'deleted'
              : 'edited',
      path: second ?? first,
      from: status === 'R' ? first : null,
      submodule: isModule ? { before, after } : null,
    });
  }
  return changes;
}

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/** Lines of `change` at the head that the change adds or edits. */
export async function changedLinesOf(
  git: HardenedGit,
  base: string,
  head: string,
  change: ChangedPath,
): Promise<readonly LineRange[]> {
  if (change.kind === 'deleted' || change.submodule !== null) return [];
  const whole = (path: string): string => (git.folder === '' ? path : `${git.folder}/${path}`);
  const patch = await git.run([
    '--literal-pathspecs',
    'diff',
    '--unified=0',
    '--find-renames=50%',
    ...NEUTRAL,
    ...within(git),
    base,
    head,
    '--',
    ...(change.from === null ? [] : [whole(change.from)]),
    whole(change.path),
  ]);
  if (!patch.ok) return [];
  return patch.value.split('\n').flatMap((line): LineRange[] => {
    const found = HUNK.exec(line);
    if (found === null) return [];
    const startLine = Number(found[1]);
    const length = found[2] === undefined ? 1 : Number(found[2]);
    return length === 0 ? [] : [{ startLine, endLine: startLine + length - 1 }];
  });
}
