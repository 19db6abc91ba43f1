import type { RelatedPlace } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import type { Derivation, Place } from './derivations.ts';

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 file`, `3 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Project and version, e.g. `MiniCPM-V (MiniCPM-Llama3-V 2.5)`. */
export function sourceName(source: SourceFacts): string {
  const version = source.name.replace(/\s*\(.*$/, '');
  return version === source.projectName ? source.projectName : `${source.projectName} (${version})`;
}

/** Where a credit should point: the official home, else the repository. */
export function sourceAddress(source: SourceFacts): string {
  if (source.homepage !== undefined) return source.homepage;
  return /^[\w.-]+\/[\w.-]+$/.test(source.repository)
    ? `https://github.com/${source.repository}`
    : source.repository;
}

/** `Resampler in model/resampler.py and 2 more modules`. */
export function placesPhrase(derivation: Derivation): string {
  const [first, ...rest] = derivation.places;
  const lead = `${subject(first)} in ${first.path}`;
  if (rest.length === 0) return lead;
  const files = new Set(rest.map((place) => place.path).filter((path) => path !== first.path)).size;
  const noun = derivation.slot === 'code' ? 'module' : 'artefact';
  return `${lead} and ${counted(rest.length, `more ${noun}`)}${files > 0 ? ` in ${counted(files, 'other file')}` : ''}`;
}

/** `the tokenizer in tokenizer.json ties this model to Llama 3`, and by way of which model where there is one between. */
export function tiePhrase(derivation: Derivation): string {
  const verb = derivation.places.length === 1 ? 'ties' : 'tie';
  if (derivation.via === null)
    return `${placesPhrase(derivation)} ${verb} this model to ${sourceName(derivation.source)}.`;
  return `${placesPhrase(derivation)} ${verb} this model to ${sourceName(derivation.via)}, which is built on ${sourceName(derivation.source)}.`;
}

/** The verb for `placesPhrase` as the subject. */
export function verb(derivation: Derivation, one: string, many: string): string {
  return derivation.places.length === 1 ? one : many;
}

function subject(place: Place): string {
  if (place.match !== null) return place.subject === '<module>' ? 'top-level code' : place.subject;
  return place.subject === 'base_model' ? 'base_model' : `the ${place.subject}`;
}

/** Every place of a derivation but the first, which the finding itself stands on. */
export function otherPlaces(derivation: Derivation): readonly RelatedPlace[] {
  return derivation.places.slice(1).map((place) => {
    const upstream =
      place.match === null
        ? derivation.source.projectName
        : `${place.match.path} of ${derivation.source.projectName}`;
    return { path: place.path, range: place.range, message: `${subject(place)}: matches ${upstream}` };
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
