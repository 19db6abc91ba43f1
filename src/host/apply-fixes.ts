import {
  chmod,
  constants,
  copyFile,
  link,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { AuditReport } from '../model/report.ts';
import { partBeside, sweepParts } from './files/write-whole.ts';
import { localTexts } from './fixes/fix-texts.ts';
import type { FileChange, FixPlan, FixTexts, RefusedFix } from './fixes/plan-fixes.ts';
import { planFixes } from './fixes/plan-fixes.ts';
import { safePath } from './fixes/safe-path.ts';

/** What was written, and what was left out with one sentence each. Paths are relative to the root. */
export interface AppliedFixes {
  readonly written: readonly string[];
  readonly refused: readonly { readonly path: string; readonly message: string }[];
}

/** The unified diff of a plan, with refused files as lines that start with `#`. Control characters are made visible. */
export function describePlan(plan: FixPlan): string {
  const refused = plan.refused.map((one) => `# not changed: ${one.message}\n`);
  return visible([...plan.changes.map(unifiedDiff), ...refused].join(''));
}

function unifiedDiff(change: FileChange): string {
  const from = change.before === null ? '/dev/null' : `a/${change.path}`;
  const header = change.titles.map((title) => `# ${title.replace(/\s+/g, ' ')}\n`).join('');
  const patch = createTwoFilesPatch(from, `b/${change.path}`, change.before ?? '', change.after, '', '', {
    context: 3,
  });
  return header + patch.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (.*?)\t?$/gm, '$1 $2');
}

/** Text of the audited tree may hold sequences that steer a terminal. */
function visible(text: string): string {
  return text.replace(/[\p{Cf}\p{Cs}]|(?![\n\t])\p{Cc}/gu, (mark) =>
    mark === '\r' ? '' : `<U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}

/**
 * Writes every fix of a report. A file appears or changes whole, by a temporary file beside it; nothing is
 * overwritten or removed, and a file that changed since the plan was made is left alone.
 */
export async function applyFixes(
  report: AuditReport,
  root: string,
  texts: FixTexts = localTexts(),
): Promise<AppliedFixes> {
  const plan = await planFixes(report, root, texts);
  const written: string[] = [];
  const refused: Pick<RefusedFix, 'path' | 'message'>[] = plan.refused.map(({ path, message }) => ({
    path,
    message,
  }));
  await sweep(report, root);
  for (const change of inOrder(plan.changes)) {
    const problem = await write(root, change);
    if (problem === null) written.push(change.path);
    else refused.push({ path: change.path, message: problem });
  }
  return { written: written.sort(), refused };
}

/**
 * What files say is changed before files are added: a NOTICE that is there already can pass for the credit that a README
 * lacks, and after a kill between the two nothing would ask for it.
 */
const inOrder = (changes: readonly FileChange[]): readonly FileChange[] => [
  ...changes.filter(({ before }) => before !== null),
  ...changes.filter(({ before }) => before === null),
];

/** What a run that was killed left may lie where this one has nothing to write. */
async function sweep(report: AuditReport, root: string): Promise<void> {
  const paths = new Set(['README.md', 'LICENSES/x', ...report.findings.map(({ path }) => path)]);
  const folders = new Set<string>();
  for (const path of paths) {
    const place = await safePath(root, path);
    if (place.ok) folders.add(dirname(place.value.absolute));
  }
  for (const folder of folders) sweepParts(folder);
}

/** One sentence when the file was not written; null when it was. */
async function write(root: string, change: FileChange): Promise<string | null> {
  const temporary = partBeside(change.absolute);
  try {
    await mkdir(dirname(change.absolute), { recursive: true });
    const place = await safePath(root, change.path);
    if (!place.ok) return place.message;
    sweepParts(dirname(change.absolute));
    await writeFile(temporary, change.after, { flag: 'wx' });
    if (change.before === null) return await appear(temporary, change);
    if ((await readFile(change.absolute, 'utf8')) !== change.before)
      return `${change.path} changed meanwhile; audit again.`;
    await chmod(temporary, (await stat(change.absolute)).mode);
    await rename(temporary, change.absolute);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return `${change.path} could not be written (${code}); it is as it was.`;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A new file is linked into place, which fails where one has appeared meanwhile; not every file system has links. */
async function appear(temporary: string, change: FileChange): Promise<string | null> {
  try {
    await link(temporary, change.absolute).catch(async (error: unknown) => {
      if (hasCode(error, 'EEXIST')) throw error;
      await copyFile(temporary, change.absolute, constants.COPYFILE_EXCL);
    });
    return null;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return `${change.path} exists already; it is not overwritten.`;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
