import { isArtefactFile } from '../../artefacts/configs/artefact-facts.ts';
import { extractArtefactFacts, identityFacts } from '../../artefacts/configs/extract-facts.ts';
import { isFrontPage } from '../../artefacts/prose/front-page.ts';
import { printPage } from '../../artefacts/prose/page-print.ts';
import type { AliasIndex } from '../../credit/alias-index.ts';
import { statesChange } from '../../credit/change-notes.ts';
import { extractClaims } from '../../credit/claims.ts';
import { commentBlocks } from '../../credit/comment-blocks.ts';
import { partHidden } from '../../credit/hidden-text.ts';
import { findCopyrights } from '../../licenses/copyright-lines.ts';
import { detectLicenses, type LicenseIndex, mayStateLicense } from '../../licenses/detect.ts';
import { readPathTerms } from '../../licenses/scopes/path-terms.ts';
import type { GapKind } from '../../model/gap.ts';
import { creditedOrigins } from '../../origins/stated-origins.ts';
import type { World } from '../../origins/world.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { knownContent } from './known-content.ts';
import { readHeader } from './read-header.ts';
import { findSightings, type WordIndex } from './sightings.ts';

/** What the reading of a file's text needs to know beside the file. */
export interface Wording {
  readonly licenses: LicenseIndex;
  readonly aliases: AliasIndex;
  readonly words: WordIndex;
  /** Who had which file first; null where no world is at hand. */
  readonly world: World | null;
  /** Whether a catalogue has a file with this git blob id. */
  holdsBlob(blob: string): boolean;
  /** The git blob id of a text. */
  idOf(text: string): string;
}

/** Documents whose whole text the rules read. */
const DOCUMENT =
  /(?:^|\/)(?:README|MODEL[_-]?CARD|NOTICE|LICEN[CS]E|COPYING|COPYRIGHTS?(?![a-z])|CITATION|ACKNOWLEDG|CREDITS|AUTHORS|CONTRIB(?:UTORS)?(?![a-z])|MAINTAINERS|THANKS|THIRD[_-]?PARTY|ATTRIBUTION|USE[_-]?POLICY)[^/]*$|^docs\/[^/]*about[^/]*$|(?:^|\/)LICENSES\/[^/]+$/i;
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
  readonly language: string | null;
  /** Why the code was not compared, or not all of it. */
  readonly notCompared: string | null;
  readonly gap: GapKind;
}

/** What a file says in words: all of its analysis but the comparison of its code. */
export type FileReading = Omit<FileAnalysis, 'modules'>;

/** The same, without what only its parser knows. */
type WordsRead = Omit<FileReading, 'coverage'>;

/** Lines of a file below its top that may state a copyright; a file made of several has a header for each. */
const STATES_COPYRIGHT = /\bcopyright\b.{0,20}(?:19|20)\d\d/i;

/** Copyright lines; of code those in comments, docstrings and `__copyright__`: other strings are a program's business. */
function copyrightsOf(path: string, top: string, isCode: boolean): FileAnalysis['copyrights'] {
  const found = findCopyrights(top);
  if (found.length === 0) return [];
  const commented = isCode
    ? new Set(commentBlocks(top, path).flatMap(({ lines }) => lines.map(({ number }) => number)))
    : null;
  const lines = top.split('\n');
  return found
    .filter(
      ({ line }) =>
        commented === null || commented.has(line) || (lines[line - 1] ?? '').includes('__copyright__'),
    )
    .map(({ line, text, holder, years }) => ({
      line,
      text,
      holder,
      years: [...String(years).matchAll(/\d{4}/g)].map((year) => Number(year[0])),
    }));
}

function keptContent(blob: string, text: string, { world, holdsBlob, idOf }: Wording): string | null {
  const holds = (id: string): boolean => holdsBlob(id) || (world?.projectOfBlob(id) ?? -1) >= 0;
  return knownContent(blob, text, { holds, idOf });
}

/** Reads everything that a file's text says. */
export function readFile(file: SourceFile, wording: Wording): WordsRead {
  const { path, text, language } = file;
  const isCode = language !== null;
  const identity = file.blob === null ? {} : { blob: file.blob };
  const facts = isArtefactFile(path) ? extractArtefactFacts(path, text, identity) : null;
  const header = isCode ? readHeader(text) : null;
  const top = isCode ? firstLines(text, Math.max(TOP_LINES, header?.range.endLine ?? 0)) : text;
  const stated = isCode ? creditedOrigins(text, path) : null;
  const kept = file.blob === null || !isCode ? null : keptContent(file.blob, text, wording);
  const unchanged = kept === null ? -1 : (wording.world?.projectOfBlob(kept) ?? -1);
  // Licenses and copyright lines count in a comment too: that is where headers stand.
  const parts = isCode ? null : partHidden(path, text);
  const seen = parts?.seen ?? text;
  const hidden =
    parts === null
      ? []
      : extractClaims(path, parts.hidden, wording.aliases).filter(({ force }) => force === 'credit');
  const terms = readPathTerms(wording.licenses, path, text);
  return {
    path,
    blob: file.blob,
    language,
    ...(terms.length === 0 ? {} : { terms }),
    ...(stated === null || stated.all.length === 0 ? {} : { stated }),
    ...(kept === null ? {} : { kept }),
    ...(unchanged < 0 ? {} : { unchanged }),
    licenses: isCode && !mayStateLicense(top) ? [] : detectLicenses(wording.licenses, path, top),
    copyrights: copyrightsOf(path, STATES_COPYRIGHT.test(text.slice(top.length)) ? text : top, isCode),
    ...(isCode && statesChange(path, text) ? { changeStated: true as const } : {}),
    claims: extractClaims(path, seen, wording.aliases),
    ...(hidden.length === 0 ? {} : { hidden }),
    header,
    sightings: isCode || facts !== null ? findSightings(text, wording.words) : [],
    page: isFrontPage(path) ? printPage(path, text) : null,
    artefact: facts === null ? null : facts.ok ? facts.value : identityFacts(path, identity),
    text: DOCUMENT.test(path) && text.length <= LONGEST_DOCUMENT ? seen : null,
    notExamined: file.notCompared ?? (facts !== null && !facts.ok ? facts.message : null),
    gap: file.notCompared === null && facts?.ok === false ? 'not parsed' : file.gap,
  };
}
