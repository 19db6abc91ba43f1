import { findCopyrights } from '../licenses/copyright-lines.ts';
import { detectLicenses, type LicenseIndex } from '../licenses/detect.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { readHeader } from './read-header.ts';

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

/** What a file says in words, whatever the catalogues hold. */
export type TextReading = Pick<FileAnalysis, 'header' | 'licenses' | 'copyrights'>;

/** Reads header, licenses and copyright lines; of code only the top. */
export function readText(path: string, text: string, isCode: boolean, licenses: LicenseIndex): TextReading {
  const header = isCode ? readHeader(text) : null;
  const top = isCode ? firstLines(text, Math.max(TOP_LINES, header?.range.endLine ?? 0)) : text;
  return {
    header,
    licenses: detectLicenses(licenses, path, top),
    copyrights: findCopyrights(top).map(({ line, text: words, holder, years }) => ({
      line,
      text: words,
      holder,
      years: [...String(years).matchAll(/\d{4}/g)].map((year) => Number(year[0])),
    })),
  };
}
