import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareWeights } from '../../../../src/host/weights/compare-weights.ts';
import type { WeightsReport } from '../../../../src/model/weights-report.ts';
import type { Case } from './cases.ts';

/** Writes a case into a temporary folder, compares it, and removes it. */
export async function runCase(one: Case): Promise<WeightsReport> {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-weights-'));
  try {
    const { upstream, suspect } = one.write(folder);
    return await compareWeights(upstream, suspect, { jobs: 1 }, new AbortController().signal, () => {});
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
