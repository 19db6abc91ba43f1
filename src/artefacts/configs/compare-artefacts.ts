import type { ArtefactEvidence, Strength } from '../../model/report.ts';
import { inEnglish, say } from '../../model/said.ts';
import { byText } from '../../model/text-order.ts';
import { unpackTokens } from '../tokenizer/added-tokens.ts';
import type { ArtefactFacts, UpstreamArtefacts } from './artefact-facts.ts';
import type { CommonFacts } from './common-facts.ts';
import { compareFile, type LocalArtefacts } from './compare-file.ts';
import { digestOf } from './digest.ts';
import { type Found, isOutdone, NOTHING_FOUND, strengthOf, together, totalBits } from './evidence-bits.ts';
import { countOwners, type FactOwners, factKey } from './owners.ts';

/** Less than this is not worth a line. */
const LEAST_BITS = 4;
/** Less than this, over all files, is a family resemblance. */
const RESEMBLANCE_BITS = 12;

export interface ArtefactsRequest extends LocalArtefacts {
  readonly upstreams: readonly UpstreamArtefacts[];
  /** What is nobody's choice but that of the lineage which brought it. */
  readonly common?: CommonFacts;
  /** Projects that the repository says are its base model: what they dictate weighs nothing for others. */
  readonly declaredBases: readonly string[];
}

/** Evidence for one upstream. */
export type UpstreamEvidence = ArtefactEvidence & { readonly upstream: string; readonly strength: Strength };

/** Evidence for the report, with what the audit needs to place it. */
export interface ArtefactMatch {
  readonly evidence: UpstreamEvidence;
  /** Version of the upstream that fits best, the earliest of equals. */
  readonly version: string;
  /** Bits of evidence; see evidence-bits.ts. */
  readonly bits: number;
}

type ComparedArtefact = ArtefactFacts & { readonly kind: ArtefactEvidence['kind'] };

/** One file against one version of an upstream. */
interface Compared {
  readonly upstream: UpstreamArtefacts;
  readonly found: Found;
}

/** One file against every version of one project, the earliest first. */
interface FileResult {
  readonly local: ComparedArtefact;
  readonly compared: readonly Compared[];
  /** Name of another project that explains all that this one explains of the file, and more. */
  readonly outdoneBy: string | null;
}

/** Compares the repository's configurations, tokenizers and tensor indexes with every upstream. */
export function compareArtefacts(request: ArtefactsRequest): readonly ArtefactMatch[] {
  const owners = countOwners(request.upstreams, request.common);
  const dictated = dictatedFacts(request);
  const projects = new Map<string, UpstreamArtefacts[]>();
  for (const upstream of [...request.upstreams].sort(byDate))
    projects.set(upstream.project, [...(projects.get(upstream.project) ?? []), upstream]);
  const results = new Map<string, FileResult[]>([...projects.keys()].sort().map((project) => [project, []]));

  for (const local of request.local.filter(isCompared)) {
    const compareWith = (project: string, counted: FactOwners): readonly Compared[] =>
      (projects.get(project) ?? []).map((upstream) => {
        const isBase = request.declaredBases.includes(project);
        const setting = {
          project,
          upstreamName: upstream.name,
          owners: counted,
          dictated: (key: string) => !isBase && dictated.has(key),
        };
        return { upstream, found: compareFile(local, upstream, request, setting) };
      });
    const first = new Map([...projects.keys()].map((project) => [project, compareWith(project, owners)]));
    const outdone = outdoneProjects(first);
    // What an outdone project has in common with the file came by way of the one that outdoes it.
    const counted = outdone.size === 0 ? owners : owners.without(new Set(outdone.keys()));
    for (const [project, compared] of first) {
      const outdoneBy = outdone.get(project) ?? null;
      const again =
        outdone.size > 0 && outdoneBy === null && compared.some(({ found }) => found.facts.length > 0);
      results
        .get(project)
        ?.push({ local, outdoneBy, compared: again ? compareWith(project, counted) : compared });
    }
  }
  return [...results].flatMap(([project, files]) => projectMatches(project, files)).sort(byPlace);
}

/** Configuration code is compared as code; here it only serves to find contradictions. */
function isCompared(facts: ArtefactFacts): facts is ComparedArtefact {
  return facts.kind !== 'config-code';
}

/** Each project that another one outdoes, with the name of that other one. */
function outdoneProjects(first: ReadonlyMap<string, readonly Compared[]>): ReadonlyMap<string, string> {
  const widest = [...first].flatMap(([project, compared]) => {
    const best = compared.reduce<Compared | null>(
      (wide, item) => (wide === null || coverage(item) > coverage(wide) ? item : wide),
      null,
    );
    return best === null || coverage(best) === 0 ? [] : [{ project, best, compared }];
  });
  const outdone = new Map<string, string>();
  for (const { project, compared } of widest) {
    const better = widest
      .filter(
        (other) =>
          other.project !== project && compared.every(({ found }) => isOutdone(found, other.best.found)),
      )
      .sort((a, b) => coverage(b.best) - coverage(a.best))[0];
    if (better !== undefined) outdone.set(project, better.best.upstream.name);
  }
  return outdone;
}

