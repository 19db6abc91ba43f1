import type { DraftClaim } from '../model/draft-claim.ts';
import type { AliasIndex } from './alias-index.ts';
import type { Block } from './document-blocks.ts';
import { gateClaims } from './gate-claims.ts';

/** Fields that name what was used, and say no more of it. */
const MENTIONS = ['datasets', 'source_datasets', 'models', 'base_model_relation'] as const;

/**
 * Values of `base_model` in a model card's front matter, one claim each (huggingface.co/docs/hub/model-cards), and of
 * the fields that name data sets, the models an app calls, the relation to the base, a license of a name of its own and
 * the terms of a gate: named and nothing more.
 */
export function modelCardClaims(path: string, block: Block, aliases: AliasIndex): readonly DraftClaim[] {
  const bases = valuesOf(block, 'base_model').map(
    ({ line, value }): DraftClaim => ({
      path,
      line,
      text: `base_model: ${value}`,
      upstream: aliases.find(value)[0]?.upstream ?? null,
      kind: 'model-card',
      force: 'credit',
    }),
  );
  const mentions = MENTIONS.flatMap((field) =>
    valuesOf(block, field).map(
      ({ line, value }): DraftClaim => ({
        path,
        line,
        // `extended|owner/name`: a data set that was made larger.
        text: `${field}: ${value.replace(/^extended\|/, '')}`,
        upstream: null,
        kind: 'model-card',
        force: 'mention',
      }),
    ),
  );
  return [...bases, ...mentions, ...licenseClaims(path, block), ...gateClaims(path, block)];
}

/** How a card calls a license that the hub has no name for, and where it says that the text stands. */
function licenseClaims(path: string, block: Block): readonly DraftClaim[] {
  if (!valuesOf(block, 'license').some(({ value }) => value.toLowerCase() === 'other')) return [];
  return (['license', 'license_name', 'license_link'] as const).flatMap((field) =>
    valuesOf(block, field)
      .slice(0, 1)
      .map(({ line, value }) => ({
        path,
        line,
        text: `${field}: ${value}`,
        upstream: null,
        kind: 'model-card' as const,
        force: 'mention' as const,
      })),
  );
}

function valuesOf(
  block: Block,
  name: 'base_model' | 'license' | 'license_name' | 'license_link' | (typeof MENTIONS)[number],
): readonly { readonly line: number; readonly value: string }[] {
  const found: { line: number; value: string }[] = [];
  let inside = false;
  for (const { number, text } of block.lines) {
    const field = /^([A-Za-z_]\w{0,60})\s*:\s*(.*)$/.exec(text);
    if (field !== null) {
      inside = field[1] === name;
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
