import { carriedLines } from '../../catalogue/notice-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import { inEnglish, type Said, say, sentences } from '../../model/said.ts';
import type { Derivation } from '../derivations.ts';
import { isNoticeFile, noticePath } from '../notice-places.ts';
import { dutyName, dutyPlace, forEachDuty } from '../open-duties.ts';
import type { Rule } from '../rule.ts';
import {
  derivationFacts,
  evidenceIds,
  lines,
  matches,
  otherPlaces,
  placesPhrase,
  sourceName,
} from '../wording.ts';

const ABOUT = /^README|(?:^|\/)about[^/]*$|^docs\//i;

/** The upstream has a NOTICE file, and the repository does not carry its lines. */
export const noticeNotCarried: Rule = {
  id: 'notice-not-carried',
  title: "Upstream's NOTICE not carried",
  level: 'error',
  why: 'Apache-2.0 asks that the attribution notices of a NOTICE file go with every derivative work.',
  fixable: true,
  check: (evidence, reading) =>
    forEachDuty(reading, 'notice-file', ['code'], (derivation, duty) => {
      const state = noticeState(evidence, derivation);
      if (state === null) return [];
      const [first] = derivation.places;
      const { path, exists } = noticePath(evidence);
      return [
        {
          level: state.carried === 0 ? 'error' : 'warning',
          message: sentences(
            say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(derivation.source)}, which has a ${state.file} file.`,
            state.what,
            say`Carry its lines in ${path} (${dutyPlace(duty)}).`,
          ),
          path: first.path,
          range: first.range,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          fixes: [
            {
              title: say`Carry the ${state.file} of ${derivation.source.projectName} in ${path}`,
              path,
              kind: exists ? 'append' : 'create',
              text: exists ? '\n' : '',
              upstreamText: { version: derivation.source.id, path: state.file },
            },
          ],
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: 'notice',
          basis: [state.file, inEnglish(state.what), ...derivationFacts(derivation)],
        },
      ];
    }),
};

function noticeState(
  evidence: Evidence,
  derivation: Derivation,
): { readonly file: string; readonly what: Said; readonly carried: number } | null {
  const known = evidence.upstreamNotice?.(derivation.source.id) ?? null;
  const file = known?.path ?? derivation.source.noticeFile;
  if (file === undefined) return null;
  const texts = [...evidence.texts]
    .filter(([path]) => isNoticeFile(path) || ABOUT.test(path))
    .map(([, text]) => text);
  if (known === null) {
    const { projectName } = derivation.source;
    const named = texts.some((text) => text.includes(projectName));
    return named
      ? null
      : { file, what: say`No notice or README of this repository names ${projectName}.`, carried: 0 };
  }
  const all = known.lines.length;
  const carried = carriedLines(known, texts);
  if (carried === all) return null;
  const what =
    carried === 0
      ? say`None of its ${lines(all)} stands in a notice or README here.`
      : say`It is carried in part: ${carried} of its ${lines(all)} stand here, ${all - carried} are missing.`;
  return { file, what, carried };
}
