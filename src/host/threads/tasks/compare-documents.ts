import { compareProse } from '../../../artefacts/prose/compare-prose.ts';
import type { ProseReport } from '../../../model/prose-report.ts';
import { type Result, success } from '../../../model/result.ts';
import { loadProse } from '../../prose/load-prose.ts';

export interface DocumentPair {
  readonly source: string;
  readonly suspect: string;
}

/** Reads two documents, or folders of them, and compares them. */
export async function run({ source, suspect }: DocumentPair): Promise<Result<ProseReport>> {
  const { signal } = new AbortController();
  const first = await loadProse(source, signal);
  if (!first.ok) return first;
  const second = await loadProse(suspect, signal);
  if (!second.ok) return second;
  const notExamined = [...first.value.notExamined, ...second.value.notExamined];
  return success(compareProse(first.value, second.value, notExamined));
}
