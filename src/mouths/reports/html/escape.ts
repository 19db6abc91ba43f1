import { printable } from '../printable.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe to put into a page as it stands: made by `html` or by a format itself. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[] | null;

function rendered(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'object')
    return 'markup' in part ? part.markup : part.map((item) => item.markup).join('');
  return printable(String(part)).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '');
}

/** Markup whose every inserted text is escaped, in content as in a quoted attribute. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return {
    markup: pieces.reduce((text, piece, index) => text + rendered(parts[index - 1] ?? null) + piece),
  };
}
