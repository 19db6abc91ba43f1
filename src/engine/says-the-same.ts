import { isTelling } from './choose.ts';
import type { FileAnalysis } from './file/file-analysis.ts';
import type { ReadTree } from './gather.ts';
import { isClassName, mayBeTold } from './match.ts';

/** Whether a report of the one tree says what a report of the other does, but for how much of it was compared. */
export function saysTheSame(before: ReadTree, now: ReadTree): boolean {
  return (
    before.name === now.name &&
    before.listed.length === now.listed.length &&
    before.listed.every(({ path }, at) => path === now.listed[at]?.path) &&
    before.files.length === now.files.length &&
    before.files.every((file, at) => file === now.files[at] || told(file) === told(now.files[at])) &&
    isSame(before.skipped, now.skipped) &&
    isSame(before.failures, now.failures)
  );
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && JSON.stringify(a) === JSON.stringify(b);

/**
 * What a report could tell of a file. Of code that is like nobody's it is the names of its classes, which
 * configurations refer to, and whether there is enough of it to be known; else it is the whole analysis.
 */
function told(file: FileAnalysis | undefined): string {
  if (file === undefined) return '';
  if (file.unchanged !== undefined || file.modules.some(mayBeTold)) return JSON.stringify(file);
  return JSON.stringify({
    ...file,
    blob: null,
    modules: file.modules.map(({ symbol }) => symbol).filter(isClassName),
    coverage: isTelling(file),
  });
}
