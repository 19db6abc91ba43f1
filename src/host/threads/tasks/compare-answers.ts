import { basename } from 'node:path';
import { compareAnswers } from '../../../artefacts/predictions/compare-answers.ts';
import type { PredictionsReport } from '../../../model/predictions-report.ts';
import { type Result, success } from '../../../model/result.ts';
import { loadAnswers } from '../../predictions/load-answers.ts';

/** Reads answer files (upstream, suspect, then independent models) and compares them. */
export async function run(paths: readonly string[]): Promise<Result<PredictionsReport>> {
  const sets = await Promise.all(paths.map((path) => loadAnswers(path, basename(path), {})));
  for (const set of sets) if (!set.ok) return set;
  const [upstream, suspect, ...controls] = sets.flatMap((set) => (set.ok ? [set.value] : []));
  if (upstream === undefined || suspect === undefined) throw new Error('Two answer files are needed.');
  return success(compareAnswers(upstream, suspect, controls));
}
