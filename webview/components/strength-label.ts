import type { Strength } from '../../src/model/report.ts';
import { h } from '../element.ts';
import { strengthName } from '../wording.ts';

/** The strength of evidence as a word; width of the border, not hue, tells the degree. */
export function strengthLabel(strength: Strength): HTMLElement {
  return h('span', { class: `strength ${strength}` }, strengthName(strength));
}
