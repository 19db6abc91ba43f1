import { FLAG, type TemplateKind } from '../../src/licenses/detection/license-index.ts';
import { tokenize } from '../../src/licenses/detection/tokens.ts';

/** A standard text in words, before it is packed. */
export interface Draft {
  readonly expression: string;
  readonly kind: TemplateKind;
  readonly hashes: Uint16Array;
  readonly flags: Uint8Array;
}

interface Piece {
  readonly text: string;
  readonly flag: number;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|[a-z]+);/g, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}

/** Joins pieces into one draft: each word takes the freedom of the piece it starts in. */
export function draft(expression: string, kind: TemplateKind, pieces: readonly Piece[]): Draft {
  let text = '';
  const ends: number[] = [];
  for (const piece of pieces) {
    text += piece.text.normalize('NFKC');
    ends.push(text.length);
  }
  const stream = tokenize(text);
  const flags = new Uint8Array(stream.hashes.length);
  let at = 0;
  for (let i = 0; i < flags.length; i++) {
    const start = stream.starts[i] ?? 0;
    const from = at;
    while (at + 1 < ends.length && (ends[at] ?? 0) <= start) at++;
    // A placeholder that leaves no word still lets words stand in its place.
    for (let p = from; p < at && i > 0; p++) {
      if (((pieces[p]?.flag ?? 0) & FLAG.gap) !== 0) flags[i - 1] = (flags[i - 1] ?? 0) | FLAG.gap;
    }
    const flag = pieces[at]?.flag ?? 0;
    flags[i] = flag;
    if ((flag & FLAG.gap) !== 0 && i > 0) flags[i - 1] = (flags[i - 1] ?? 0) | FLAG.gap;
  }
  return { expression, kind, hashes: stream.hashes, flags };
}

const BLOCK = new Set(['p', 'br', 'item', 'list', 'text', 'titleText', 'copyrightText', 'bullet']);

/** Reads one entry of the SPDX license list: its text and, where it has one, its standard header. */
export function readSpdxXml(xml: string): {
  readonly id: string;
  readonly name: string;
  readonly deprecated: boolean;
  readonly isException: boolean;
  readonly drafts: readonly Draft[];
} | null {
  const head = /<(license|exception)\s([^>]*)>/s.exec(xml);
  if (head === null) return null;
  const attributes = head[2] ?? '';
  const id = /licenseId="([^"]*)"/.exec(attributes)?.[1] ?? '';
  const name = decode(/name="([^"]*)"/s.exec(attributes)?.[1] ?? '').replace(/\s+/g, ' ');
  const isException = head[1] === 'exception';
  const from = xml.indexOf('<text>');
  const to = xml.lastIndexOf('</text>');
  if (from < 0 || to < 0) return null;
  // A header may stand beside the text instead of inside it.
  const aside = /<standardLicenseHeader>.*?<\/standardLicenseHeader>/s.exec(
    xml.slice(0, from) + xml.slice(to),
  );
  const body = (xml.slice(from + 6, to) + (aside?.[0] ?? '')).replace(/<!--.*?-->/gs, ' ');
  const pieces: Piece[] = [];
  const header: Piece[] = [];
  const open: string[] = [];
  let alt = 0;
  for (const part of body.matchAll(/<(\/?)([A-Za-z]+)([^>]*?)(\/?)>|([^<]+)/gs)) {
    const tag = part[2];
    if (tag === undefined) {
      const depth = new Set(open);
      let flag = 0;
      if (depth.has('titleText') || depth.has('optional') || depth.has('bullet')) flag |= FLAG.optional;
      if (depth.has('copyrightText')) flag |= FLAG.optional | FLAG.gap;
      if (alt > 0) flag |= FLAG.replaceable | FLAG.gap;
      const inHeader = depth.has('standardLicenseHeader');
      const piece = { text: decode(part[5] ?? ''), flag };
      if (inHeader) {
        // Seen by itself, a header is required however the whole text sees it.
        const inside = open.slice(open.indexOf('standardLicenseHeader'));
        header.push(inside.includes('optional') ? piece : { ...piece, flag: flag & ~FLAG.optional });
      }
      pieces.push(inHeader ? { ...piece, flag: flag | FLAG.optional } : piece);
      continue;
    }
    const separator = BLOCK.has(tag) ? '\n' : '';
    if (part[1] === '/') {
      open.splice(open.lastIndexOf(tag), 1);
      if (tag === 'alt') alt--;
    } else if (part[4] !== '/') {
      open.push(tag);
      if (tag === 'alt') {
        alt++;
        pieces.push({ text: '', flag: FLAG.gap });
        if (open.includes('standardLicenseHeader')) header.push({ text: '', flag: FLAG.gap });
      }
    } else if (tag === 'alt') pieces.push({ text: '', flag: FLAG.gap });
    if (separator !== '') pieces.push({ text: separator, flag: 0 });
    if (separator !== '' && open.includes('standardLicenseHeader')) header.push({ text: '\n', flag: 0 });
  }
  const drafts = [draft(id, isException ? 'exception' : 'text', pieces)];
  if (header.length > 0) drafts.push(draft(id, 'header', header));
  return { id, name, deprecated: xml.includes('<obsoletedBy'), isException, drafts };
}

/** A plain text without marked freedoms; words in [square] or {curly} brackets may be replaced. */
export function readPlain(expression: string, kind: TemplateKind, text: string): Draft {
  const pieces: Piece[] = [];
  let at = 0;
  for (const bracket of text.matchAll(/\[[^\]\n]{1,60}\]|\{\{?[^}\n]{1,60}\}\}?/g)) {
    pieces.push({ text: text.slice(at, bracket.index), flag: 0 });
    pieces.push({ text: bracket[0], flag: FLAG.replaceable | FLAG.gap });
    at = bracket.index + bracket[0].length;
  }
  pieces.push({ text: text.slice(at), flag: 0 });
  return draft(expression, kind, pieces);
}
