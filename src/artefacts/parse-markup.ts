import { Parser } from 'htmlparser2';

export interface MarkupHandlers {
  /** @param offset of the tag in the text. */
  readonly open: (tag: string, attributes: Readonly<Record<string, string>>, offset: number) => void;
  readonly text: (content: string, offset: number) => void;
  readonly close: (tag: string, offset: number) => void;
}

/** Deeper nesting than this is no document; the parser's time grows with the square of the depth. */
const DEEPEST = 4000;
const CHUNK = 32 * 1024;

/** Reads HTML or XML. What follows nesting that no document has is left out. */
export function parseMarkup(text: string, mode: 'html' | 'xml', handlers: MarkupHandlers): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        depth += 1;
        handlers.open(tag, attributes, parser.startIndex);
      },
      ontext: (content) => handlers.text(content, parser.startIndex),
      onclosetag: (tag) => {
        depth -= 1;
        handlers.close(tag, parser.startIndex);
      },
    },
    { xmlMode: mode === 'xml' },
  );
  for (let at = 0; at < text.length && depth < DEEPEST; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  parser.end();
}
