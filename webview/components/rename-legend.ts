import type { ModuleMatch } from '../../src/model/report.ts';
import { checkbox } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { t } from '../strings.ts';
import type { View } from '../view.ts';
import { NAME_MARKS } from './pair-code.ts';

const MOST = 12;

/** Brings out every place of a name while the pointer or the focus is on it. */
function light(mark: number, isOn: boolean): void {
  for (const name of document.querySelectorAll(`.pair-code u[data-name="${mark}"]`)) {
    name.classList.toggle('lit', isOn);
  }
}

function entry([from, to]: readonly [string, string], at: number): HTMLElement {
  const mark = Math.min(at, NAME_MARKS - 1);
  const made = h(
    'li',
    { class: 'rename', tabindex: '0' },
    h('u', { class: `name${mark}` }, from),
    ' → ',
    h('u', { class: `name${mark}` }, to),
  );
  for (const kind of ['mouseenter', 'focus']) made.addEventListener(kind, () => light(mark, true));
  for (const kind of ['mouseleave', 'blur']) made.addEventListener(kind, () => light(mark, false));
  return made;
}

/** The rename map, in the marks of the code below it. */
export function renameLegend(view: View, match: ModuleMatch): Child {
  const { renames } = match;
  if (renames.length === 0) return null;
  const rest = renames.slice(MOST);
  return h(
    'section',
    { class: 'renames', 'aria-label': t('Names that stand for each other') },
    h('h3', {}, t('Renamed: theirs → here ({0})', renames.length)),
    h('ul', { class: 'legend' }, ...renames.slice(0, MOST).map(entry)),
    rest.length === 0
      ? null
      : h(
          'details',
          {},
          h('summary', {}, t('{0} more', rest.length)),
          h('ul', { class: 'legend' }, ...rest.slice(0, 200).map((pair, at) => entry(pair, at + MOST))),
        ),
    checkbox(t('Show this code with the upstream’s names'), view.ui.theirNames, (theirNames) =>
      view.set({ theirNames }),
    ),
  );
}
