import { printable } from '../printable.ts';

/**
 * Text for Markdown as code hosts render it: no markup, no link, no table break, and no mention of a person or an
 * issue, which would notify them.
 */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>()|~&!$]/g, '\\$&')
    .replace(/:\/\//g, '\\://')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/^([-+]|\d+[.)])/, '\\$1')
    .replace(/([@#])(?=\w)/g, '$1<!-- -->')
    .replace(/^#/, '\\#');
}

/** Inline code that no content can close: the fence is longer than any run of backticks inside. */
export function markdownCode(text: string): string {
  const inner = printable(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...inner.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${inner}${pad}${fence}`;
}

export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
