import type { SourceFacts } from '../model/source-facts.ts';
import type { Sighting } from './file-analysis.ts';

/** Distinctive words of all upstreams: word → what it is and which projects have it. */
export type WordIndex = ReadonlyMap<
  string,
  { readonly kind: Sighting['kind']; readonly projects: readonly string[] }
>;

/** A word that more projects than this share tells nothing. */
const MOST_PROJECTS = 2;
const MOST_SIGHTINGS = 200;
const WORD = /<\/?[A-Za-z][\w|]{1,24}>|[A-Za-z_][A-Za-z0-9_]{4,60}/g;

/** Gathers the words by which upstreams can be recognised. */
export function indexWords(sources: Iterable<SourceFacts>): WordIndex {
  const found = new Map<string, { kind: Sighting['kind']; projects: Set<string> }>();
  const add = (word: string, kind: Sighting['kind'], project: string): void => {
    const known = found.get(word) ?? { kind, projects: new Set<string>() };
    known.projects.add(project);
    found.set(word, known);
  };
  for (const source of sources) {
    for (const word of source.identifiers) if (word.length > 4) add(word, 'identifier', source.project);
    for (const word of source.specialTokens) add(word, 'special-token', source.project);
    for (const file of source.files) {
      const stem =
        /(?:^|\/)((?:modeling|configuration|processing|tokenization|image_processing)_\w+)\.py$/.exec(
          file.path,
        )?.[1];
      if (stem !== undefined) add(stem, 'reference', source.project);
    }
  }
  return new Map(
    [...found]
      .filter(([, { projects }]) => projects.size <= MOST_PROJECTS)
      .map(([word, { kind, projects }]) => [word, { kind, projects: [...projects].sort() }]),
  );
}

/** Upstreams' words in a text, each at its first line. */
export function findSightings(text: string, words: WordIndex): readonly Sighting[] {
  const found = new Map<string, Sighting>();
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    if (found.has(word)) continue;
    const known = words.get(word);
    if (known === undefined) continue;
    for (
      let at = text.indexOf('\n', counted);
      at >= 0 && at < match.index;
      at = text.indexOf('\n', counted)
    ) {
      line += 1;
      counted = at + 1;
    }
    found.set(word, { line, text: word, kind: known.kind, projects: known.projects });
    if (found.size === MOST_SIGHTINGS) break;
  }
  return [...found.values()];
}
