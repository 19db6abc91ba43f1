import { type Said, type SaidPart, say } from '../model/said.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import type { Derivation, Place } from './derivations.ts';
import type { DraftPlace } from './rule.ts';

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly SaidPart[]): Said {
  const last = items.at(-1) ?? '';
  return items.length <= 1 ? say`${last}` : say`${inRow(items.slice(0, -1))} and ${last}`;
}

/** `listed` of the first few, and how many others there are: a sentence that a person reads to its end. */
export function fewListed(items: readonly SaidPart[], most = 6): Said {
  const rest = items.length - most;
  return rest <= 1 ? listed(items) : listed([...items.slice(0, most), say`${rest} more`]);
}

/** `a`, `a or b`, `a, b or c`. */
export function either(items: readonly SaidPart[]): Said {
  const last = items.at(-1) ?? '';
  return items.length <= 1 ? say`${last}` : say`${inRow(items.slice(0, -1))} or ${last}`;
}

function inRow(items: readonly SaidPart[]): SaidPart {
  const [first = '', ...rest] = items;
  return rest.reduce<SaidPart>((row, next) => say`${row}, ${next}`, first);
}

export function quoted(text: string): Said {
  return say`"${text}"`;
}

export function commits(count: number): Said {
  return count === 1 ? say`1 commit` : say`${count} commits`;
}

export function moreFiles(count: number): Said {
  return count === 1 ? say`1 more file` : say`${count} more files`;
}

export function morePlaces(count: number): Said {
  return count === 1 ? say`1 more place` : say`${count} more places`;
}

export function lines(count: number): Said {
  return count === 1 ? say`1 line` : say`${count} lines`;
}

function moreModules(count: number): Said {
  return count === 1 ? say`1 more module` : say`${count} more modules`;
}

function moreArtefacts(count: number): Said {
  return count === 1 ? say`1 more artefact` : say`${count} more artefacts`;
}

function otherFiles(count: number): Said {
  return count === 1 ? say`1 other file` : say`${count} other files`;
}

/** Project and version, e.g. `MiniCPM-V (MiniCPM-Llama3-V 2.5)`. */
export function sourceName(source: SourceFacts): string {
  const version = source.name.replace(/\s*\(.*$/, '');
  return version === source.projectName ? source.projectName : `${source.projectName} (${version})`;
}

/** Where a credit should point: the official home, else the repository. */
export function sourceAddress(source: SourceFacts): string {
  if (source.homepage !== undefined) return source.homepage;
  return /^\w[\w.-]*\/\w[\w.-]*$/.test(source.repository)
    ? `https://github.com/${source.repository}`
    : source.repository;
}

/** `sourceAddress`, where it is one that others can go to: a private catalogue may hold a path of this machine. */
export function publicAddress(source: SourceFacts): string | null {
  const address = sourceAddress(source);
  return /^https?:\/\/[\w-]+(?:\.[\w-]+)+\//i.test(`${address}/`) && !/\/\.\.?\//.test(`${address}/`)
    ? address
    : null;
}

/** `Heron-VL (https://example.org/heron-vl)`, or the name alone. */
export function nameAndAddress(source: SourceFacts): string {
  const address = publicAddress(source);
  return address === null ? sourceName(source) : `${sourceName(source)} (${address})`;
}

/** `Resampler in model/resampler.py and 2 more modules`; it begins a sentence. */
export function placesPhrase(derivation: Derivation): Said {
  const [first, ...rest] = derivation.places;
  const lead = say`${subject(first)} in ${first.path}`;
  if (rest.length === 0) return lead;
  const files = new Set(rest.map((place) => place.path).filter((path) => path !== first.path)).size;
  const more = derivation.slot === 'code' ? moreModules(rest.length) : moreArtefacts(rest.length);
  return files > 0 ? say`${lead} and ${more} in ${otherFiles(files)}` : say`${lead} and ${more}`;
}

/** `The tokenizer in tokenizer.json ties this model to Llama 3`, and by way of which model where there is one between. */
export function tiePhrase(derivation: Derivation): Said {
  return say`${tie(derivation)}.`;
}

/** `tiePhrase` without its full stop. */
export function tie(derivation: Derivation): Said {
  const ties = verb(derivation, say`ties`, say`tie`);
  const places = placesPhrase(derivation);
  const name = sourceName(derivation.source);
  if (derivation.via === null) return say`${places} ${ties} this model to ${name}`;
  return say`${places} ${ties} this model to ${sourceName(derivation.via)}, which is built on ${name}`;
}

export function matches(derivation: Derivation): Said {
  return verb(derivation, say`matches`, say`match`);
}

/** The verb for `placesPhrase` as the subject. */
export function verb(derivation: Derivation, one: Said, many: Said): Said {
  return derivation.places.length === 1 ? one : many;
}

function subject(place: Place): SaidPart {
  if (place.match !== null)
    return place.subject === '<module>' ? say`Top-level code` : moduleName(place.subject);
  if (place.subject === 'base_model') return 'base_model';
  return place.subject === 'made of' ? say`The base model named` : say`The ${artefact(place.subject)}`;
}

/** `Attention and 3 more` for a group of modules that is named `Attention +3`. */
export function moduleName(symbol: string): SaidPart {
  if (symbol === '<module>') return say`top-level code`;
  const [, first = '', more = ''] = /^(.+) \+(\d+)$/.exec(symbol) ?? [];
  return more === '' ? symbol : say`${first} and ${Number(more)} more`;
}

function artefact(kind: string): SaidPart {
  switch (kind) {
    case 'config':
      return say`configuration`;
    case 'tokenizer':
      return say`tokenizer`;
    case 'tensor-index':
      return say`index of tensors`;
    case 'weights':
      return say`weights`;
    case 'predictions':
      return say`predictions`;
    case 'prose':
      return say`prose`;
    default:
      return kind;
  }
}

/** Every place of a derivation but the first, which the finding itself stands on. */
export function otherPlaces(derivation: Derivation): readonly DraftPlace[] {
  return derivation.places.slice(1).map((place) => {
    const { projectName } = derivation.source;
    const upstream = place.match === null ? projectName : say`${place.match.path} of ${projectName}`;
    return { path: place.path, range: place.range, message: say`${subject(place)}: matches ${upstream}` };
  });
}

/** Facts of a derivation that a decision rests on: who, which version, under what, and the evidence by content. */
export function derivationFacts(derivation: Derivation): readonly string[] {
  return [
    derivation.upstream,
    derivation.source.id,
    derivation.slot,
    derivation.license.expression,
    ...derivation.places.map((place) => place.evidence).sort(),
  ];
}

export function evidenceIds(derivation: Derivation): readonly string[] {
  return [...new Set(derivation.places.map((place) => place.evidence))];
}
