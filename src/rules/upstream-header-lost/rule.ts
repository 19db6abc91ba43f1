import type { HeaderFate } from '../../credit/headers.ts';
import { headerFate } from '../../credit/headers.ts';
import { licenseIds } from '../../licenses/expression.ts';
import { dutiesOf } from '../../licenses/obligations.ts';
import type { Evidence, UpstreamHeader } from '../../model/evidence.ts';
import { type Said, say, sentences } from '../../model/said.ts';
import { commentLines, headerLine } from '../comment-style.ts';
import type { Derivation, Place } from '../derivations.ts';
import type { DraftFix, FindingDraft, Rule } from '../rule.ts';
import { derivationFacts, listed, quoted, sourceAddress, sourceName } from '../wording.ts';

/** A copied file whose upstream carries a copyright or license header, which the copy lost or changed. */
export const upstreamHeaderLost: Rule = {
  id: 'upstream-header-lost',
  title: "Upstream's header lost or altered",
  level: 'error',
  why: 'Nearly every license asks that copyright and license notices stay with the code.',
  fixable: true,
  check: (evidence, { derivations }) => {
    const drafts = derivations
      .filter((one) => one.slot === 'code')
      .toSorted((a, b) => Number(b.certain) - Number(a.certain))
      .flatMap((derivation) =>
        firstPlaceOfEachFile(derivation).flatMap((place) => checkFile(evidence, derivation, place)),
      );
    return withoutRepeats(drafts);
  },
};

/** A line that several upstreams carry is asked for once, on behalf of the surest. */
function withoutRepeats(drafts: readonly FindingDraft[]): readonly FindingDraft[] {
  const seen = new Set<string>();
  return drafts.filter((draft) => {
    const known = seen.has(draft.key + draft.path);
    seen.add(draft.key + draft.path);
    return !known;
  });
}

function firstPlaceOfEachFile(derivation: Derivation): readonly Place[] {
  const seen = new Map<string, Place>();
  for (const place of derivation.places) if (!seen.has(place.path)) seen.set(place.path, place);
  return [...seen.values()];
}

function checkFile(evidence: Evidence, derivation: Derivation, place: Place): readonly FindingDraft[] {
  if (place.match === null) return [];
  const header = evidence.upstreamHeader?.(place.match.version, place.match.path) ?? null;
  if (header === null) return [];
  const local = {
    header: evidence.headers.get(place.path)?.text ?? '',
    copyrights: evidence.copyrights.get(place.path) ?? [],
  };
  const fate = headerFate(header, local);
  if (fate === null || fate.fate === 'kept') return [];
  const duty = keepDuty(statedLicense(derivation, header));
  return [
    {
      level: fate.fate === 'other-years' ? 'note' : derivation.certain ? 'error' : 'warning',
      message: message(derivation, place, header, fate),
      path: place.path,
      range: evidence.headers.get(place.path)?.range ?? { startLine: 1, endLine: 1 },
      upstream: derivation.upstream,
      ...(duty === null ? {} : { duty }),
      fixes: [fix(evidence, derivation, place, header, fate)],
      related: [
        { path: place.path, range: place.range, message: say`${place.subject}: matches ${place.match.path}` },
      ],
      evidence: [place.evidence],
      key: `header ${fate.missing.join(' | ')}`,
      basis: [fate.fate, ...fate.missing, ...derivationFacts(derivation)],
    },
  ];
}

function message(derivation: Derivation, place: Place, header: UpstreamHeader, fate: HeaderFate): Said {
  const from = say`${place.match?.path ?? ''} of ${sourceName(derivation.source)}`;
  const lines = listed(fate.missing.map(quoted));
  const instead = listed(fate.instead.map(quoted));
  const next = say`Put the notice back; your own line may stand beside it.`;
  if (fate.fate === 'other-years') {
    return sentences(
      say`${place.path} holds code that matches ${from}, whose header has ${lines}; here the same holder stands with other years: ${instead}.`,
      say`Check which file it was taken from.`,
    );
  }
  if (fate.fate === 'altered') {
    const kept = say`${place.path} keeps the header of ${from}, but not its copyright line ${lines}`;
    return sentences(
      fate.instead.length > 0 ? say`${kept}; it reads ${instead} instead.` : say`${kept}.`,
      next,
    );
  }
  const what =
    fate.missing.length > 0 ? say`the copyright line ${lines}` : say`its ${header.licenseExpression} notice`;
  return sentences(
    say`${place.path} holds code that matches ${from}, whose header has ${what}; here it is missing.`,
    next,
  );
}

/** The license that the file's own header states, else that of its repository. */
function statedLicense(derivation: Derivation, header: UpstreamHeader): string {
  return header.licenseExpression === '' ? derivation.license.expression : header.licenseExpression;
}

function keepDuty(expression: string): string | null {
  for (const id of licenseIds(expression)) {
    const duty = dutiesOf(id).find((one) => one.kind === 'keep-copyright');
    if (duty !== undefined) return duty.clause === null ? id : `${id} ${duty.clause}`;
  }
  return null;
}

function fix(
  evidence: Evidence,
  derivation: Derivation,
  place: Place,
  header: UpstreamHeader,
  fate: HeaderFate,
): DraftFix {
  const license = statedLicense(derivation, header);
  const lines = [
    ...fate.missing,
    ...(/^(?:NONE|NOASSERTION)$/.test(license) || fate.fate === 'altered'
      ? []
      : [`SPDX-License-Identifier: ${license}`]),
    `From ${derivation.source.projectName}, ${place.match?.path}: ${sourceAddress(derivation.source)}`,
  ];
  return {
    title: say`Put the notice of ${derivation.source.projectName} back into ${place.path}`,
    path: place.path,
    kind: 'insert',
    line: headerLine(evidence, place.path),
    text: commentLines(place.path, lines),
  };
}
