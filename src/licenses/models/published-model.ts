import { MODEL_FILES } from './model-files.ts';
import type { ModelRow } from './model-row.ts';

/** What is known of a published model. */
export interface PublishedModel {
  readonly row: ModelRow;
  readonly organisation: string;
}

interface Entry extends PublishedModel {
  readonly fits: (id: string) => boolean;
}

function matcher(patterns: readonly string[]): (id: string) => boolean {
  const whole = patterns.map((pattern) =>
    pattern
      .split('*')
      .map((part) => part.replace(/[.\\+?^$()[\]{}|]/g, '\\$&'))
      .join('[a-z0-9._-]*'),
  );
  const expression = new RegExp(`^(?:${whole.join('|')})$`);
  return (id) => expression.test(id);
}

function entryOf(row: ModelRow, publisher: string): Entry {
  const isOne = matcher(row.ids);
  const isOther = row.except === undefined ? () => false : matcher(row.except);
  return {
    row,
    organisation: row.organisation ?? publisher,
    fits: (id) => isOne(id) && !isOther(id),
  };
}

let entries: ReadonlyMap<string, readonly Entry[]> | null = null;

/** Rows by the owner that their ids begin with. */
function byOwner(): ReadonlyMap<string, readonly Entry[]> {
  if (entries !== null) return entries;
  const built = new Map<string, Entry[]>();
  for (const file of MODEL_FILES) {
    for (const row of file.models) {
      const entry = entryOf(row, file.organisation);
      for (const owner of new Set(row.ids.map((id) => id.slice(0, id.indexOf('/'))))) {
        const known = built.get(owner);
        if (known === undefined) built.set(owner, [entry]);
        else known.push(entry);
      }
    }
  }
  entries = built;
  return built;
}

function stood(row: ModelRow, day: string): boolean {
  return (row.from ?? '') <= day && (row.until === undefined || day < row.until);
}

/**
 * The row of a published id such as `google/gemma-2-9b` at a date (ISO; null: as it stands now); null when no row
 * names it. The whole id has to fit: what an id begins with says nothing of its license.
 */
export function publishedModel(id: string, date: string | null): PublishedModel | null {
  const name = id.toLowerCase().replace(/^https?:\/\/(?:www\.)?huggingface\.co\//, '');
  const owner = name.slice(0, Math.max(0, name.indexOf('/')));
  const rows = (byOwner().get(owner) ?? []).filter((one) => one.fits(name));
  const day = date?.slice(0, 10);
  const then = day === undefined ? undefined : rows.find((one) => stood(one.row, day));
  return then ?? rows.find((one) => one.row.until === undefined) ?? rows[0] ?? null;
}
