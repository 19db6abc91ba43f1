import type { DutyRow } from '../../src/mouths/panel/answer-rows.ts';
import { ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import { button, checkbox, link } from '../controls.ts';
import { h } from '../element.ts';
import { post } from '../host.ts';
import { t } from '../strings.ts';
import type { View } from '../view.ts';
import { levelName } from '../wording.ts';

/** Duties whose fixes a person has ticked: all that have one, unless the tick was taken away. */
export function tickedDuties(view: View): readonly DutyRow[] {
  const off = new Set(view.ui.unticked);
  return view.snapshot.answer.toDo.filter(({ fixable, number }) => fixable > 0 && !off.has(number));
}

export function fixLabel(count: number): string {
  return count === 1 ? t('Apply 1 fix…') : t('Apply {0} fixes…', count);
}

/** Applies every ticked fix after a preview; the label says how many duties it mends. */
export function applyButton(view: View): HTMLElement | null {
  if (!view.snapshot.answer.toDo.some(({ fixable }) => fixable > 0)) return null;
  const ticked = tickedDuties(view);
  return button({
    label: fixLabel(ticked.length),
    primary: true,
    disabled: ticked.length === 0,
    key: 'apply',
    onClick: () =>
      post(ToEditor.applyFixes, { findings: tickedDuties(view).flatMap(({ findings }) => findings) }),
  });
}

export function tickBox(view: View, one: DutyRow, label: string): HTMLElement {
  const off = view.ui.unticked;
  return checkbox(
    label,
    !off.includes(one.number),
    (checked) =>
      view.set({ unticked: checked ? off.filter((each) => each !== one.number) : [...off, one.number] }),
    { key: `tick:${one.number}`, isBare: true },
  );
}

function item(view: View, one: DutyRow): HTMLElement {
  const whose = one.name === null ? t('This repository') : one.name;
  const files = one.files.length > 1 ? ` · ${t('{0} files', one.files.length)}` : '';
  return h(
    'li',
    { class: `duty ${one.level}` },
    one.fixable > 0
      ? tickBox(view, one, t('Fix {0}', one.title))
      : h('span', { class: 'tickless', 'aria-hidden': 'true' }),
    h('span', { class: 'number' }, `[${one.number}]`),
    h(
      'span',
      { class: 'what' },
      link(
        one.title,
        () => view.go({ page: 'duties', id: one.findings[0] ?? '' }),
        one.title,
        `duty:${one.number}`,
      ),
      h(
        'span',
        { class: 'hint' },
        ` · ${whose}${files} · ${levelName(one.level)}${one.fixable > 0 ? '' : ` · ${t('by hand')}`}`,
      ),
    ),
  );
}

/** The heaviest duties with a tick for those that have a fix, and one button for all that are ticked. */
export function dutyList(view: View, { most }: { readonly most: number }): HTMLElement {
  const { toDo } = view.snapshot.answer;
  const rest = toDo.length - most;
  return h(
    'div',
    {},
    h('ul', { class: 'duties' }, ...toDo.slice(0, most).map((one) => item(view, one))),
    h(
      'div',
      { class: 'row' },
      applyButton(view),
      rest > 0
        ? link(t('and {0} more', rest), () => view.go({ page: 'duties' }), undefined, 'duties:more')
        : null,
    ),
  );
}
