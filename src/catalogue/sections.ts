/** Sections in file order, with the size of their elements in bytes. */
export const SECTIONS = {
  /** JSON: id, built, versions (facts, files, pages, notice), contents (blob, language, damage, header), pages. */
  meta: 1,
  /** JSON array: artefact facts; versions name them by position. */
  artefacts: 1,
  /** UTF-8 of all strings, one after another. */
  stringBytes: 1,
  /** n+1 starts into stringBytes. */
  stringStarts: 4,
  /** Two words a unit: high and low half of the digest. */
  unitDigests: 4,
  unitTokens: 4,
  unitKinds: 1,
  /** n+1 starts into grams and gramLines. */
  unitGrams: 4,
  /** Positions of each unit's grams in keys, ascending. */
  grams: 4,
  gramLines: 2,
  /** n+1 starts into nameStrings and nameContexts. */
  unitNames: 4,
  nameStrings: 4,
  /** n+1 starts into contexts. */
  nameContexts: 4,
  contexts: 4,
  /** n+1 starts into the four tables of places, by unit. */
  unitPlaces: 4,
  placeContents: 4,
  placeSymbols: 4,
  /** Two words a place: first and last line. */
  placeLines: 4,
  placeRoles: 1,
  /** n+1 starts into contentPlaces, by content. */
  contentStarts: 4,
  /** Places in the order of the file. */
  contentPlaces: 4,
  /** Distinct grams, ascending. */
  keys: 4,
  /** n+1 starts into postings, by key. */
  keyStarts: 4,
  /** Units, ascending for each key. */
  postings: 4,
  /** n+1 starts into the three tables of runs, by page. */
  pageStarts: 4,
  /** Hashed word runs of front pages, in the order of the page. */
  pageRuns: 4,
  /** Number of the run's first word, less that of the run before. */
  pagePlaces: 4,
  /** Line of the run's first word, less that of the run before; twice its size, less one where it falls. */
  pageLines: 4,
} as const;
export type SectionName = keyof typeof SECTIONS;

export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];

export type Sections = Readonly<Record<SectionName, Uint8Array>>;
