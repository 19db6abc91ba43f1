import type { PhraseHit } from './phrase-table.ts';
import type { TextMatch } from './texts.ts';
import type { TokenStream } from './tokens.ts';

/** Texts that stand, once longer reviewed wordings over the same words had their say. */
export function standing(
  stream: TokenStream,
  matches: readonly TextMatch[],
  hits: readonly PhraseHit[],
): readonly TextMatch[] {
  return matches.filter((match) => {
    const rival = hits.some((hit) => {
      if (hit.kind !== 'notice') return false;
      const shared = Math.min(hit.to, match.to) - Math.max(hit.from, match.from);
      if (shared <= 0) return false;
      const size = match.to - match.from;
      const longer = hit.to - hit.from > size + 3 && shared >= 0.9 * size;
      if (longer || (!match.exact && match.template.kind === 'text' && shared >= 0.9 * size)) return true;
      return match.changes.length > 0 && shared >= 0.5 * size;
    });
    return !rival && isReadable(stream, match);
  });
}

const GRANTS =
  /\b(?:permi\w+|grant\w*|redistribut\w*|licen[cs]\w*|free\w*|cop(?:y|ies|ying)|modif\w*|allowed|public domain)\b/i;

/** Whether a text grants anything: what is left of one may be its disclaimer, which many texts share. */
function isGrant({ text, starts, ends }: TokenStream, { from, to }: TextMatch): boolean {
  const found = text.slice(starts[from], ends[to - 1]);
  // A text in another script grants in words of its own.
  return GRANTS.test(found) || /[^\u0020-\u024f\s]{4}/.test(found);
}

/** A publisher's own license that differs in more places is another version of it: its title says which. */
const MOST_CHANGES = 8;

/** A changed header or exception is left to its sentences; a changed text must still be mostly there. */
function isReadable(stream: TokenStream, match: TextMatch): boolean {
  const { template, changes, share } = match;
  if (changes.length === 0) return true;
  if (template.kind !== 'text') return false;
  if (!isGrant(stream, match)) return false;
  const size = template.hashes.length;
  return template.expression.startsWith('LicenseRef-')
    ? share >= 0.85 && size >= 100 && changes.length <= MOST_CHANGES
    : share >= 0.7 && size >= 60;
}
