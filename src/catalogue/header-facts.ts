import { hashText } from '../bytes/hash.ts';
import type { UpstreamHeader } from '../model/evidence.ts';

/** Lines of a file that can belong to its header. */
const HEADER_LINES = 80;
const COPYRIGHT = /copyright\s*(?:\(c\)|©|\[?\d{4}|[A-Z])|(?:\(c\)|©)\s*(?:copyright|\d{4})|©/i;

/** The comment or docstring block at the top of a source file: its lines without comment marks. */
export function headerLines(text: string): readonly string[] {
  const lines: string[] = [];
  let closing: string | null = null;
  for (const raw of text.split(/\r\n?|\n/, HEADER_LINES)) {
    const line = raw.trim();
    if (closing !== null) {
      const end = line.indexOf(closing);
      lines.push(end < 0 ? line : line.slice(0, end));
      if (end >= 0) closing = null;
      continue;
    }
    if (line === '') continue;
    if (line.startsWith('#!')) continue;
    const open = /^[rRuU]{0,2}("""|'''|\/\*+)/.exec(line);
    if (open !== null) {
      const mark = open[1]?.startsWith('/') ? '*/' : (open[1] ?? '"""');
      const rest = line.slice(open[0].length);
      const end = rest.indexOf(mark);
      lines.push(end < 0 ? rest : rest.slice(0, end));
      if (end < 0) closing = mark;
      continue;
    }
    if (!/^(?:#|\/\/|--|;;)/.test(line)) break;
    lines.push(line);
  }
  return lines
    .map((line) => line.replace(/^[#/*;\s-]+/, '').replace(/[#/*\s=-]+$/, ''))
    .filter((line) => line !== '' && !/coding[:=]\s*[-\w.]+/.test(line));
}

/** What a header line is compared by: letters and digits only, in one case. */
export function headerLineHash(line: string): number {
  return hashText(
    line
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
}

/** Facts of the header of one source file. `licenseOf` answers an SPDX expression for a text, or ''. */
export function headerFacts(text: string, licenseOf: (header: string) => string): UpstreamHeader {
  const lines = headerLines(text);
  return {
    copyrights: lines.filter((line) => COPYRIGHT.test(line) && line.length <= 200).slice(0, 8),
    licenseExpression: lines.length === 0 ? '' : licenseOf(lines.join('\n')),
    lineHashes: lines.map(headerLineHash),
  };
}

/** Copyright lines of a license text that name a year and a holder; the license's own copyright is left out. */
export function licenseCopyrights(text: string): readonly string[] {
  return text
    .split(/\r\n?|\n/, 400)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(
      (line) =>
        /^copyright (?:\(c\) |© ?)?\[?(?:19|20)\d\d/i.test(line) &&
        line.length <= 160 &&
        !/Free Software Foundation|\[yyyy\]|\[name of/.test(line),
    )
    .slice(0, 3);
}
