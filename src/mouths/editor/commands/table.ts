import { addUpstream } from './add-upstream.ts';
import { auditExample, auditFolder, auditWorkspace, cancelAudit } from './audit.ts';
import type { EditorCommand } from './command.ts';
import {
  compareAnswersCommand,
  compareDocumentsCommand,
  compareWeightsCommand,
} from './compare-artefacts.ts';
import {
  decideBoilerplate,
  decideFalseMatch,
  decideToFix,
  recordDecision,
  removeDecision,
  undoDecision,
} from './decide.ts';
import { compareWithUpstream, openFinding, openRule, showEvidence } from './evidence.ts';
import { applyFixesCommand, previewFixCommand } from './fix.ts';
import { nextMatch, previousMatch, toggleMatches } from './reading.ts';
import { exportReport, openReport } from './report-files.ts';
import { endReview, reviewChangesCommand } from './review.ts';
import { copyReviewComment } from './review-comment.ts';
import { filterFindings, toggleReviewed } from './triage.ts';

export const COMMANDS: readonly EditorCommand[] = [
  auditWorkspace,
  auditFolder,
  auditExample,
  cancelAudit,
  showEvidence,
  compareWithUpstream,
  openFinding,
  openRule,
  previewFixCommand,
  applyFixesCommand,
  toggleMatches,
  nextMatch,
  previousMatch,
  filterFindings,
  toggleReviewed,
  recordDecision,
  decideToFix,
  decideFalseMatch,
  decideBoilerplate,
  removeDecision,
  undoDecision,
  copyReviewComment,
  exportReport,
  openReport,
  reviewChangesCommand,
  endReview,
  addUpstream,
  compareWeightsCommand,
  compareAnswersCommand,
  compareDocumentsCommand,
];
