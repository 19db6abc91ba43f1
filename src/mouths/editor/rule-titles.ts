import { t } from './l10n.ts';

/** A short name of a rule for lists; a rule without one is named by its id. */
export function ruleTitle(rule: string): string {
  switch (rule) {
    case 'authors-not-named':
      return t('Authors of the history not named');
    case 'base-model-not-declared':
      return t('Base model not declared');
    case 'changes-not-stated':
      return t('Changes not stated');
    case 'citation-missing':
      return t('Paper not cited');
    case 'claimed-upstream-differs':
      return t('Claimed upstream differs');
    case 'copyright-line-missing':
      return t('Copyright line missing');
    case 'display-line-missing':
      return t('Line to display missing');
    case 'license-conflict':
      return t('Licenses do not fit');
    case 'license-fields-disagree':
      return t('License statements disagree');
    case 'license-text-missing':
      return t('License text missing');
    case 'name-prefix-missing':
      return t('Base model’s name missing');
    case 'no-license-upstream':
      return t('Upstream without a license');
    case 'notice-not-carried':
      return t('NOTICE not carried');
    case 'notice-sentence-missing':
      return t('Notice sentence missing');
    case 'repository-without-license':
      return t('Repository without a license');
    case 'source-statement-missing':
      return t('Source of the model not stated');
    case 'sudden-arrival':
      return t('File arrived whole');
    case 'training-limit':
      return t('Training limit');
    case 'upstream-header-lost':
      return t('Upstream’s header lost');
    case 'upstream-not-credited':
      return t('Upstream not credited');
    case 'use-limits-not-passed-on':
      return t('Use limits not passed on');
    default: {
      const words = rule.replaceAll('-', ' ');
      return words.charAt(0).toUpperCase() + words.slice(1);
    }
  }
}
