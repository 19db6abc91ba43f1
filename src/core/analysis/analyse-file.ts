import { isArtefactFile } from '../artefacts/configs/artefact-facts.ts';
import { extractArtefactFacts, identityFacts } from '../artefacts/configs/extract-facts.ts';
import { isFrontPage } from '../artefacts/prose/front-page.ts';
import { printPage } from '../artefacts/prose/page-print.ts';
import type { AliasIndex } from '../attribution/alias-index.ts';
import { extractClaims } from '../attribution/claims.ts';
import type { FilePrint } from '../similarity/unit-print.ts';
import type { FileAnalysis, LocalModule } from './file-analysis.ts';
import { matchPrint, type Searchable } from './match-print.ts';
import type { TextReading } from './read-text.ts';
import { findSightings, type WordIndex } from './sightings.ts';

/** What the analysis of files needs to know beside the file. */
export interface Knowledge {
  readonly search: Searchable;
  readonly aliases: AliasIndex;
  readonly words: WordIndex;
}

/** Documents whose whole text the rules read. */
const DOCUMENT =
  /(?:^|\/)(?:README|MODEL[_-]?CARD|NOTICE|LICEN[CS]E|COPYING|CITATION|ACKNOWLEDG|CREDITS|AUTHORS|THIRD[_-]?PARTY|ATTRIBUTION|USE[_-]?POLICY)[^/]*$|^docs\/[^/]*about[^/]*$|(?:^|\/)LICENSES\/[^/]+$/i;
const LONGEST_DOCUMENT = 400_000;

/** A file with what was read of it so far. */
export interface SourceFile extends TextReading {
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
  return {
    path,
    language: print?.language ?? null,
    modules,
    licenses: file.licenses,
    copyrights: file.copyrights,
    claims: extractClaims(path, text, knowledge.aliases),
    header: file.header,
    sightings: isCode || facts !== null ? findSightings(text, knowledge.words) : [],
    page: isFrontPage(path) ? printPage(path, text) : null,
    artefact: facts === null ? null : facts.ok ? facts.value : identityFacts(path, identity),
    text: DOCUMENT.test(path) && text.length <= LONGEST_DOCUMENT ? text : null,
    notExamined: file.notCompared ?? (facts !== null && !facts.ok ? facts.message : null),
  };
}
