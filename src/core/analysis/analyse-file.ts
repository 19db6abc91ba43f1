import { isArtefactFile } from '../artefacts/configs/artefact-facts.ts';
import { extractArtefactFacts, identityFacts } from '../artefacts/configs/extract-facts.ts';
import { isFrontPage } from '../artefacts/prose/front-page.ts';
import { printPage } from '../artefacts/prose/page-print.ts';
import type { AliasIndex } from '../attribution/alias-index.ts';
import { extractClaims } from '../attribution/claims.ts';
import { findCopyrights } from '../licenses/copyright-lines.ts';
import { detectLicenses, type LicenseIndex } from '../licenses/detect.ts';
import type { FilePrint } from '../similarity/unit-print.ts';
import type { FileAnalysis, LocalModule } from './file-analysis.ts';
import { matchPrint, type Searchable } from './match-print.ts';
import { readHeader } from './read-header.ts';
import { findSightings, type WordIndex } from './sightings.ts';

/** What the analysis of files needs to know beside the file. */
export interface Knowledge {
  readonly search: Searchable;
  readonly licenses: LicenseIndex;
  readonly aliases: AliasIndex;
  readonly words: WordIndex;
}

/** Documents whose whole text the rules read. */
const DOCUMENT =
  /(?:^|\/)(?:README|MODEL[_-]?CARD|NOTICE|LICEN[CS]E|COPYING|CITATION|ACKNOWLEDG|CREDITS|AUTHORS|THIRD[_-]?PARTY|ATTRIBUTION|USE[_-]?POLICY)[^/]*$|^docs\/[^/]*about[^/]*$|(?:^|\/)LICENSES\/[^/]+$/i;
const LONGEST_DOCUMENT = 400_000;
/** Licenses of code files stand in their first lines, or in the comment that begins there. */
const TOP_LINES = 40;

/** The first `lines` lines of a text. */
function firstLines(text: string, lines: number): string {
  let end = 0;
  for (let line = 0; line < lines; line++) {
    const next = text.indexOf('\n', end);
    if (next < 0) return text;
    end = next + 1;
  }
  return text.slice(0, end);
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly blob: string | null;
  /** Null when the language is not compared. */
  readonly print: FilePrint | null;
  /** Why the code was not compared, if it was not. */
  readonly notCompared: string | null;
}

/** Reads everything that one file says. */
export function analyseFile(file: SourceFile, knowledge: Knowledge): FileAnalysis {
  const { path, text, print } = file;
  const isCode = print !== null && print.language !== 'json';
  const identity = file.blob === null ? {} : { blob: file.blob };
  const facts = isArtefactFile(path) ? extractArtefactFacts(path, text, identity) : null;
  const modules: readonly LocalModule[] = isCode ? matchPrint(knowledge.search, print) : [];
  const header = isCode ? readHeader(text) : null;
  const top = isCode ? firstLines(text, Math.max(TOP_LINES, header?.range.endLine ?? 0)) : text;
  return {
    path,
    language: print?.language ?? null,
    modules,
    licenses: detectLicenses(knowledge.licenses, path, top),
    copyrights: findCopyrights(top).map(({ line, text: words, holder, years }) => ({
      line,
      text: words,
      holder,
      years: [...String(years).matchAll(/\d{4}/g)].map((year) => Number(year[0])),
    })),
    claims: extractClaims(path, text, knowledge.aliases),
    header,
    sightings: isCode || facts !== null ? findSightings(text, knowledge.words) : [],
    page: isFrontPage(path) ? printPage(path, text) : null,
    artefact: facts === null ? null : facts.ok ? facts.value : identityFacts(path, identity),
    text: DOCUMENT.test(path) && text.length <= LONGEST_DOCUMENT ? text : null,
    notExamined: file.notCompared ?? (facts !== null && !facts.ok ? facts.message : null),
  };
}
