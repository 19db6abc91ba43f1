import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import schema from '../../../catalogue/upstream.schema.json' with { type: 'json' };
import { contradictions, type UpstreamEntry } from '../../catalogue/upstream-entry.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';

export interface CatalogueFolder {
  readonly id: string;
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly entries: readonly UpstreamEntry[];
}

export type EntryFailure = 'absent' | 'invalid';

const validate = new Ajv({ allErrors: true, strictTypes: false }).compile<UpstreamEntry>(schema);

/** Checks one parsed entry file; `name` is its file name without `.json`. */
export function parseEntry(name: string, value: unknown): Result<UpstreamEntry, 'invalid'> {
  if (!validate(value)) {
    const errors = (validate.errors ?? []).slice(0, 5).map((error) => {
      const extra = error.params as {
        readonly additionalProperty?: string;
        readonly allowedValues?: unknown;
      };
      const detail =
        extra.additionalProperty ?? (extra.allowedValues ? JSON.stringify(extra.allowedValues) : '');
      return `${error.instancePath || 'the entry'} ${error.message ?? 'is wrong'} ${detail}`.trim();
    });
    return failure('invalid', `${name}.json: ${errors.join('; ')}.`);
  }
  if (value.id !== name)
    return failure('invalid', `${name}.json: its id is "${value.id}"; rename one of them.`);
  return success(value);
}

async function readId(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'catalogue.json'), 'utf8').catch(() => '{}');
  const parsed: unknown = JSON.parse(text);
  const id = typeof parsed === 'object' && parsed !== null && 'id' in parsed ? parsed.id : null;
  if (typeof id === 'string' && /^[a-z0-9][a-z0-9.-]*$/.test(id)) return id;
  const slug = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+/, '');
  return slug || 'catalogue';
}

/** Reads and checks every entry of a catalogue folder (its `upstreams/*.json`), sorted by id. */
export async function readEntries(folder: string): Promise<Result<CatalogueFolder, EntryFailure>> {
  const names = await readdir(join(folder, 'upstreams')).catch(() => null);
  if (names === null) {
    return failure(
      'absent',
      `"${folder}" has no folder "upstreams": run "forebear catalogue add" to start a catalogue there.`,
    );
  }
  const entries: UpstreamEntry[] = [];
  const wrong: string[] = [];
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    try {
      const value: unknown = JSON.parse(await readFile(join(folder, 'upstreams', name), 'utf8'));
      const entry = parseEntry(name.slice(0, -'.json'.length), value);
      if (entry.ok) entries.push(entry.value);
      else wrong.push(entry.message);
    } catch (error) {
      wrong.push(`${name}: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  wrong.push(...contradictions(entries));
  if (wrong.length > 0) return failure('invalid', wrong.join('\n'));
  entries.sort((a, b) => byText(a.id, b.id));
  return success({ id: await readId(folder), folder: resolve(folder), entries });
}
