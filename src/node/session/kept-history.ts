import type { HistoryReader } from '../../core/ports.ts';

/** A history that asks git each question once. It stands for one HEAD: with the next one it is read anew. */
export function keepHistory(history: HistoryReader): HistoryReader {
  let authors: ReturnType<HistoryReader['authors']> | null = null;
  const commits = new Map<string, Promise<boolean>>();
  return {
    ...history,
    authors: () => {
      authors ??= history.authors();
      return authors;
    },
    hasCommit: (id) => {
      const answer = commits.get(id) ?? history.hasCommit(id);
      commits.set(id, answer);
      return answer;
    },
  };
}
