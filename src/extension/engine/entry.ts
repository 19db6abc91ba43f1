/** The engine as the extension sees it; bundled apart, so that starting the editor does not load it. */
import type { AuditReport } from '../../core/model/report.ts';
import { failure, type Result } from '../../core/model/result.ts';
import type { Progress } from '../../core/ports.ts';

export { readUpstreamText } from '../../node/catalogue/upstream-texts.ts';
export { FORMATS } from '../../report/formats.ts';
export { parseReport } from './parse-report.ts';

export async function runAudit(
  _options: {
    readonly root: string;
    readonly rev?: string;
    readonly catalogues?: readonly string[];
    readonly jobs?: number;
    readonly cache?: boolean;
    readonly mirror?: string;
  },
  _progress: Progress,
  _signal: AbortSignal,
): Promise<Result<AuditReport, string>> {
  return failure('absent', 'No engine yet.');
}
export { readDecisions } from '../../node/decisions/decision-store.ts';
export { shippedLicenseTexts } from '../../node/fixes/license-texts.ts';
export { planFixes } from '../../node/fixes/plan-fixes.ts';
export { openGit } from '../../node/git/hardened-git.ts';
export { reviewChanges } from '../../node/review/review-changes.ts';
export { compareWeights } from '../../node/weights/compare-weights.ts';
export { compareAnswerFiles, compareDocumentFiles } from './compare-off-thread.ts';
