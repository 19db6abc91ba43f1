import type { ArtefactEvidence, ModelCandidate } from '../../model/report.ts';
import { inEnglish, type Said, say } from '../../model/said.ts';
import type { ArtefactFacts } from '../configs/artefact-facts.ts';
import { digestOf } from '../configs/digest.ts';
import type { KnownModels } from './known-models.ts';
import { type StatedModel, spellingOf, statedModels } from './read-configuration.ts';
import { type Likeness, type Recognition, recognise } from './recognise.ts';
import { sameTowers } from './two-towers.ts';

type Fields = readonly (readonly [path: string, value: string])[];

/** Models that a sentence names; the report holds the whole set. */
const SHOWN = 6;
const VALUES = 8;

/**
 * What configurations tell of the models they could stem from: a set of candidates and a question, no strength and no
 * lineage. Anyone can choose the same numbers; only tokens, a reference that dangles, or weights show a descent.
 */
export function configurationEvidence(
  files: readonly ArtefactFacts[],
  known: KnownModels,
  isNamed: (model: string) => boolean = () => true,
): readonly ArtefactEvidence[] {
  return files
    .filter(({ kind }) => kind === 'config' || kind === 'weights')
    .flatMap(({ path, kind, fields = [] }) => [
      ...statedModels(fields).flatMap((stated): ArtefactEvidence[] => {
        const found = recognise(stated.facts, known);
        return found === null ? [] : [evidence(path, stated, found)];
      }),
      ...towers(path, fields, known),
      ...(kind === 'config' ? references(path, fields, isNamed) : []),
    ]);
}

/** Most models that one file is said to be loaded from. */
const MOST_LOADED = 4;
const HUB_ID = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

