import type { TreeReader } from '../../engine/ports.ts';
import { success } from '../../model/result.ts';
import { byPath } from './skip-reasons.ts';

/** A tree as it would be with the texts of some files changed or added; nothing is written. */
export function withChanges(tree: TreeReader, changes: ReadonlyMap<string, string>): TreeReader {
  const bytes = new Map([...changes].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  return {
    ...tree,
    list: async (signal) => {
      const { files, skipped } = await tree.list(signal);
      const changed = [...bytes].map(([path, { length }]) => ({ path, size: length }));
      return {
        files: [...files.filter(({ path }) => !bytes.has(path)), ...changed].sort(byPath),
        skipped: skipped.filter(({ path }) => !bytes.has(path)),
      };
    },
    read: async (entry) => {
      const changed = bytes.get(entry.path);
      return changed === undefined ? tree.read(entry) : success(changed);
    },
  };
}
