import { isFileOnly } from '../../../model/known-file.ts';
import type { AuditReport } from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import type { Answer } from '../answer/answer.ts';
import { sayCreditState } from '../answer/credit-state.ts';
import type { ModulePair } from '../answer/module-pair.ts';
import { saySymbol } from '../answer/phrases.ts';
import type { UpstreamAnswer } from '../answer/upstream-answer.ts';
import type { FormatOptions } from '../format.ts';
import { namesOf } from '../names.ts';
import { count, licenseWords, percent, thousands } from '../wording.ts';
import { timeline } from './charts.ts';
import { codePair } from './code-pair.ts';
import { html, type Markup } from './escape.ts';
import { anchorOf } from './first-page.ts';
import { textAtHand } from './text-at-hand.ts';

/** Pairs of one upstream that are told one by one. */
const MOST_PAIRS = 40;

function pair({ module, match }: ModulePair, report: AuditReport, options: FormatOptions): Markup {
  const names = namesOf(report);
  const facts = [
    `${percent(match.containment.local)} of it (${thousands(module.tokens)} tokens) is in theirs`,
    ...(isFileOnly(match)
      ? []
      : [
          `${percent(match.containment.upstream)} of theirs is here`,
          `longest run ${thousands(match.longestRun)} tokens`,
        ]),
    match.published === null ? 'date not known' : `public since ${match.published.slice(0, 10)}`,
    ...(match.ties.length > 0
      ? [`or ${match.ties.map(names.version).join(', ')}, which the evidence cannot tell apart`]
      : []),
  ];
  const there = isFileOnly(match)
    ? html`<code>${match.path}</code>`
    : html`${inEnglish(saySymbol(match.symbol, match.path))} in <code>${match.path}:${match.range.startLine}</code>`;
  return html`<details id="${anchorOf('module', module.id)}"><summary>${inEnglish(saySymbol(module.symbol, module.path))} in <code>${module.path}:${module.range.startLine}</code> ← ${there} <span class="soft">${percent(match.containment.local)}, ${match.strength}</span></summary><p>${facts.join('; ')}.</p>${codePair(module, match, options.code?.get(module.id))}</details>
`;
}

function upstreamProof(one: UpstreamAnswer, report: AuditReport, options: FormatOptions): Markup {
  const { lineage, pairs, artefacts, source } = one;
  const rest = pairs.length - MOST_PAIRS;
  return html`<details id="${anchorOf('proof', lineage.upstream)}"><summary>${one.name}: ${count(pairs.length, 'module')}${artefacts.length > 0 ? `, ${count(artefacts.length, 'artefact')}` : ''}, ${one.strength} evidence <span class="soft">${inEnglish(sayCreditState(one.state))}</span></summary>${
    source === null
      ? null
      : html`<p class="soft">${source.organisation}; <code>${source.repository}${source.commit === null ? '' : `@${source.commit}`}</code>; license of the code: ${licenseWords(source.codeLicense.expression)} (${source.codeLicense.source}), of the weights: ${licenseWords(source.weightsLicense.expression)} (${source.weightsLicense.source})</p>`
  }${pairs.slice(0, MOST_PAIRS).map((item) => pair(item, report, options))}${rest > 0 ? html`<p>and ${count(rest, 'module')} more; the JSON report has them.</p>` : null}${
    artefacts.length === 0
      ? null
      : html`<ul>${artefacts.map(({ path, facts }) => html`<li><code>${path}</code>: ${facts.join(' ')}</li>`)}</ul>`
  }<details><summary>Every reason</summary><ul>${lineage.why.map((why) => html`<li>${why}</li>`)}</ul></details><p><strong>Dates, and whose word they are</strong></p>${timeline(lineage)}</details>
`;
}

/** Where no upstream is told: what a repository that is known itself has from others, or that nothing matches. */
function nothingToProve({ identity, forerunners }: Answer): Markup {
  if (identity?.relation !== 'self') return html`<p>No evidence of an upstream in the catalogue.</p>`;
  const before = forerunners.map(
    ({ name, why }) => html`<h3>${name}</h3><ul>${why.map((reason) => html`<li>${reason}</li>`)}</ul>`,
  );
  return html`<p>Its code is that of ${identity.name}, which it is itself: matches with that are not told.${forerunners.length === 0 ? '' : ' Who had parts of it before:'}</p>${before}`;
}

/** The evidence, folded: by upstream, then by module, with both codes where they are at hand. */
export function proof(report: AuditReport, answer: Answer, options: FormatOptions): Markup {
  if (answer.upstreams.length === 0) return nothingToProve(answer);
  return html`${textAtHand(answer.upstreams, options.code)}${answer.upstreams.map((one) => upstreamProof(one, report, options))}`;
}
