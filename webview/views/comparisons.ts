import { h } from '../element.ts';
import { t } from '../strings.ts';
import type { View } from '../view.ts';

export function comparisons(_view: View): HTMLElement {
  return h('p', {}, t('Weights, answers and documents are compared on demand.'));
}
