import { claimedUpstreamDiffers } from './claimed-upstream-differs.rule.ts';
import { repositoryWithoutLicense } from './repository-without-license.rule.ts';
import type { Rule } from './rule.ts';
import { upstreamHeaderLost } from './upstream-header-lost.rule.ts';
import { upstreamNotCredited } from './upstream-not-credited.rule.ts';

/** Every rule, in the order of the documentation. Each has its page in docs/rules. */
export const RULES: readonly Rule[] = [
  repositoryWithoutLicense,
  upstreamNotCredited,
  claimedUpstreamDiffers,
  upstreamHeaderLost,
];
