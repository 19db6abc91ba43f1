/** The engine as the extension sees it; bundled apart, so that starting the editor does not load it. */
export { readUpstreamText } from '../../../host/catalogue/upstream-texts.ts';
export { readDecisions } from '../../../host/decisions/decision-store.ts';
export { localTexts } from '../../../host/fixes/fix-texts.ts';
export { planFixes } from '../../../host/fixes/plan-fixes.ts';
export { openGit } from '../../../host/git/hardened-git.ts';
export { baseCandidates } from '../../../host/review/base-candidates.ts';
export { reviewChanges } from '../../../host/review/review-changes.ts';
export { runAudit } from '../../../host/run-audit.ts';
export { openAuditSession } from '../../../host/session/audit-session.ts';
export { compareWeights } from '../../../host/weights/compare-weights.ts';
export { FORMATS } from '../../reports/formats.ts';
export { compareAnswerFiles, compareDocumentFiles } from './compare-off-thread.ts';
export { parseReport } from './parse-report.ts';
