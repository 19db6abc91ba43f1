import { authorsNotNamed } from './authors-not-named/rule.ts';
import { baseModelNotDeclared } from './base-model-not-declared/rule.ts';
import { changesNotStated } from './changes-not-stated/rule.ts';
import { citationMissing } from './citation-missing/rule.ts';
import { claimedUpstreamDiffers } from './claimed-upstream-differs/rule.ts';
import { copyrightLineMissing } from './copyright-line-missing/rule.ts';
import { displayLineMissing } from './display-line-missing/rule.ts';
import { fileLicenseDiffers } from './file-license-differs/rule.ts';
import { holderNotNamed } from './holder-not-named/rule.ts';
import { licenseConflict } from './license-conflict/rule.ts';
import { licenseFieldsDisagree } from './license-fields-disagree/rule.ts';
import { licenseTextMissing } from './license-text-missing/rule.ts';
import { namePrefixMissing } from './name-prefix-missing/rule.ts';
import { noLicenseUpstream } from './no-license-upstream/rule.ts';
import { noticeNotCarried } from './notice-not-carried/rule.ts';
import { noticeSentenceMissing } from './notice-sentence-missing/rule.ts';
import { repositoryWithoutLicense } from './repository-without-license/rule.ts';
import type { Rule } from './rule.ts';
import { sourceLicenseUnknown } from './source-license-unknown/rule.ts';
import { sourceStatementMissing } from './source-statement-missing/rule.ts';
import { suddenArrival } from './sudden-arrival/rule.ts';
import { trainingLimit } from './training-limit/rule.ts';
import { upstreamHeaderLost } from './upstream-header-lost/rule.ts';
import { upstreamNotCredited } from './upstream-not-credited/rule.ts';
import { useLimitsNotPassedOn } from './use-limits-not-passed-on/rule.ts';

/** Every rule, in the order of the documentation. `tools/new-rule` adds one. */
export const RULES: readonly Rule[] = [
  upstreamNotCredited,
  claimedUpstreamDiffers,
  upstreamHeaderLost,
  copyrightLineMissing,
  licenseTextMissing,
  noticeNotCarried,
  changesNotStated,
  citationMissing,
  repositoryWithoutLicense,
  licenseFieldsDisagree,
  noLicenseUpstream,
  licenseConflict,
  namePrefixMissing,
  displayLineMissing,
  noticeSentenceMissing,
  sourceStatementMissing,
  useLimitsNotPassedOn,
  trainingLimit,
  baseModelNotDeclared,
  suddenArrival,
  authorsNotNamed,
  sourceLicenseUnknown,
  fileLicenseDiffers,
  holderNotNamed,
];
