import type { PhraseHit } from './phrase-table.ts';
import type { TextMatch } from './texts.ts';

/** Texts that stand, once longer reviewed wordings over the same words had their say. */
export function standing(matches: readonly TextMatch[], hits: readonly PhraseHit[]): readonly TextMatch[] {
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
    return !rival && isReadable(match);
  });
}

/** A changed header or exception is left to its sentences; a changed text must still be mostly there. */
function isReadable({ template, changes, share }: TextMatch): boolean {
  if (changes.length === 0) return true;
  if (template.kind !== 'text') return false;
  const size = template.hashes.length;
  return template.expression.startsWith('LicenseRef-')
    ? share >= 0.85 && size >= 100
    : share >= 0.7 && size >= 60;
}
