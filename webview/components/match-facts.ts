import { countedRate } from '../../src/model/counted-rate.ts';
import { isFileOnly } from '../../src/model/known-file.ts';
import type { AuditedModule, ModuleMatch } from '../../src/model/report.ts';
import { type Child, h } from '../element.ts';
import { percent, t } from '../strings.ts';
import { sourceName, sourceOf, type View } from '../view.ts';
import { lineWords } from '../wording.ts';
import { placeLink } from './place-link.ts';
import { strengthLabel } from './strength-label.ts';

function odds(rate: number | null): string {
  if (rate === null)
    return t('not calibrated for this language: how often independent code scores as much was not counted');
  if (rate >= 0.01) return t('{0} of independently written pairs score as much', percent(rate));
  const counted = countedRate(rate);
  if (counted.kind === 'counted')
    return t('about 1 in {0} independently written pairs scores as much', counted.oneIn);
  return t(
    'none of {0} independently written pairs scores as much; at most 1 in {1} does (95 %)',
    counted.pairs,
    counted.oneIn,
  );
}

export function precedence(match: ModuleMatch): string {
  if (match.order === 'disputed')
    return t('order disputed: dates that only this side vouches for say otherwise');
  if (match.precedes === null) return t('the dates do not say who was first');
  return match.precedes
    ? t('public before the audited module appeared')
    : t('public only after the audited module');
}

/** The figures behind one match. */
export function matchFacts(view: View, module: AuditedModule, match: ModuleMatch): HTMLElement {
  const source = sourceOf(view, match.upstream, match.version);
  const entry = (term: string, ...value: readonly Child[]): Child[] => [
    h('dt', {}, term),
    h('dd', {}, ...value),
  ];
  return h(
    'dl',
    {},
    ...entry(
      t('Shared'),
      isFileOnly(match)
        ? t('{0} of this module’s features (of {1} tokens)', percent(match.containment.local), module.tokens)
        : t(
            '{0} of this module’s features (of {1} tokens); {2} of the upstream module’s; longest run {3} tokens',
            percent(match.containment.local),
            module.tokens,
            percent(match.containment.upstream),
            match.longestRun,
          ),
    ),
    ...entry(
      t('Score'),
      `${match.score.toFixed(2)} · `,
      strengthLabel(match.strength),
      ` · ${odds(match.falsePositiveRate)}`,
    ),
    ...entry(t('Here'), placeLink(module.path, module.range)),
    ...entry(
      t('There'),
      isFileOnly(match) ? match.path : `${match.path}, ${match.symbol}, ${lineWords(match.range)}`,
    ),
    ...entry(
      t('First public'),
      match.published === null ? t('not known') : match.published.slice(0, 10),
      ` · ${precedence(match)}`,
    ),
    ...(source === undefined
      ? []
      : entry(t('Code license'), `${source.codeLicense} (${source.codeLicenseSource})`)),
    ...(match.ties.length === 0
      ? []
      : entry(
          t('Cannot be told from'),
          match.ties.map((tie) => sourceName(view, match.upstream, tie)).join(', '),
        )),
    ...(match.sharedAncestor === null
      ? []
      : entry(
          t('Shared ancestor'),
          t('both sides took this from {0}', sourceName(view, match.sharedAncestor)),
        )),
    ...(match.ancestors === undefined
      ? []
      : entry(
          t('Where the upstream has it from'),
          match.ancestors
            .map((one) => `${sourceName(view, one.upstream, one.version)} (${one.statedAt})`)
            .join(', '),
        )),
    ...(match.alternatives.length === 0
      ? []
      : entry(
          t('Alternatives'),
          [
            ...new Set(
              match.alternatives.map((name) => {
                const [project = name, version] = name.split('@');
                return sourceName(view, project, version);
              }),
            ),
          ].join(', '),
        )),
  );
}