/** Models that a configuration says it was loaded from, or whose code it asks for: a program wrote that, and nobody need have noticed. */
function namedInside(fields: Fields): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of fields) {
    const text = value.replace(/^"|"$/g, '');
    const id = /(?:^|\.)_name_or_path$/.test(key)
      ? text
      : /(?:^|\.)auto_map\.[^"]+$/.test(key)
        ? (/^([^"]+?)--/.exec(text)?.[1] ?? '')
        : '';
    if (HUB_ID.test(id) && !found.has(id) && found.size < MOST_LOADED) found.set(id, key);
  }
  return found;
}

/** A reference to another model that nothing in the repository names: a question, and no lineage. */
function references(
  path: string,
  fields: Fields,
  isNamed: (model: string) => boolean,
): readonly ArtefactEvidence[] {
  return [...namedInside(fields)]
    .filter(([model]) => !isNamed(model))
    .map(([model, key]) => {
      const facts = [
        say`${path} refers to ${model} (${key}), and nothing here names that model. Was this one made from it? If so, its card should name it as base_model; if the field was left over, clear it.`,
      ];
      return {
        id: `artefact-${digestOf(`loaded ${path} ${model}`)}`,
        path,
        kind: 'config',
        loadedFrom: model,
        facts: facts.map(inEnglish),
        factsSaid: facts,
      };
    });
}

function evidence(path: string, stated: StatedModel, found: Recognition): ArtefactEvidence {
  const facts = factsOf(path, stated, found);
  return {
    id: `artefact-${digestOf(`model ${path} ${stated.at}`)}`,
    path,
    kind: path.endsWith('.json') ? 'config' : 'weights',
    likeness: found.lineages.length > 1 && found.kind !== 'same' ? 'common' : found.kind,
    candidates: found.likenesses.map(candidateOf),
    facts: facts.map(inEnglish),
    factsSaid: facts,
  };
}

function candidateOf({ row, differs }: Likeness): ModelCandidate {
  const place = row.facts.get('hidden_size')?.place ?? [...row.facts.values()][0]?.place ?? '';
  return {
    model: row.id,
    lineage: row.lineage,
    ...(differs.length === 0 ? {} : { differs: differs.map(spellingOf) }),
    source: place,
  };
}

function factsOf(path: string, { at, facts }: StatedModel, found: Recognition): readonly Said[] {
  const where = at === '' ? path : `${path} (${at.slice(0, -1)})`;
  const names = namesOf(found);
  const [best] = found.likenesses;
  const first = firstFact(where, names, facts, found);
  if (best === undefined || (found.lineages.length > 1 && found.kind !== 'same')) return [first];
  const said: Said[] = [first];
  if (found.lineages.length > 1)
    said.push(
      say`Independent projects chose these sizes (${found.lineages.join(', ')}): which of them it is, or none, the sizes do not tell.`,
    );
  if (best.equal.length > 0) {
    const shown = best.equal.slice(0, VALUES).map((key) => `${spellingOf(key)} = ${facts.get(key) ?? ''}`);
    said.push(say`Other values that are equal to those of ${best.row.id}: ${shown.join(', ')}.`);
  }
  if (best.differs.length > 0) {
    const shown = best.differs.map(
      (key) => `${spellingOf(key)} = ${facts.get(key) ?? ''} (${best.row.facts.get(key)?.value ?? ''})`,
    );
    said.push(say`Values that differ from those of ${best.row.id} (in brackets): ${shown.join(', ')}.`);
  }
  const vocabulary = best.row.facts.get('vocab_size')?.value;
  if (found.kind === 'same' && vocabulary !== undefined && vocabulary !== facts.get('vocab_size'))
    said.push(
      say`The vocabulary has ${facts.get('vocab_size') ?? '?'} entries here and ${vocabulary} there: padded or extended otherwise.`,
    );
  const architecture = best.row.facts.get('architecture')?.value;
  const mine = facts.get('architecture');
  if (architecture !== undefined && mine !== undefined && architecture !== mine)
    said.push(say`The architecture is called ${mine} here and ${architecture} there.`);
  said.push(
    say`A configuration shows no descent: if the model stems from one of these, the model card should name it; if not, its tokens and weights will show that.`,
  );
  return said;
}

function firstFact(
  where: string,
  names: string,
  facts: ReadonlyMap<string, string>,
  { kind, likenesses, lineages, sizes }: Recognition,
): Said {
  const theirs = (key: string): string => likenesses[0]?.row.facts.get(key)?.value ?? '?';
  if (kind !== 'same' && lineages.length > 1)
    return say`${where} has a shape that independent projects share (${names}); that weighs nothing.`;
  switch (kind) {
    case 'named':
      return say`${where} has the sizes, the vocabulary size and the free values of ${names}; no other known model has them.`;
    case 'same':
      return say`${where} has the same ${sizes} sizes as ${names}.`;
    case 'shape':
      return say`${where} has the same ${sizes} sizes as ${names}, with a vocabulary of ${facts.get('vocab_size') ?? '?'} instead of ${theirs('vocab_size')}.`;
    case 'depth':
      return say`${where} has the widths and the vocabulary size of ${names}, with ${facts.get('layers') ?? '?'} layers instead of ${theirs('layers')}.`;
    case 'experts':
      return say`${where} has the widths, the depth and the vocabulary size of ${names}, with ${facts.get('experts') ?? '?'} experts as wide as its feed-forward part.`;
  }
}

function namesOf({ likenesses }: Recognition): string {
  const names = likenesses.map(({ row }) => row.id);
  return names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} (+${names.length - SHOWN})`;
}

function towers(
  path: string,
  fields: readonly (readonly [string, string])[],
  known: KnownModels,
): readonly ArtefactEvidence[] {
  const rows = sameTowers(fields, known.rows);
  if (rows.length === 0) return [];
  const facts = [
    say`${path} has all ${rows[0]?.facts.size ?? 0} known values of ${rows.map(({ id }) => id).join(', ')}.`,
  ];
  return [
    {
      id: `artefact-${digestOf(`towers ${path}`)}`,
      path,
      kind: 'config',
      likeness: 'same',
      candidates: rows.map((row) => ({
        model: row.id,
        lineage: row.lineage,
        source: row.facts.get('embed_dim')?.place ?? '',
      })),
      facts: facts.map(inEnglish),
      factsSaid: facts,
    },
  ];
}
