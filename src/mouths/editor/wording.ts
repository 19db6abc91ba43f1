import type { DecisionState, DecisionStatus, FindingLevel, Strength } from '../../model/report.ts';
import type { Change } from '../../model/review.ts';
import { t } from './l10n.ts';

/** Names, in the display language, of the closed sets that a report speaks in. */
export function strengthName(strength: Strength): string {
  switch (strength) {
    case 'conclusive':
      return t('conclusive evidence');
    case 'strong':
      return t('strong evidence');
    case 'moderate':
      return t('moderate evidence');
    case 'weak':
      return t('weak evidence');
  }
}

/** For places with little room. */
export function shortStrength(strength: Strength): string {
  switch (strength) {
    case 'conclusive':
      return t('conclusive');
    case 'strong':
      return t('strong');
    case 'moderate':
      return t('moderate');
    case 'weak':
      return t('weak');
  }
}

export function changeName(change: Change): string {
  switch (change) {
    case 'new':
      return t('New');
    case 'worsened':
      return t('Worsened');
    case 'unchanged':
      return t('Unchanged');
    case 'fixed':
      return t('Fixed');
  }
}

export function levelName(level: FindingLevel): string {
  switch (level) {
    case 'error':
      return t('Error');
    case 'warning':
      return t('Warning');
    case 'note':
      return t('Note');
  }
}

export function stateName(state: DecisionState): string {
  switch (state) {
    case 'accepted':
      return t('Accepted');
    case 'attributed-elsewhere':
      return t('Attributed Elsewhere');
    case 'licensed-separately':
      return t('Licensed Separately');
    case 'false-match':
      return t('False Match');
    case 'common-boilerplate':
      return t('Common Boilerplate');
    case 'own-work':
      return t('Own Work');
    case 'to-fix':
      return t('To Fix');
  }
}

export function stateHelp(state: DecisionState): string {
  switch (state) {
    case 'accepted':
      return t('The finding is right and is accepted as it stands.');
    case 'attributed-elsewhere':
      return t('Credit is given in a place that Forebear does not read.');
    case 'licensed-separately':
      return t('There is a separate permission; say where it is.');
    case 'false-match':
      return t('The two sides do not share an origin.');
    case 'common-boilerplate':
      return t('Everyone writes this code this way.');
    case 'own-work':
      return t('Both sides come from the same authors; say how that can be seen.');
    case 'to-fix':
      return t('The finding is right and will be mended.');
  }
}

export function decisionStatusName(status: DecisionStatus['status']): string {
  switch (status) {
    case 'current':
      return t('current');
    case 'stale':
      return t('stale: the code or the license has changed since');
    case 'expired':
      return t('expired');
    case 'gone':
      return t('the finding no longer exists');
  }
}
