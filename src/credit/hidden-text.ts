import { lineBefore } from '../bytes/line-before.ts';

/** A document in two texts of its length and lines: what a reader of the page sees, and the rest. */
export interface PartedText {
  readonly seen: string;
  readonly hidden: string;
}

type Span = readonly [from: number, to: number];

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
const HTML = /\.html?$/i;
const RST = /\.rst$/i;
/** Documents are read up to this many characters. */
const LONGEST = 400_000;
/** Characters of a tag, and of code within a line. */
const LONGEST_TAG = 2000;
const LONGEST_CODE = 500;

/** Parts a document by its own marks; null where all of it is seen. Plain text hides nothing. */
export function partHidden(path: string, text: string): PartedText | null {
  const bounded = text.slice(0, LONGEST);
  const spans = RST.test(path)
    ? commentsOfRst(bounded)
    : MARKDOWN.test(path)
      ? [...marked(bounded, true), ...unusedDefinitions(bounded), ...emptyLinks(bounded)]
      : HTML.test(path)
        ? marked(bounded, false)
        : [];
  return spans.length === 0 ? null : parted(text, spans);
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

function parted(text: string, spans: readonly Span[]): PartedText {
  const seen: string[] = [];
  const hidden: string[] = [];
  let at = 0;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (to <= at) continue;
    const start = Math.max(at, from);
    seen.push(text.slice(at, start), blank(text.slice(start, to)));
    hidden.push(blank(text.slice(at, start)), text.slice(start, to));
    at = to;
  }
  seen.push(text.slice(at));
  hidden.push(blank(text.slice(at)));
  return { seen: seen.join(''), hidden: hidden.join('') };
}

/** What opens a comment, code that is shown as it is written, or an element. */
const OPENING = /^ {0,3}(?:`{3,}|~{3,})|`+|<!--|<[a-z][\w-]{0,30}/gim;
const RAW = /^(?:script|style|template)$/i;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
/** What a program reads of an element, and nobody else. */
const DATA = /\s(?:data-[\w-]+|content|value)\s*=\s*(?:"[^"]*"|'[^']*')/gi;

/** Comments, elements that are not shown, and data of others, of Markdown with HTML in it or of HTML. */
function marked(text: string, isMarkdown: boolean): readonly Span[] {
  const spans: Span[] = [];
  const opening = new RegExp(OPENING);
  /** False once no comment ends any more. */
  let hasEnd = true;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const { index, 0: mark } = found;
    if (mark === '<!--') {
      const end: number = hasEnd ? text.indexOf('-->', index + 2) : -1;
      hasEnd &&= end >= 0;
      // A comment without an end takes the rest, in Markdown where it begins a line.
      const isOpen = end < 0 && (!isMarkdown || /^ {0,3}$/.test(lineBefore(text, index, 4)));
      if (end < 0 && !isOpen) continue;
      opening.lastIndex = isOpen ? text.length : end + 3;
      spans.push([index, opening.lastIndex]);
    } else if (mark.startsWith('<')) {
      const end = tagEnd(text, opening.lastIndex);
      if (end < 0) continue;
      const name = mark.slice(1);
      const attributes = text.slice(opening.lastIndex, end - 1);
      opening.lastIndex = end;
      if (RAW.test(name) || isHidden(name, attributes) || isEmptyLink(name, text, end)) {
        if (!VOID.test(name)) opening.lastIndex = elementEnd(text, name, end);
        spans.push([index, opening.lastIndex]);
      } else
        for (const data of attributes.matchAll(DATA)) {
          const from = index + mark.length + data.index;
          spans.push([from, from + data[0].length]);
        }
    } else if (isMarkdown) opening.lastIndex = codeEnd(text, index, mark);
  }
  return spans;
}

