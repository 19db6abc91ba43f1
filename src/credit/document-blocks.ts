/** A stretch of a document whose sentences belong together. */
export interface Block {
  readonly kind: 'paragraph' | 'item' | 'table' | 'bibliography' | 'front-matter';
  /** Lines with their numbers, counted from 1. */
  readonly lines: readonly { readonly number: number; readonly text: string }[];
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
  /** For list items: the sentence that introduces the list; empty otherwise. */
  readonly leadIn: string;
}

type Line = Block['lines'][number];

/** Longer lines are no prose a person wrote. */
const LONGEST_LINE = 4000;

/** Cuts Markdown, reStructuredText or plain text into blocks. Code fences are left out, BibTeX in them is kept. */
export function blocksOf(text: string): readonly Block[] {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line, at) => ({ number: at + 1, text: line.slice(0, LONGEST_LINE) }));
  const blocks: Block[] = [];
  const headings: { readonly level: number; readonly title: string }[] = [];
  let open: Line[] = [];
  let leadIn = '';
  const titles = (): readonly string[] => headings.map((heading) => heading.title);
  const close = (): void => {
    if (open.length === 0) return;
    blocks.push({ kind: 'paragraph', lines: open, headings: titles(), leadIn: '' });
    leadIn = open.map((line) => line.text).join(' ');
    open = [];
  };
  let at = 0;
  if (lines[0]?.text.trim() === '---') {
    const end = lines.findIndex((line, index) => index > 0 && line.text.trim() === '---');
    if (end > 0) {
      blocks.push({ kind: 'front-matter', lines: lines.slice(1, end), headings: [], leadIn: '' });
      at = end + 1;
    }
  }
  for (; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined) break;
    const trimmed = line.text.trim();
    const fence = /^(`{3,}|~{3,})/.exec(trimmed)?.[1];
    if (fence !== undefined || /^@[a-z]+\s*\{/i.test(trimmed)) {
      close();
      const end = fence === undefined ? bibliographyEnd(lines, at) : fenceEnd(lines, at, fence);
      const inner = lines.slice(fence === undefined ? at : at + 1, end);
      if (inner.some((one) => /^\s*@[a-z]+\s*\{/i.test(one.text))) {
        blocks.push({ kind: 'bibliography', lines: inner, headings: titles(), leadIn: '' });
      }
      at = fence === undefined ? end - 1 : end;
      continue;
    }
    const heading = headingAt(lines, at);
    if (heading !== null) {
      close();
      leadIn = '';
      while ((headings.at(-1)?.level ?? 0) >= heading.level) headings.pop();
      headings.push(heading);
      at += heading.lines - 1;
      continue;
    }
    if (trimmed === '') close();
    else if (/^\|/.test(trimmed) || /^<(td|tr|th)\b/i.test(trimmed)) {
      close();
      blocks.push({ kind: 'table', lines: [line], headings: titles(), leadIn: '' });
    } else if (/^(?:[-*+•]|\d{1,3}[.)]|\[\d+\])\s+/.test(trimmed)) {
      close();
      const from = at;
      while (/^\s+\S/.test(lines[at + 1]?.text ?? '') && !ENDS_ITEM.test(lines[at + 1]?.text ?? '')) {
        at += 1;
      }
      blocks.push({ kind: 'item', lines: lines.slice(from, at + 1), headings: titles(), leadIn });
    } else open.push(line);
  }
  close();
  return blocks;
}

/** The next item, or a fence of code that stands indented below this one. */
const ENDS_ITEM = /^\s*(?:(?:[-*+•]|\d{1,3}[.)])\s|`{3,}|~{3,})/;

function fenceEnd(lines: readonly Line[], from: number, fence: string): number {
  for (let at = from + 1; at < lines.length; at++)
    if (lines[at]?.text.trim().startsWith(fence) === true) return at;
  return lines.length;
}

function bibliographyEnd(lines: readonly Line[], from: number): number {
  for (let at = from + 1; at < lines.length; at++) {
    const text = lines[at]?.text.trim() ?? '';
    if (text === '' || text === '}') return at + 1;
  }
  return lines.length;
}

function headingAt(
  lines: readonly Line[],
  at: number,
): { readonly level: number; readonly title: string; readonly lines: number } | null {
  const text = lines[at]?.text.trim() ?? '';
  const marked = markedHeading(text);
  if (marked !== null) return { ...marked, lines: 1 };
  const under = lines[at + 1]?.text.trim() ?? '';
  if (text !== '' && text.length < 120 && /^(={3,}|-{3,}|~{3,})$/.test(under)) {
    return { level: under.startsWith('=') ? 1 : 2, title: plainTitle(text), lines: 2 };
  }
  return null;
}

/** The heading that a line is by itself: marked with `#`, as HTML, or nothing but bold; null for any other line. `text` has no blanks around. */
export function markedHeading(text: string): { readonly level: number; readonly title: string } | null {
  const hashes = /^(#{1,6})\s+(.*)$/.exec(text);
  if (hashes !== null) return { level: hashes[1]?.length ?? 1, title: plainTitle(hashes[2] ?? '') };
  const html = /^<h([1-6])[^>]{0,200}>(.{0,300}?)(?:<\/h|$)/i.exec(text);
  if (html !== null) return { level: Number(html[1]), title: plainTitle(html[2] ?? '') };
  const bold = /^\*\*([^*]{2,60})\*\*:?$/.exec(text);
  return bold === null ? null : { level: 6, title: plainTitle(bold[1] ?? '') };
}

function plainTitle(title: string): string {
  return title.replace(/<[^>]{0,200}>|[*_`#]/g, '').trim();
}
