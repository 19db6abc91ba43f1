import { isList, isObject, type Json, type JsonObject, own } from '../configs/json-shape.ts';

/** One stated value of a published model. */
export interface ModelFact {
  /** In the spelling of {@link factText}. */
  readonly value: string;
  /** `https://…` of the file at its commit that states it. */
  readonly place: string;
  /** Readers that state this value, of those that state one. */
  readonly agree: number;
  readonly of: number;
}

/** A published model and what is known of its configuration: a key that is absent is unknown, never a default. */
export interface ModelRow {
  /** As the model hubs name it, `owner/name`, or the name under which the source lists it. */
  readonly id: string;
  /** Models of one lineage have weights or a tokenizer from each other; two lineages are independent. */
  readonly lineage: string;
  readonly variant: 'base' | 'instruct' | 'quantised';
  readonly facts: ReadonlyMap<string, ModelFact>;
}

/** One spelling for a value, however a file writes it; null for what has no plain value. */
export function factText(value: Json | undefined): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : null;
}

/**
 * Reads catalogue/configurations.json: `readers`, `places` as [reader, path] and `models`, whose facts are
 * `key: [value, place, agree, of]`. What does not have this shape is left out.
 */
export function readModelRows(root: Json): readonly ModelRow[] {
  if (!isObject(root)) return [];
  const readers = listOf(own(root, 'readers')).filter(isObject);
  const places = listOf(own(root, 'places')).map((place) => addressOf(place, readers));
  return listOf(own(root, 'models'))
    .filter(isObject)
    .flatMap((model): ModelRow[] => {
      const [id, lineage, variant] = ['id', 'lineage', 'variant'].map((key) => own(model, key));
      const facts = own(model, 'facts');
      if (typeof id !== 'string' || typeof lineage !== 'string' || !isObject(facts)) return [];
      const known = variant === 'instruct' || variant === 'quantised' ? variant : 'base';
      return [{ id, lineage, variant: known, facts: factsOf(facts, places) }];
    });
}

function factsOf(facts: JsonObject, places: readonly string[]): ReadonlyMap<string, ModelFact> {
  const known = new Map<string, ModelFact>();
  for (const [key, fact] of Object.entries(facts)) {
    const [value, place, agree, of] = listOf(fact);
    const text = factText(value);
    if (text === null) continue;
    known.set(key, {
      value: text,
      place: places[Number(place)] ?? '',
      agree: Number(agree ?? 1),
      of: Number(of ?? 1),
    });
  }
  return known;
}

function addressOf(place: Json, readers: readonly JsonObject[]): string {
  const [reader, path] = listOf(place);
  const from = readers[Number(reader)];
  if (from === undefined || typeof path !== 'string') return '';
  const [file = '', line] = path.split(/:(?=\d+$)/);
  const at = `${String(own(from, 'repository'))}/blob/${String(own(from, 'commit'))}/${file}`;
  return line === undefined ? at : `${at}#L${line}`;
}

function listOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}
