import type { Context } from './context.ts';
import { firstOf, nextOf, textOf, typeOf } from './python-file.ts';

/** The text of a string constant without prefix and quotes; null for a formatted string or another node. */
export function readString(context: Context, node: number): string | null {
  const { tree } = context.file;
  const type = typeOf(tree, node);
  if (type === 'concatenated_string') {
    let whole = '';
    for (let part = firstOf(tree, node); part !== 0; part = nextOf(tree, part)) {
      const text = readString(context, part);
      if (text === null) return null;
      whole += text;
    }
    return whole;
  }
  if (type !== 'string') return null;
  let text = '';
  for (let part = firstOf(tree, node); part !== 0; part = nextOf(tree, part)) {
    const kind = typeOf(tree, part);
    if (kind === 'interpolation') return null;
    if (kind === 'string_content') text += textOf(tree, part);
  }
  return text;
}
