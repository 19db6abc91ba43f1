import type { Claim, LicenseRecord } from '../../src/model/report.ts';
import { pagedTable } from '../components/paged-table.ts';
import { placeLink } from '../components/place-link.ts';
import { link } from '../controls.ts';
import { h } from '../element.ts';
import { percent, t } from '../strings.ts';
import { sourceName, type View } from '../view.ts';
import { levelName } from '../wording.ts';

function slotName(slot: LicenseRecord['slot']): string {
  const names: Readonly<Record<LicenseRecord['slot'], string>> = {
    code: t('code'),
    weights: t('weights'),
    data: t('data'),
    docs: t('documents'),
  };
  return names[slot];
}

function foundName(found: Claim['found']): string {
  const names: Readonly<Record<Claim['found'], string>> = {
    credited: t('credited, and found'),
    partly: t('credited in part'),
    'not-found': t('credited, but no evidence was found'),
    mention: t('only mentioned'),
  };
  return names[found];
}

/** What the repository states, what its upstreams ask for, and whom it credits. */
export function licenses(view: View): HTMLElement {
  const { snapshot } = view;
  const duties = snapshot.findings.filter((finding) => finding.duty !== null);
  return h(
    'div',
    {},
    pagedTable(view, {
      name: 'duties',
      caption: t('Open duties'),
      columns: [t('Finding'), t('What the license asks'), t('Upstream'), t('Level')],
      rows: duties,
      cells: (row) => [
        link(row.title, () => view.go({ page: 'findings', id: row.id })),
        row.duty,
        row.upstream === null ? '' : sourceName(view, row.upstream),
        levelName(row.level),
      ],
    }),
    pagedTable(view, {
      name: 'licenses',
      caption: t('Licenses in this repository'),
      columns: [t('File'), t('For'), t('License (SPDX)'), t('Confidence'), t('Differences')],
      rows: snapshot.licenses,
      cells: (row) => [
        placeLink(row.path, row.ranges[0] ?? { startLine: 1, endLine: 1 }),
        slotName(row.slot),
        row.expression,
        percent(row.confidence),
        row.changes.join('; '),
      ],
    }),
    pagedTable(view, {
      name: 'sources',
      caption: t('Licenses of the upstreams'),
      columns: [t('Upstream'), t('Code'), t('Stated in'), t('Weights')],
      rows: snapshot.sources.filter((source) =>
        snapshot.lineage.some((each) => each.upstream === source.project && each.version === source.id),
      ),
      cells: (row) => [
        sourceName(view, row.project, row.id),
        row.codeLicense,
        row.codeLicenseSource,
        row.weightsLicense,
      ],
    }),
    pagedTable(view, {
      name: 'claims',
      caption: t('What the repository says it builds on'),
      columns: [t('Claim'), t('Place'), t('Upstream'), t('Result')],
      rows: snapshot.claims,
      cells: (row) => [
        // The mark of a list item says nothing here.
        row.text.replace(/^[-*+]\s+/, ''),
        placeLink(row.path, { startLine: row.line, endLine: row.line }),
        row.upstream === null ? t('not in the catalogue') : sourceName(view, row.upstream),
        foundName(row.found),
      ],
    }),
  );
}
