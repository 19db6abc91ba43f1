import type { FindingLevel } from '../model/report.ts';
import { say, sentences } from '../model/said.ts';
import type { FindingDraft, Reading } from './rule.ts';
import type { SameOwner } from './same-owner.ts';

const CAP: Readonly<Record<SameOwner['by'], FindingLevel>> = {
  holder: 'note',
  unknown: 'note',
  declared: 'warning',
};
const RANK: Readonly<Record<FindingLevel, number>> = { note: 0, warning: 1, error: 2 };

/** Findings about an upstream of the same owner: a note, or at most a warning where only its own word says so. */
export function forOwner(
  drafts: readonly FindingDraft[],
  ownerOf: Reading['owner'],
): readonly FindingDraft[] {
  return drafts.map((draft) => {
    const owner = draft.upstream === undefined ? null : ownerOf(draft.upstream);
    if (owner === null || RANK[draft.level] <= RANK[CAP[owner.by]]) return draft;
    const told =
      owner.by === 'holder'
        ? say`${owner.path} names ${owner.name} as well: where both are its own, nothing is owed.`
        : owner.by === 'unknown'
          ? say`Whether this is the publication of ${owner.name} itself is not known: where it is, nothing is owed.`
          : say`${owner.path} calls this a repository of ${owner.name} as well; that is its own word.`;
    return {
      ...draft,
      level: CAP[owner.by],
      message: sentences(draft.message, told),
      basis: [...draft.basis, owner.by],
    };
  });
}
