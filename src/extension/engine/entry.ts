/** The engine as the extension sees it; bundled apart, so that starting the editor does not load it. */
export { readUpstreamText } from '../../node/catalogue/upstream-texts.ts';
export { readDecisions } from '../../node/decisions/decision-store.ts';
export { shippedLicenseTexts } from '../../node/fixes/license-texts.ts';
export { planFixes } from '../../node/fixes/plan-fixes.ts';
export { openGit } from '../../node/git/hardened-git.ts';
export { baseCandidates } from '../../node/review/base-candidates.ts';
export { reviewChanges } from '../../node/review/review-changes.ts';
export { runAudit } from '../../node/run-audit.ts';
export { openAuditSession } from '../../node/session/audit-session.ts';
export { compareWeights } from '../../node/weights/compare-weights.ts';
export { FORMATS } from '../../report/formats.ts';
export { compareAnswerFiles, compareDocumentFiles } from './compare-off-thread.ts';
export { parseReport } from './parse-report.ts';