/** Offset behind the `>` of a tag whose name ends at `from`; -1 where it is none. */
function tagEnd(text: string, from: number): number {
  const last = Math.min(text.length, from + LONGEST_TAG);
  for (let at = from; at < last; at++) {
    const char = text.charAt(at);
    if (char === '>') return at + 1;
    if (char === '<') return -1;
    if (char !== '"' && char !== "'") continue;
    at = text.indexOf(char, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** Offset behind an element's end; one without an end takes the rest. */
function elementEnd(text: string, name: string, from: number): number {
  const tag = new RegExp(`<(/?)${name}(?![\\w-])[^<>]{0,${LONGEST_TAG}}>`, 'gi');
  tag.lastIndex = from;
  let depth = 1;
  for (let found = tag.exec(text); found !== null; found = tag.exec(text)) {
    depth += found[1] === '/' ? -1 : 1;
    if (depth === 0) return tag.lastIndex;
  }
  return text.length;
}

/** Offset behind code that begins at `index`: a fence with all below it to its end, or code within a line. */
function codeEnd(text: string, index: number, mark: string): number {
  const fence = mark.trim();
  const behind = index + mark.length;
  if (isFence(text, index, fence, behind)) {
    const end = new RegExp(`^[ \\t]*${fence}`, 'gm');
    end.lastIndex = behind;
    return end.exec(text) === null ? text.length : end.lastIndex;
  }
  const near = text.slice(behind, behind + LONGEST_CODE).split(ENDS_CODE, 1)[0] ?? '';
  const end = near.indexOf(fence);
  return end < 0 ? behind : behind + end + fence.length;
}

/** Three marks at the beginning of a line; behind backticks no further one. */
function isFence(text: string, index: number, fence: string, behind: number): boolean {
  if (fence.length < 3 || (index > 0 && text[index - 1] !== '\n')) return false;
  if (fence.startsWith('~')) return true;
  const tick = text.indexOf('`', behind);
  const lineEnd = text.indexOf('\n', behind);
  return tick < 0 || (lineEnd >= 0 && lineEnd < tick);
}

/** What ends code within a line that is still open: a blank line, an element or a fence that begins one. */
const ENDS_CODE = /\n(?:[ \t]*\n| {0,3}(?:<|`{3}|~{3}))/;

function isEmptyLink(name: string, text: string, end: number): boolean {
  return /^a$/i.test(name) && /^\s{0,20}<\/a/i.test(text.slice(end, end + 24));
}

function isHidden(name: string, attributes: string): boolean {
  if (attributes === '' || /^(?:html|body|svg)$/i.test(name)) return false;
  if (/\shidden(?=[\s=/]|$)/i.test(attributes.replace(/"[^"]*"|'[^']*'/g, '""'))) return true;
  const style = /\sstyle\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(attributes);
  return style !== null && isInvisible(style[1] ?? style[2] ?? style[3] ?? '');
}

const INVISIBLE =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*(?:0+(?:\.0\d*)?|\.0\d*)(?![.\d])|color\s*:\s*(?:transparent|rgba\([^)]{0,40},\s*0(?:\.0+)?\s*\))|text-indent\s*:\s*-\d{3,}|(?:left|top|right)\s*:\s*-\d{4,}|clip-path\s*:\s*inset\((?:50|100)%|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|transform\s*:\s*scale\(\s*0\s*\))/i;
/** Letters of this size and less are dots: in pixels, points and percent, and in heights of a letter. */
const DOTS: Readonly<Record<string, number>> = { '': 2, px: 2, pt: 2, '%': 10, em: 0.1, rem: 0.1 };

function isInvisible(style: string): boolean {
  if (INVISIBLE.test(style)) return true;
  const size = /(?:^|;)\s*font(?:-size)?\s*:\s*(\d{0,4}(?:\.\d{1,6})?)(px|pt|%|em|rem)?(?=[\s;!/]|$)/i.exec(
    style,
  );
  if (size !== null && size[1] !== '' && Number(size[1]) <= (DOTS[(size[2] ?? '').toLowerCase()] ?? 0))
    return true;
  return (
    /overflow\s*:\s*hidden/i.test(style) &&
    /(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)/i.test(style)
  );
}

const DEFINITION = /^ {0,3}\[([^\]\n]{1,200})\]:[^\n]*$/gm;

/** What a link is to lead to, or a footnote, that nothing points to: the way to write a comment in Markdown. */
function unusedDefinitions(text: string): readonly Span[] {
  const found = [...text.matchAll(DEFINITION)];
  if (found.length === 0) return [];
  const used = new Set(
    [...text.replace(DEFINITION, '').matchAll(/\[([^[\]\n]{1,200})\]/g)].map(([, label = '']) =>
      label.toLowerCase(),
    ),
  );
  return found.flatMap(({ index, 0: line, 1: label = '' }): Span[] =>
    used.has(label.toLowerCase()) ? [] : [[index, index + line.length]],
  );
}

/** Links without a word to click on. */
function emptyLinks(text: string): readonly Span[] {
  return [...text.matchAll(/(?<!!)\[[ \t]{0,20}\]\([^()\n]{0,2000}\)/g)].map(({ index, 0: link }) => [
    index,
    index + link.length,
  ]);
}

/** An explicit mark of reStructuredText that is no directive, target, footnote or substitution, with what is set in below it. */
function commentsOfRst(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = -1;
  let depth = 0;
  let at = 0;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    if (from >= 0 && line.trim() !== '' && indent <= depth) {
      spans.push([from, at]);
      from = -1;
    }
    if (from < 0 && /^\s*\.\.(?:\s+(?![\w.+-]+(?::[\w.+-]+)*::|_|\[|\|)\S|\s*$)/.test(line)) {
      from = at;
      depth = indent;
    }
    at += line.length + 1;
  }
  return from < 0 ? spans : [...spans, [from, text.length]];
}
