import type { DraftClaim } from '../model/draft-claim.ts';
import type { AliasIndex } from './alias-index.ts';
import type { Block } from './document-blocks.ts';

/** Values of `base_model` in a model card's front matter, one claim each (huggingface.co/docs/hub/model-cards). */
export function modelCardClaims(path: string, block: Block, aliases: AliasIndex): readonly DraftClaim[] {
  return baseModels(block).map(({ line, value }) => ({
    path,
    line,
    text: `base_model: ${value}`,
    upstream: aliases.find(value)[0]?.upstream ?? null,
    kind: 'model-card',
    force: 'credit',
  }));
}

function baseModels(block: Block): readonly { readonly line: number; readonly value: string }[] {
  const found: { line: number; value: string }[] = [];
  let inside = false;
  for (const { number, text } of block.lines) {
    const field = /^([A-Za-z_]\w{0,60})\s*:\s*(.*)$/.exec(text);
    if (field !== null) {
      inside = field[1] === 'base_model';
      if (!inside) continue;
      for (const value of inlineValues(field[2] ?? '')) found.push({ line: number, value });
    } else if (inside) {
      const item = /^\s*-\s+(.+)$/.exec(text);
      const value = unquoted(item?.[1] ?? '');
      if (value !== '') found.push({ line: number, value });
    }
  }
  return found;
}

function inlineValues(text: string): readonly string[] {
  const bare = text.replace(/\s#.*$/, '').trim();
  const list = /^\[(.*)\]$/.exec(bare);
  return (list?.[1] ?? bare)
    .split(',')
    .map(unquoted)
    .filter((value) => value !== '');
}

function unquoted(text: string): string {
  return text
    .replace(/\s#.*$/, '')
    .trim()
    .replace(/^["']|["']$/g, '');
}