function coverage({ found }: Compared): number {
  return new Set(found.covered).size;
}

/** The version that fits best, the earliest of equals; null when nothing is worth a line. */
function bestOf(compared: readonly Compared[]): Compared | null {
  const order = (found: Found): number => totalBits(found) + (found.decisive ? 1000 : 0);
  let best: Compared | null = null;
  for (const item of compared) if (best === null || order(item.found) > order(best.found)) best = item;
  return best !== null && (best.found.decisive || totalBits(best.found) >= LEAST_BITS) ? best : null;
}

function projectMatches(project: string, results: readonly FileResult[]): readonly ArtefactMatch[] {
  const resembling = resemblingVersions(results);
  return results.flatMap(({ local, compared, outdoneBy }): readonly ArtefactMatch[] => {
    const best = bestOf(compared);
    if (best === null) return [];
    const strength = outdoneBy === null ? strengthOf(best.found) : 'weak';
    const facts = [...best.found.facts];
    const { name, version } = best.upstream;
    if (outdoneBy !== null)
      facts.push(
        say`All of this ties the file to ${outdoneBy} too, which fits better: a family resemblance to ${name}, not a sign of copying.`,
      );
    else if (resembling.has(version))
      facts.push(say`That is a family resemblance to ${name}, not a sign of copying.`);
    else if (strength !== 'weak') {
      const others = new Set(
        compared
          .filter(
            ({ upstream, found }) =>
              found.facts.length > 0 && upstream.version !== version && resembling.has(upstream.version),
          )
          .map((item) => item.upstream.name),
      );
      if (others.size > 0)
        facts.push(say`To ${[...others].slice(0, 4).join(', ')} there is a family resemblance only.`);
    }
    const id = `artefact-${digestOf(`${local.kind} ${local.path} ${project}`)}`;
    return [
      {
        evidence: {
          id,
          path: local.path,
          kind: local.kind,
          upstream: project,
          strength,
          facts: facts.map(inEnglish),
          factsSaid: facts,
        },
        version,
        bits: Math.round(totalBits(best.found) * 10) / 10,
      },
    ];
  });
}

/**
 * Versions that have something in common with the files, yet for all files together weak evidence. What the best
 * version of the project explains too, and better, is no evidence for another one.
 */
function resemblingVersions(results: readonly FileResult[]): ReadonlySet<string> {
  const versions = new Map<string, Found>();
  for (const { compared, outdoneBy } of results) {
    const best = bestOf(compared)?.found ?? NOTHING_FOUND;
    for (const { upstream, found } of compared) {
      if (found.facts.length === 0) continue;
      const before = versions.get(upstream.version) ?? NOTHING_FOUND;
      const counts = outdoneBy === null && !isOutdone(found, best);
      versions.set(upstream.version, counts ? together([before, found]) : before);
    }
  }
  return new Set(
    [...versions]
      .filter(([, found]) => !found.decisive && totalBits(found) < RESEMBLANCE_BITS)
      .map(([version]) => version),
  );
}

/** Facts of the declared base models. */
function dictatedFacts(request: ArtefactsRequest): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const upstream of request.upstreams) {
    if (!request.declaredBases.includes(upstream.project)) continue;
    for (const facts of upstream.facts) {
      for (const [path, value] of facts.fields ?? []) keys.add(factKey.pair(path, value));
      for (const { content } of unpackTokens(facts.tokens ?? [])) keys.add(factKey.token(content));
      for (const [role, content] of facts.special ?? []) keys.add(factKey.special(role, content));
      for (const { template } of facts.tensors?.templates ?? []) keys.add(factKey.tail(template));
      if (facts.vocabulary !== undefined) keys.add(factKey.vocabulary(facts.vocabulary.digest));
      if (facts.blob !== undefined) keys.add(factKey.bytes(facts.blob));
      if (facts.lfs !== undefined) keys.add(factKey.bytes(facts.lfs.oid));
    }
  }
  return keys;
}

function byDate(a: UpstreamArtefacts, b: UpstreamArtefacts): number {
  return byText(a.published ?? '9999', b.published ?? '9999') || byText(a.version, b.version);
}

function byPlace(a: ArtefactMatch, b: ArtefactMatch): number {
  return (
    byText(a.evidence.path, b.evidence.path) ||
    b.bits - a.bits ||
    byText(a.evidence.upstream, b.evidence.upstream)
  );
}
