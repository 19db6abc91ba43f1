import type { Lineage } from '../../src/model/report.ts';
import { ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import { placeLink } from '../components/place-link.ts';
import { strengthLabel } from '../components/strength-label.ts';
import { button, link } from '../controls.ts';
import { type Child, h } from '../element.ts';
import { post } from '../host.ts';
import { t } from '../strings.ts';
import { sourceName, sourceOf, type View } from '../view.ts';
import { creditName, relationName } from '../wording.ts';

const PLACES = 40;

/** One piece of evidence, with links to both of its places. */
function place(view: View, lineage: Lineage, id: string): Child {
  const module = view.snapshot.modules.find((each) => each.id === id);
  if (module !== undefined) {
    const cell = module.cells.find((each) => each.upstream === lineage.upstream);
    return h(
      'li',
      {},
      link(module.symbol, () => view.go({ page: 'module', id, match: cell?.match ?? 0 })),
      ' · ',
      placeLink(module.path, { startLine: module.startLine, endLine: module.endLine }),
      ...(cell === undefined
        ? []
        : [
            ' · ',
            strengthLabel(cell.strength),
            ' · ',
            link(
              t('compare'),
              () => post(ToEditor.compare, { module: id, match: cell.match }),
              t('Compare {0} with upstream', module.symbol),
            ),
          ]),
    );
  }
  const residue = view.snapshot.residues.find((each) => each.id === id);
  if (residue !== undefined) {
    return h(
      'li',
      {},
      h('code', {}, residue.text),
      ' · ',
      placeLink(residue.path, { startLine: residue.line, endLine: residue.line }),
    );
  }
  const artefact = view.snapshot.artefacts.find((each) => each.id === id);
  if (artefact === undefined) return null;
  return h(
    'li',
    {},
    placeLink(artefact.path, { startLine: 1, endLine: 1 }),
    ...(artefact.strength === undefined ? [] : [' · ', strengthLabel(artefact.strength)]),
    artefact.facts.length === 0
      ? null
      : h('ul', {}, ...artefact.facts.slice(0, 6).map((fact) => h('li', {}, fact))),
  );
}

function entry(view: View, lineage: Lineage): HTMLElement {
  const { upstream, version } = lineage;
  const chosen = view.ui.navigation.id === upstream;
  const open = chosen || view.snapshot.lineage.length <= 3;
  const made = h(
    'details',
    { open, class: 'lineage', 'data-lineage': upstream },
    h(
      'summary',
      {},
      h('h2', {}, sourceName(view, upstream, version)),
      h(
        'span',
        { class: 'facts' },
        strengthLabel(lineage.strength),
        ` · ${creditName(lineage.credited)} · ${relationName(lineage.relation)}`,
      ),
    ),
  );
  // What stands inside is drawn when it is first opened: there can be many upstreams.
  let drawn = false;
  const fill = (): void => {
    if (drawn) return;
    drawn = true;
    made.append(...inside(view, lineage));
  };
  if (open) fill();
  made.addEventListener('toggle', fill);
  return made;
}

/** Why an upstream is named, and where its evidence stands. */
function inside(view: View, lineage: Lineage): readonly Node[] {
  const { upstream, version } = lineage;
  const source = sourceOf(view, upstream, version);
  const places = lineage.evidence.slice(0, PLACES).map((id) => place(view, lineage, id));
  const parts = [
    source === undefined
      ? null
      : h(
          'p',
          { class: 'hint' },
          [
            source.organisation,
            source.repository,
            source.commit === null ? '' : t('commit {0}', source.commit.slice(0, 12)),
            source.published === null
              ? ''
              : t('published {0} ({1})', source.published.slice(0, 10), source.publishedBasis),
          ]
            .filter((part) => part !== '')
            .join(' · '),
        ),
    lineage.why.length === 0 ? null : h('h3', {}, t('Why')),
    h('ol', {}, ...lineage.why.map((why) => h('li', {}, why))),
    places.length === 0 ? null : h('h3', {}, t('Places')),
    h('ul', {}, ...places),
    lineage.evidence.length > PLACES
      ? h('p', { class: 'hint' }, t('{0} of {1} places.', PLACES, lineage.evidence.length))
      : null,
    h(
      'div',
      { class: 'row' },
      button({
        label: t('Compare All Fragments'),
        name: t('Compare all fragments with {0}', sourceName(view, upstream, version)),
        onClick: () => post(ToEditor.compareAll, { upstream }),
      }),
    ),
  ];
  return parts.filter((part) => part !== null);
}

export function lineage(view: View): HTMLElement {
  const all = view.snapshot.lineage;
  if (all.length === 0) return h('p', {}, t('No known upstream was found.'));
  return h('div', {}, ...all.map((each) => entry(view, each)));
}
