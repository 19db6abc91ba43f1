import type { Said } from '../model/said.ts';
import { shortName as authorsNotNamed } from './authors-not-named/short-name.ts';
import { shortName as baseModelNotDeclared } from './base-model-not-declared/short-name.ts';
import { shortName as changesNotStated } from './changes-not-stated/short-name.ts';
import { shortName as citationMissing } from './citation-missing/short-name.ts';
import { shortName as claimedUpstreamDiffers } from './claimed-upstream-differs/short-name.ts';
import { shortName as copyrightLineMissing } from './copyright-line-missing/short-name.ts';
import { shortName as displayLineMissing } from './display-line-missing/short-name.ts';
import { shortName as fileLicenseDiffers } from './file-license-differs/short-name.ts';
import { shortName as holderNotNamed } from './holder-not-named/short-name.ts';
import { shortName as licenseConflict } from './license-conflict/short-name.ts';
import { shortName as licenseFieldsDisagree } from './license-fields-disagree/short-name.ts';
import { shortName as licenseTextMissing } from './license-text-missing/short-name.ts';
import { shortName as namePrefixMissing } from './name-prefix-missing/short-name.ts';
import { shortName as noLicenseUpstream } from './no-license-upstream/short-name.ts';
import { shortName as noticeNotCarried } from './notice-not-carried/short-name.ts';
import { shortName as noticeSentenceMissing } from './notice-sentence-missing/short-name.ts';
import { shortName as repositoryWithoutLicense } from './repository-without-license/short-name.ts';
import { shortName as sourceLicenseUnknown } from './source-license-unknown/short-name.ts';
import { shortName as sourceStatementMissing } from './source-statement-missing/short-name.ts';
import { shortName as suddenArrival } from './sudden-arrival/short-name.ts';
import { shortName as trainingLimit } from './training-limit/short-name.ts';
import { shortName as upstreamHeaderLost } from './upstream-header-lost/short-name.ts';
import { shortName as upstreamNotCredited } from './upstream-not-credited/short-name.ts';
import { shortName as useLimitsNotPassedOn } from './use-limits-not-passed-on/short-name.ts';

/** Names of rules for lists, by id. They stand apart from the rules so that an interface need not carry those. */
export const SHORT_NAMES: ReadonlyMap<string, Said> = new Map([
  ['authors-not-named', authorsNotNamed],
  ['base-model-not-declared', baseModelNotDeclared],
  ['changes-not-stated', changesNotStated],
  ['citation-missing', citationMissing],
  ['claimed-upstream-differs', claimedUpstreamDiffers],
  ['copyright-line-missing', copyrightLineMissing],
  ['display-line-missing', displayLineMissing],
  ['file-license-differs', fileLicenseDiffers],
  ['holder-not-named', holderNotNamed],
  ['license-conflict', licenseConflict],
  ['license-fields-disagree', licenseFieldsDisagree],
  ['license-text-missing', licenseTextMissing],
  ['name-prefix-missing', namePrefixMissing],
  ['no-license-upstream', noLicenseUpstream],
  ['notice-not-carried', noticeNotCarried],
  ['notice-sentence-missing', noticeSentenceMissing],
  ['repository-without-license', repositoryWithoutLicense],
  ['source-license-unknown', sourceLicenseUnknown],
  ['source-statement-missing', sourceStatementMissing],
  ['sudden-arrival', suddenArrival],
  ['training-limit', trainingLimit],
  ['upstream-header-lost', upstreamHeaderLost],
  ['upstream-not-credited', upstreamNotCredited],
  ['use-limits-not-passed-on', useLimitsNotPassedOn],
]);
