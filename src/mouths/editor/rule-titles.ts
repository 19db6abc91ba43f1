import { inWords } from '../../model/said.ts';
import { SHORT_NAMES } from '../../rules/short-names.ts';
import { t } from './l10n.ts';

/** A short name of a rule for lists; a rule of another version is named by its id. */
export function ruleTitle(rule: string): string {
  const name = SHORT_NAMES.get(rule);
  if (name !== undefined) return inWords(name, t);
  const words = rule.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
