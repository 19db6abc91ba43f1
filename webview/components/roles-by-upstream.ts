import { STRENGTHS } from '../../src/model/report.ts';
import type { Role } from '../../src/model/role.ts';
import type { PairRow, UpstreamRow } from '../../src/mouths/panel/answer-rows.ts';
import { type Child, h } from '../element.ts';
import { percent, t } from '../strings.ts';
import type { View } from '../view.ts';
import { roleName, strengthName } from '../wording.ts';

/** As many as a page shows side by side; the heaviest come first, the others are counted. */
const COLUMNS = 8;

interface Cell {
  readonly pairs: readonly PairRow[];
  readonly most: number;
  readonly strength: PairRow['strength'];
}

function cellOf(one: UpstreamRow, role: Role): Cell | null {
  const pairs = one.pairs.filter((pair) => pair.role === role);
  if (pairs.length === 0) return null;
  const [strength = 'weak'] = STRENGTHS.filter((each) => pairs.some((pair) => pair.strength === each));
  return { pairs, strength, most: Math.max(...pairs.map(({ share }) => share)) };
}

/** Roles that matter most first: by how much code of them matches; what plays no known role comes last. */
function rolesOf(columns: readonly UpstreamRow[]): readonly Role[] {
  const weights = new Map<Role, number>();
  for (const { role, tokens, share } of columns.flatMap(({ pairs }) => pairs)) {
    weights.set(role, (weights.get(role) ?? 0) + tokens * share);
  }
  return [...weights.keys()].sort(
    (a, b) => Number(a === 'other') - Number(b === 'other') || (weights.get(b) ?? 0) - (weights.get(a) ?? 0),
  );
}

function words(one: UpstreamRow, role: Role, cell: Cell | null): string {
  if (cell === null) return t('{0}, {1}: no match', roleName(role), one.name);
  return t(
    '{0}, {1}: {2} modules, up to {3}, {4}',
    roleName(role),
    one.name,
    cell.pairs.length,
    percent(cell.most),
    strengthName(cell.strength),
  );
}

/** Which part of the model comes from whom: one row a role, one column an upstream, its table its own text twin. */
export function rolesByUpstream(view: View): Child {
  const all = view.snapshot.answer.upstreams.filter(({ pairs }) => pairs.length > 0);
  const columns = [...all].sort((a, b) => b.share - a.share).slice(0, COLUMNS);
  if (columns.length === 0) return null;
  const roles = rolesOf(columns);
  return h(
    'section',
    {},
    h('h2', {}, t('Which part comes from whom')),
    h(
      'p',
      { class: 'hint' },
      t(
        'Modules of each role that match each upstream, and the most of one of them that is in the upstream’s.',
      ),
      all.length > columns.length
        ? ` ${t('{0} upstreams more are not shown.', all.length - columns.length)}`
        : '',
    ),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('Roles by upstreams') },
      h(
        'table',
        { class: 'matrix' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, t('Role')),
            ...columns.map(({ name, stateName }) =>
              h('th', { scope: 'col' }, h('span', {}, name), h('span', { class: 'hint' }, stateName)),
            ),
          ),
        ),
        h(
          'tbody',
          {},
          ...roles.map((role) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, roleName(role)),
              ...columns.map((one) => {
                const cell = cellOf(one, role);
                const [first] = cell?.pairs ?? [];
                if (cell === null || first === undefined) return h('td', { class: 'empty' });
                const name = words(one, role, cell);
                return h(
                  'td',
                  { class: `cell ${cell.strength}` },
                  h(
                    'button',
                    {
                      type: 'button',
                      class: 'cell-button',
                      title: name,
                      onclick: () => view.go({ page: 'proof', id: first.module, match: first.match }),
                    },
                    h('strong', { 'aria-hidden': 'true' }, cell.pairs.length),
                    h('span', { 'aria-hidden': 'true' }, t('up to {0}', percent(cell.most))),
                    h('span', { class: 'unseen' }, name),
                  ),
                );
              }),
            ),
          ),
        ),
      ),
    ),
  );
}
