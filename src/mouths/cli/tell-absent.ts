import { existsSync } from 'node:fs';
import { printable } from '../reports/printable.ts';
import type { Terminal } from './command.ts';

/** Says in one sentence which of the given paths are not there; true where one is missing. */
export function tellAbsent(paths: readonly string[], terminal: Pick<Terminal, 'err'>): boolean {
  const absent = [...new Set(paths)]
    .filter((path) => !existsSync(path))
    .map((path) => `"${printable(path)}"`);
  if (absent.length === 0) return false;
  const last = absent.at(-1) ?? '';
  const named = absent.length === 1 ? last : `${absent.slice(0, -1).join(', ')} or ${last}`;
  terminal.err(
    `forebear: There is no file or folder ${named}. Check the ${absent.length === 1 ? 'path' : 'paths'}.`,
  );
  return true;
}
