import { isFileOnly } from '../../../model/known-file.ts';
import { byText } from '../../../model/text-order.ts';
import type { ModulePair } from '../answer/module-pair.ts';
import type { UpstreamAnswer } from '../answer/upstream-answer.ts';
import type { CodePair } from '../format.ts';
import { count, thousands } from '../wording.ts';
import { html, type Markup } from './escape.ts';

/** Repositories that are named; the others are counted. */
const MOST_NAMED = 6;

interface Missing {
  readonly repository: string;
  readonly pairs: number;
}

function missingOf(
  upstreams: readonly UpstreamAnswer[],
  lacksText: (pair: ModulePair) => boolean,
): readonly Missing[] {
  const counts = new Map<string, number>();
  for (const { source, pairs } of upstreams) {
    const lacking = pairs.filter(lacksText).length;
    if (source === null || source.commit === null || lacking === 0) continue;
    counts.set(source.repository, (counts.get(source.repository) ?? 0) + lacking);
  }
  return [...counts]
    .map(([repository, pairs]) => ({ repository, pairs }))
    .sort((a, b) => b.pairs - a.pairs || byText(a.repository, b.repository));
}

/** Said once for the whole page: of which pairs the upstream's text is not on this machine, and how it is put there. */
export function textAtHand(
  upstreams: readonly UpstreamAnswer[],
  code: ReadonlyMap<string, CodePair> | undefined,
): Markup {
  const pairs = upstreams.flatMap((one) => one.pairs);
  const lacksText = ({ module }: ModulePair): boolean => (code?.get(module.id)?.upstream ?? null) === null;
  const missing = missingOf(upstreams, lacksText);
  if (missing.length === 0) return html``;
  const both = pairs.filter((pair) => !lacksText(pair)).length;
  const isAnyFileOnly = pairs.some(({ match }) => isFileOnly(match));
  const rest = missing.length - MOST_NAMED;
  const names = missing
    .slice(0, MOST_NAMED)
    .map(
      ({ repository, pairs: of }, at) =>
        html`${at === 0 ? '' : ', '}<code>${repository}</code> (${count(of, 'pair')})`,
    );
  return html`<p class="soft">${
    both === 0
      ? 'The texts of the upstreams are not on this machine: the code here stands alone, with the lines there.'
      : `Both codes stand beside each other for ${thousands(both)} of ${count(pairs.length, 'pair')}; of the others the code here, with the lines there.`
  }${isAnyFileOnly ? ' Where fragments of a file alone are known, its name stands without lines.' : ''} To see both, clone the repository with <code>git clone --bare ADDRESS FOLDER/OWNER/NAME</code> and audit again with <code>--format html --mirror 'FOLDER/{owner}/{name}'</code>; the heaviest pairs are shown. Not at hand: ${names}${rest > 0 ? html` and ${count(rest, 'more repository', 'more repositories')}` : null}.</p>`;
}
