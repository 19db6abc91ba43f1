import { openPool } from '../../../host/threads/pool.ts';
import type { PredictionsReport } from '../../../model/predictions-report.ts';
import type { ProseReport } from '../../../model/prose-report.ts';
import type { Result } from '../../../model/result.ts';

/** Compares answer files in a worker thread; rejects when `signal` aborts. */
export async function compareAnswerFiles(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<PredictionsReport>> {
  const pool = openPool(1);
  try {
    return await pool.run('compare-answers', paths, signal);
  } finally {
    await pool.close();
  }
}

/** Compares documents or folders in a worker thread; rejects when `signal` aborts. */
export async function compareDocumentFiles(
  source: string,
  suspect: string,
  signal: AbortSignal,
): Promise<Result<ProseReport>> {
  const pool = openPool(1);
  try {
    return await pool.run('compare-documents', { source, suspect }, signal);
  } finally {
    await pool.close();
  }
}
