import type { SourceFacts } from '../../model/source-facts.ts';
import type { Sighting } from './file-analysis.ts';

/** Distinctive words of all upstreams: word → what it is and which projects have it. */
export interface WordIndex {
  get(word: string): { readonly kind: Sighting['kind']; readonly projects: readonly string[] } | undefined;
  /** False for most words that are not there, told from their ends and length alone. */
  maybe(first: number, last: number, length: number): boolean;
}

/** A word that more projects than this share tells nothing. */
const MOST_PROJECTS = 2;
const MOST_SIGHTINGS = 200;
/** Letters of a word that may be an upstream's; a longer run is cut. */
const SHORTEST = 5;
const LONGEST = 61;
/** Longest special token, between its angle brackets. */
const LONGEST_TOKEN = 25;

/** 1: begins a word; 2: goes on with one. */
const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (/[A-Za-z_]/.test(String.fromCharCode(code))) CLASSES[code] = 1;
  else if (/[0-9]/.test(String.fromCharCode(code))) CLASSES[code] = 2;
}
const classAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASSES[code] as number) : 0;
};

/** End of a special token such as `<slice>` or `</image>` that starts at `at`, or `at` when there is none. */
function tokenEnd(text: string, at: number): number {
  const first = text.charCodeAt(at + 1) === 47 ? at + 2 : at + 1;
  if (classAt(text, first) !== 1 || text.charCodeAt(first) === 95) return at;
  let end = first + 1;
  while (end - first < LONGEST_TOKEN && (classAt(text, end) !== 0 || text.charCodeAt(end) === 124)) end += 1;
  return end > first + 1 && text.charCodeAt(end) === 62 ? end + 1 : at;
}

/**
 * Calls `take` with every identifier of some length between two places, in order, until it says false; answers whether
 * it never did. Nearly all of a text goes through here: V8 is to compile this loop soon, and with little around it.
 */
function eachIdentifier(
  text: string,
  from: number,
  to: number,
  take: (start: number, end: number) => boolean,
): boolean {
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    if (code >= 128 || CLASSES[code] !== 1) {
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < to && end - at < LONGEST && classAt(text, end) !== 0) end += 1;
    if (end - at >= SHORTEST && !take(at, end)) return false;
    at = end;
  }
  return true;
}

/** The same with special tokens too. */
function eachWord(text: string, take: (start: number, end: number) => boolean): void {
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const end = tokenEnd(text, at);
    if (end === at) continue;
    if (!eachIdentifier(text, from, at, take) || !take(at, end)) return;
    from = end;
  }
  eachIdentifier(text, from, text.length, take);
}

const ENDS = 1 << 14;
const endsOf = (first: number, last: number, length: number): number =>
  (Math.imul(first, 131) + Math.imul(last, 7919) + Math.imul(length, 523)) & (ENDS - 1);

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
  const known = new Map(
    [...found]
      .filter(([, { projects }]) => projects.size <= MOST_PROJECTS)
      .map(([word, { kind, projects }]) => [word, { kind, projects: [...projects].sort() }]),
  );
  const ends = new Uint8Array(ENDS);
  for (const word of known.keys())
    ends[endsOf(word.charCodeAt(0), word.charCodeAt(word.length - 1), word.length)] = 1;
  return {
    get: (word) => known.get(word),
    maybe: (first, last, length) => ends[endsOf(first, last, length)] === 1,
  };
}

/** Upstreams' words in a text, each at its first line. */
export function findSightings(text: string, words: WordIndex): readonly Sighting[] {
  const found = new Map<string, Sighting>();
  let line = 1;
  let counted = 0;
  eachWord(text, (start, end) => {
    if (!words.maybe(text.charCodeAt(start), text.charCodeAt(end - 1), end - start)) return true;
    const word = text.slice(start, end);
    const known = found.has(word) ? undefined : words.get(word);
    if (known === undefined) return true;
    for (let at = text.indexOf('\n', counted); at >= 0 && at < start; at = text.indexOf('\n', counted)) {
      line += 1;
      counted = at + 1;
    }
    found.set(word, { line, text: word, kind: known.kind, projects: known.projects });
    return found.size < MOST_SIGHTINGS;
  });
  return [...found.values()];
}
