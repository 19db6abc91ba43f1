import { creditOf } from '../../credit/credit.ts';
import { holdsPhrase, withoutMarkup } from '../../credit/notice-lines.ts';
import { plainName } from '../../credit/plain-name.ts';
import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import type { Derivation } from '../derivations.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { derivationFacts, evidenceIds, matches, placesPhrase, sourceName } from '../wording.ts';

/** The upstream has a paper, and no document of the repository cites it. */
export const citationMissing: Rule = {
  id: 'citation-missing',
  title: "Upstream's paper not cited",
  level: 'note',
  why: 'Where the upstream is research, a citation is the credit that its authors ask for.',
  fixable: false,
  check: (evidence, reading) => {
    const direct = reading.derivations.filter((one) => one.via === null);
    const upstreams = [...new Set(direct.map((one) => one.upstream))];
    return upstreams.flatMap((upstream) => {
      const derivation = direct.find((one) => one.upstream === upstream);
      if (derivation === undefined || !derivation.certain || derivation.source.citations.length === 0)
        return [];
      const keys = derivation.source.citations.map((one) => /\b\d{4}\.\d{4,5}\b/.exec(one)?.[0] ?? one);
      const cited =
        [...evidence.texts.values()].some((text) =>
          keys.some((key) => (isName(derivation.source, key) ? isCitedIn(text, key) : holds(text, key))),
        ) ||
        evidence.claims.some(
          (claim) => claim.upstream === upstream && claim.kind === 'citation' && claim.force === 'credit',
        );
      if (cited || isTokenizerOnly(evidence, derivation) || reading.owner(upstream) !== null) return [];
      if (isToldByFiles(evidence, derivation) || isOfAnotherVersion(derivation)) return [];
      const place = derivation.places[0];
      return [
        {
          level: 'note' as const,
          message: sentences(
            say`${placesPhrase(derivation)} ${matches(derivation)} ${sourceName(derivation.source)}, which can be cited as ${derivation.source.citations[0] ?? ''}.`,
            say`Add it to ${reading.readme ?? say`the README`} or CITATION.cff.`,
          ),
          path: reading.readme ?? place.path,
          range: TOP_OF_FILE,
          upstream,
          evidence: evidenceIds(derivation),
          key: 'citation',
          basis: derivationFacts(derivation),
        },
      ];
    });
  },
};

/** Nothing was taken but a tokenizer, with what stands in its file: what the paper is about was not. */
function isTokenizerOnly(evidence: Evidence, { slot, places }: Derivation): boolean {
  if (slot !== 'code') return false;
  const tokenizers = new Set(evidence.modules.flatMap((one) => (one.role === 'tokenizer' ? [one.path] : [])));
  return places.every((place) => tokenizers.has(place.path));
}

const holds = (text: string, key: string): boolean =>
  holdsPhrase(text, key) || holdsPhrase(withoutMarkup(text), key);

/** A paper whose title the project goes by: where the title stands, it is most often the project that is spoken of. */
function isName({ projectName, name }: SourceFacts, title: string): boolean {
  const wanted = plainName(title);
  return [projectName, name].some((one) => plainName(one) === wanted);
}

/** The title stands in a line of a reference, with its authors or its year. */
function isCitedIn(text: string, title: string): boolean {
  return text.split('\n').some((line) => REFERENCE.test(line) && holds(line, title));
}

const REFERENCE = /\bet al\b|\b(?:19|20)\d{2}\b|\barxiv\b|^\s*(?:book)?title\s*=/i;

/** Each file names its source itself, and no document speaks of it: it is a helper, told where it stands. */
function isToldByFiles(evidence: Evidence, { slot, upstream, places }: Derivation): boolean {
  return (
    slot === 'code' &&
    places.every((place) => place.stated === true) &&
    creditOf(evidence, upstream).at.every((claim) => claim.kind === 'code-comment')
  );
}

/** What matches is in files of a version, `phi3` of `phi`, that no title of the papers named here has: theirs is not known. */
function isOfAnotherVersion({ source, places }: Derivation): boolean {
  const numbered = new RegExp(`${plainName(source.projectName)}\\d+`, 'u');
  const papers = source.citations.map(plainName);
  return places.every(({ match }) => {
    const version = match?.path.split('/').flatMap((part) => numbered.exec(plainName(part)) ?? [])[0];
    return version !== undefined && !papers.some((title) => title.includes(version));
  });
}
