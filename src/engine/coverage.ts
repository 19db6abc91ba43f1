import { languageOf } from '../languages/table.ts';
import type { Gap, GapKind } from '../model/gap.ts';
import type { Coverage } from '../model/report.ts';
import { byText } from '../model/text-order.ts';
import type { FileAnalysis } from './file/file-analysis.ts';
import type { ReadTree } from './gather.ts';

/** Bytes of one file's code in units that resemble something, told by the share of its lines that they take. */
function knownBytes({ modules, coverage }: FileAnalysis): number {
  if (coverage === null || coverage.lines === 0 || modules.every(({ pairs }) => pairs.length === 0)) return 0;
  const lines = new Set<number>();
  for (const { units, pairs } of modules) {
    for (const { unit } of pairs) {
      const range = units[unit]?.range;
      for (let line = range?.startLine ?? 1; line <= (range?.endLine ?? 0); line++) lines.add(line);
    }
  }
  return Math.min(coverage.compared, Math.round((coverage.bytes * lines.size) / coverage.lines));
}

/**
 * How much of the code was compared: each byte of it is compared, or named among what was not examined. What is no part
 * of the repository, such as a folder that git ignores, has no bytes here.
 */
export function coverageOf({ listed, skipped, files }: ReadTree): Coverage {
  const read = new Map(files.map((file) => [file.path, file]));
  let count = 0;
  let bytes = 0;
  let compared = 0;
  let known = 0;
  for (const { path, size } of listed) {
    if (languageOf(path) === null) continue;
    const file = read.get(path);
    count += 1;
    bytes += file?.coverage?.bytes ?? Math.max(0, size);
    compared += file?.coverage?.compared ?? 0;
    known += file === undefined ? 0 : knownBytes(file);
  }
  for (const { path, size } of skipped) {
    if (languageOf(path) === null || size === undefined) continue;
    count += 1;
    bytes += Math.max(0, size);
  }
  return { files: count, bytes, compared, known, notCompared: bytes - compared };
}

/** Everything that was not examined, with its kind. */
export function gapsOf({
  skipped,
  failures,
  files,
}: Pick<ReadTree, 'skipped' | 'failures' | 'files'>): readonly (Gap & { readonly gap: GapKind })[] {
  return [
    ...skipped.map((one) => ({ ...one, gap: one.gap ?? 'left out' })),
    ...failures.map((one) => ({ ...one, gap: one.gap ?? 'not read' })),
    ...files.flatMap(({ path, notExamined, gap, kind }) =>
      notExamined === null
        ? []
        : [{ path, reason: notExamined, gap, ...(kind === undefined ? {} : { kind }) }],
    ),
  ].sort((a, b) => byText(a.path, b.path));
}
