import type { PredictionsReport } from '../../core/model/predictions-report.ts';
import type { ProseReport } from '../../core/model/prose-report.ts';
import type { Result } from '../../core/model/result.ts';
import { openPool } from '../../node/workers/pool.ts';

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
