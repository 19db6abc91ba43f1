/** What a stretch of a document is; only `text` and `quote` are compared. */
export type BlockKind = 'text' | 'quote' | 'code' | 'table' | 'bibliography' | 'license';

/** Text that starts on `line` (from 1) and goes on over its own line breaks. */
export interface Piece {
  readonly text: string;
  readonly line: number;
}

export interface Block {
  readonly kind: BlockKind;
  readonly pieces: readonly Piece[];
  /** Set for headings: they open sections such as a list of references. */
  readonly heading?: boolean;
  /** Depth of a heading, 1 the outermost, where the format tells it. */
  readonly level?: number;
}

export interface ProseDocument {
  /** Relative path with `/`. */
  readonly path: string;
  readonly blocks: readonly Block[];
}

/** Marks that parsers leave in a piece's text for what words cannot say. Private-use characters. */
export const MARK = {
  citation: '\uE000',
  openQuote: '\uE001',
  closeQuote: '\uE002',
  link: '\uE003',
} as const;

const MARKS = /[\uE000-\uE003]/g;

/** Removes marks that were in the document itself. */
export function withoutMarks(text: string): string {
  return text.replace(MARKS, ' ');
}

export const PROSE_FORMATS = ['markdown', 'text', 'rst', 'latex', 'html', 'docx'] as const;
export type ProseFormat = (typeof PROSE_FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, ProseFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  mkd: 'markdown',
  txt: 'text',
  text: 'text',
  rst: 'rst',
  rest: 'rst',
  tex: 'latex',
  latex: 'latex',
  ltx: 'latex',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  docx: 'docx',
};

/** The format of a document by its name; null when it is not one that is compared. */
export function proseFormat(path: string): ProseFormat | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return /^(?:README|CHANGELOG|CONTRIBUTING|AUTHORS|INSTALL|NEWS)$/i.test(name) ? 'text' : null;
  const extension = name.slice(dot + 1).toLowerCase();
  return Object.hasOwn(EXTENSIONS, extension) ? (EXTENSIONS[extension] ?? null) : null;
}

/** Lines that look like license text, so that a shared license is not a shared passage. */
const LICENSE_PHRASES =
  /permission is hereby granted|without warranty of any kind|provided ["“']?as is["”']?|redistributions? (?:of|in) (?:source|binary)|licensed under the apache license|shall be included in all copies|in no event shall|express or implied|merchantability|hereby grants to you|terms and conditions of this license|limitation of liability/gi;

/** Whether a paragraph is license text: two set phrases, or one in a short paragraph. */
export function isLicenseText(text: string): boolean {
  const hits = text.match(LICENSE_PHRASES)?.length ?? 0;
  return hits >= 2 || (hits === 1 && text.length < 500);
}

const BIBLIOGRAPHY_HEADING =
  /^\s*(?:[\divx]{1,4}[.)]?\s*)?(?:references?|bibliography|citations?|citing(?: us)?|works cited|literature|参考文献|引用)\s*[::]?\s*$/i;

export function isBibliographyHeading(text: string): boolean {
  return BIBLIOGRAPHY_HEADING.test(text.replace(/[^\p{L}\p{N}\s.):]/gu, ''));
}

/** An entry of a list of references: a number or key in brackets, and a year. */
export function isBibliographyEntry(text: string): boolean {
  return /^\s*\[[\w+.:-]{1,30}\]\s/.test(text) && /\b(?:19|20)\d\d\b/.test(text) && text.length < 800;
}
