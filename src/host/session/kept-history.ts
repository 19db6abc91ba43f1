import type { HistoryReader } from '../../engine/ports.ts';
import { once } from '../once.ts';

/** A history that asks git for each commit once. It stands for one HEAD: with the next one it is read anew. */
export function keepHistory(history: HistoryReader): HistoryReader {
  const asked = new Set<string>();
  const held = new Set<string>();
  return {
    ...history,
    firstTag: once(() => history.firstTag()),
    owner: once(() => history.owner()),
    heldCommits: async (commits) => {
      const unknown = commits.filter((id) => !asked.has(id));
      if (unknown.length > 0) for (const id of await history.heldCommits(unknown)) held.add(id);
      for (const id of unknown) asked.add(id);
      return new Set(commits.filter((id) => held.has(id)));
    },
  };
}
