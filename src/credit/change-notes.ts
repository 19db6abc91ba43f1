import { commentBlocks } from './comment-blocks.ts';

/** Words without which no comment says that something was changed. */
const WORTH = /modif|chang|edit|alter|adapt|patched|customi[sz]ed|修改|改动|改编|修正|改変/i;

/** A comment that says of the code at it that it was changed: `# Modified by …`, `# changed: …`, `# we changed …`. */
const NOTE = new RegExp(
  [
    /^[\W_]*(?:note\W+)?(?:(?:we|i)\s+(?:have\s+)?)?(?:modif(?:ied|ications?)|changes?(?=\s*:)|changed|edited|altered|adapted|patched|customi[sz]ed)\s*(?::|$|\b(?:by|from|for|to|here|in|made|vs\.?|w\.?r\.?t\.?)\b)/,
    /\b(?:modified|changed|edited|altered|adapted|patched|customi[sz]ed)\s+(?:(?:version|copy)\s+of|by|from)\b/,
    /\b(?:copied|copy|taken|borrowed|adapted?|ported|based)\b.{0,120}\band\s+(?:then\s+)?(?:slightly\s+|heavily\s+)?(?:modif(?:y|ied)|chang(?:e|ed)|edit(?:ed)?|alter(?:ed)?|adapt(?:ed)?|customi[sz]ed?)\b/,
    /^[\W_]*(?:note\W+)?adapt\s+from\b/,
    /\b(?:our|my|own|local)\s+(?:modifications?|changes?|edits?|patch)\b/,
    /(?:修改|改动|改编)(?:自|了|：|:|为|于|过)|(?:から|を)?(?:コピーして)(?:修正|改変)|(?:修正|改変)した/,
  ]
    .map((one) => one.source)
    .join('|'),
  'i',
);

/** Whether a comment of a code file says that its code was changed, wherever in the file it stands. */
export function statesChange(path: string, text: string): boolean {
  if (!WORTH.test(text)) return false;
  return commentBlocks(text, path).some(
    ({ kind, lines }) => kind !== 'docstring' && lines.some((line) => NOTE.test(line.text)),
  );
}
