// How often a configuration is told and named: rows held out with their lineage, made-up configurations, and derived
// ones. Prints one line of JSON. `tsx bench/models.ts`
import { readFileSync } from 'node:fs';
import type { Json } from '../src/artefacts/configs/json-shape.ts';
import { FREE, INNER_FREE, knownModels, SIZES } from '../src/artefacts/models/known-models.ts';
import { type ModelRow, readModelRows } from '../src/artefacts/models/model-row.ts';
import { recognise } from '../src/artefacts/models/recognise.ts';
import { seededRandom } from '../src/artefacts/predictions/seeded-random.ts';

const rows = readModelRows(JSON.parse(readFileSync('catalogue/configurations.json', 'utf8')) as Json);
const known = knownModels(rows);
const language = rows.filter((row) => SIZES.every((key) => key === 'kv_heads' || row.facts.has(key)));
const statedBy = (row: ModelRow): Map<string, string> =>
  new Map([...row.facts].map(([key, { value }]) => [key, value]));
const random = seededRandom(7);
const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;

/** Rows whose lineage is out of the table: whatever is named then is named wrongly. */
const heldOut = language.flatMap((row) => {
  const found = recognise(statedBy(row), known, (other) => other.lineage !== row.lineage);
  return found?.kind === 'named' ? [`${row.id} -> ${found.likenesses[0]?.row.id}`] : [];
});

/** Rows out of the table alone: how often one of the lineage that remains is named. */
const kin = language.filter(
  (row) => recognise(statedBy(row), known, (other) => other !== row)?.kind === 'named',
);

/** Sizes and vocabulary of one model, everything free from others: what a from-scratch project could write. */
const MADE = 20_000;
let madeUp = 0;
let recipe = 0;
for (let at = 0; at < MADE; at += 1) {
  const sizes = pick(language);
  const stated = statedBy(sizes);
  const other = pick(language);
  for (const key of [...FREE, ...INNER_FREE, 'architecture', 'model_type']) {
    stated.delete(key);
    const value = (at % 2 === 0 ? pick(language) : other).facts.get(key)?.value;
    if (value !== undefined) stated.set(key, value);
  }
  const isOthers = other.lineage !== sizes.lineage;
  const found = recognise(stated, known);
  if (found?.kind !== 'named') continue;
  if (at % 2 === 0) madeUp += 1;
  else if (isOthers) recipe += 1;
}

/** Derived: a longer context, own tokens, fewer or more layers, a changed class. */
const changes: readonly ((stated: Map<string, string>) => void)[] = [
  (stated) => stated.set('max_position', '1048576'),
  (stated) => stated.set('vocab_size', String(Number(stated.get('vocab_size')) + 16)),
  (stated) => stated.set('layers', String(Number(stated.get('layers')) + 8)),
  (stated) => stated.set('layers', String(Math.max(1, Number(stated.get('layers')) - 4))),
  (stated) => {
    stated.set('architecture', 'OwnForCausalLM');
    stated.set('model_type', 'own');
  },
  (stated) => stated.set('rope_theta', '777'),
];
let derived = 0;
let told = 0;
const begin = performance.now();
for (const row of language.filter((one) => one.facts.has('vocab_size') && one.facts.has('kv_heads')))
  for (const change of changes) {
    const stated = statedBy(row);
    change(stated);
    derived += 1;
    if (recognise(stated, known)?.likenesses.some((one) => one.row.lineage === row.lineage) === true)
      told += 1;
  }
const milliseconds = (performance.now() - begin) / derived;
console.log(
  JSON.stringify({
    models: rows.length,
    language: language.length,
    heldOutNamed: heldOut,
    kinNamed: kin.length,
    madeUpNamed: madeUp / (MADE / 2),
    recipeNamed: recipe / (MADE / 2),
    told: told / derived,
    derived,
    milliseconds,
  }),
);
