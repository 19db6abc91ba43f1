import type { ArtefactEvidence } from '../../model/report.ts';
import { compareIndexes } from '../tensor-index/compare-indexes.ts';
import { unpackTokens } from '../tokenizer/added-tokens.ts';
import {
  compareAddedTokens,
  compareSpecialTokens,
  compareVocabularies,
  projectTokens,
} from '../tokenizer/compare-tokenizers.ts';
import type { ArtefactFacts, UpstreamArtefacts } from './artefact-facts.ts';
import { compareNames, compareReferences, type LocalCode } from './compare-references.ts';
import { compareSettings, type Setting } from './compare-settings.ts';
import { findContradictions } from './contradictions.ts';
import { digestOf } from './digest.ts';
import { type Found, NOTHING_FOUND, strengthOf, together, totalBits } from './evidence-bits.ts';
import { countOwners, factKey } from './owners.ts';

/** Less than this is not worth a line. */
const LEAST_BITS = 4;

export interface ArtefactsRequest {
  readonly local: readonly ArtefactFacts[];
  /** What the repository's own code defines; see {@link LocalCode}. */
  readonly code: LocalCode;
  readonly upstreams: readonly UpstreamArtefacts[];
  /** Projects that the repository says are its base model: what they dictate weighs nothing for others. */
  readonly declaredBases: readonly string[];
}

/** Evidence for the report, with what the audit needs to place it. */
export interface ArtefactMatch {
  readonly evidence: ArtefactEvidence;
  /** Version of the upstream that fits best, the earliest of equals. */
  readonly version: string;
  /** Bits of evidence; see evidence-bits.ts. */
  readonly bits: number;
}

/** Compares the repository's configurations, tokenizers and tensor indexes with every upstream. */
export function compareArtefacts(request: ArtefactsRequest): readonly ArtefactMatch[] {
  const owners = countOwners(request.upstreams);
  const dictated = dictatedFacts(request);
  const matches: ArtefactMatch[] = [];
  const projects = new Set(request.upstreams.map(({ project }) => project));
  for (const project of [...projects].sort()) {
    const versions = request.upstreams.filter((upstream) => upstream.project === project).sort(byDate);
    const results = request.local.filter(isCompared).map((local): FileResult => {
      const compared = versions.map((upstream) => {
        const isBase = request.declaredBases.includes(project);
        const setting: Setting = {
          project,
          upstreamName: upstream.name,
          owners,
          dictated: (key) => !isBase && dictated.has(key),
        };
        return { upstream, found: compareFile(local, upstream, request, setting) };
      });
      return { local, compared };
    });
    matches.push(...projectEvidence(project, results));
  }
  return matches.sort(
    (a, b) =>
      compareText(a.evidence.path, b.evidence.path) ||
      b.bits - a.bits ||
      compareText(a.evidence.upstream, b.evidence.upstream),
  );
}

type ComparedArtefact = ArtefactFacts & { readonly kind: ArtefactEvidence['kind'] };

/** Configuration code is compared as code; here it only serves to find contradictions. */
function isCompared(facts: ArtefactFacts): facts is ComparedArtefact {
  return facts.kind !== 'config-code';
}

interface Compared {
  readonly upstream: UpstreamArtefacts;
  readonly found: Found;
}

interface FileResult {
  readonly local: ComparedArtefact;
  /** Every version of one project, the earliest first. */
  readonly compared: readonly Compared[];
}

/** The version that fits best, the earliest of equals; null when nothing is worth a line. */
function bestOf(compared: readonly Compared[]): Compared | null {
  const order = (found: Found): number => totalBits(found) + (found.decisive ? 1000 : 0);
  let best: Compared | null = null;
  for (const item of compared) if (best === null || order(item.found) > order(best.found)) best = item;
  return best !== null && (best.found.decisive || totalBits(best.found) >= LEAST_BITS) ? best : null;
}

function projectEvidence(project: string, results: readonly FileResult[]): readonly ArtefactMatch[] {
  const all = results.flatMap(({ compared }) => compared);
  const resembling = resemblingVersions(all);
  return results.flatMap(({ local, compared }) => {
    const best = bestOf(compared);
    if (best === null) return [];
    const strength = strengthOf(best.found);
    const others = [...new Set(compared.map(({ upstream }) => upstream))]
      .filter((upstream) => upstream !== best.upstream && resembling.has(upstream.version))
      .map(({ name }) => name);
    const facts = [...best.found.facts];
    if (resembling.has(best.upstream.version))
      facts.push(`That is a family resemblance to ${best.upstream.name}, not a sign of copying.`);
    else if (others.length > 0 && strength !== 'weak')
      facts.push(`To ${[...new Set(others)].slice(0, 4).join(', ')} there is a family resemblance only.`);
    return [
      {
        evidence: {
          id: `artefact-${digestOf(`${local.kind} ${local.path} ${project}`)}`,
          path: local.path,
          kind: local.kind,
          upstream: project,
          strength,
          facts,
        },
        version: best.upstream.version,
        bits: Math.round(totalBits(best.found) * 10) / 10,
      },
    ];
  });
}

/** Versions for which all files together are weak evidence, and none is the same file. */
function resemblingVersions(all: readonly Compared[]): ReadonlySet<string> {
  const versions = new Map<string, Found>();
  for (const { upstream, found } of all)
    versions.set(upstream.version, together([versions.get(upstream.version) ?? NOTHING_FOUND, found]));
  return new Set(
    [...versions]
      .filter(([, found]) => !found.decisive && totalBits(found) > 0 && totalBits(found) < 12)
      .map(([id]) => id),
  );
}

function compareFile(
  local: ArtefactFacts,
  upstream: UpstreamArtefacts,
  request: ArtefactsRequest,
  setting: Setting,
): Found {
  const same = upstream.facts.find((facts) => sameBytes(local, facts));
  // An absent file is known by its id: the upstream's facts about the same bytes stand in for it.
  const known: ArtefactFacts = same === undefined ? local : { ...same, path: local.path, kind: local.kind };
  const partners = same === undefined ? upstream.facts.filter((facts) => isPartner(known, facts)) : [same];
  const pairs = partners.map((partner) => comparePair(known, partner, upstream, request, setting));
  const best = pairs.sort((a, b) => totalBits(b) - totalBits(a))[0] ?? NOTHING_FOUND;
  const tokens = upstream.facts.flatMap((facts) => unpackTokens(facts.tokens ?? []));
  return together([
    same === undefined ? NOTHING_FOUND : identical(local, same, upstream, setting),
    compareReferences(known, upstream, request.code, setting),
    compareNames(known, upstream, setting),
    compareAddedTokens(known, tokens, setting),
    best,
  ]);
}

function comparePair(
  local: ArtefactFacts,
  partner: ArtefactFacts,
  upstream: UpstreamArtefacts,
  request: ArtefactsRequest,
  setting: Setting,
): Found {
  const code = request.local.filter(({ kind }) => kind === 'config-code');
  return together([
    equalJson(local, partner, setting),
    compareSettings(local, partner, setting),
    local.kind === 'config' ? findContradictions(local, code, partner, setting) : NOTHING_FOUND,
    compareSpecialTokens(local, partner, setting),
    compareVocabularies(local, partner, setting),
    compareIndexes(local, partner, upstream.facts, setting),
  ]);
}

function sameBytes(a: ArtefactFacts, b: ArtefactFacts): boolean {
  if (a.lfs !== undefined && b.lfs !== undefined) return a.lfs.oid === b.lfs.oid;
  return a.blob !== undefined && a.blob === b.blob;
}

function isPartner(a: ArtefactFacts, b: ArtefactFacts): boolean {
  if (a.kind !== b.kind) return false;
  return a.kind === 'tensor-index' || baseName(a.path) === baseName(b.path);
}

/** Byte-for-byte equality. It is decisive where the file holds choices of the upstream's own. */
function identical(
  local: ArtefactFacts,
  same: ArtefactFacts,
  upstream: UpstreamArtefacts,
  setting: Setting,
): Found {
  const id = same.lfs?.oid ?? same.blob ?? '';
  const what = `${local.path} is byte for byte ${same.path} of ${setting.upstreamName} (${same.lfs === undefined ? 'git blob' : 'sha256'} ${id.slice(0, 12)}…)`;
  const earlier = setting.owners.earlier(factKey.bytes(id), setting.project);
  if (earlier > 0 || setting.dictated(factKey.bytes(id)))
    return {
      bits: [],
      decisive: false,
      facts: [`${what}; an earlier project has the same file, so it can come from there.`],
    };
  if (local.kind === 'weights') return { bits: [['B', 36]], decisive: true, facts: [`${what}.`] };
  if (local.kind !== 'tokenizer' || !/(?:tokenizer|vocab)\.(?:json|model)$|\.tiktoken$/.test(local.path))
    return { bits: [], decisive: false, facts: [`${what}.`] };
  const own = projectTokens(
    upstream.facts.flatMap((facts) => unpackTokens(facts.tokens ?? [])),
    setting,
  );
  return own.length > 0
    ? {
        bits: [['B', 24]],
        decisive: true,
        facts: [
          `${what}, a tokenizer with tokens of its own (${own
            .slice(0, 4)
            .map(({ content }) => content)
            .join(', ')}${own.length > 4 ? ', …' : ''}).`,
        ],
      }
    : { bits: [['B', 8]], decisive: false, facts: [`${what}; it may come with a base model that both use.`] };
}

function equalJson(local: ArtefactFacts, partner: ArtefactFacts, setting: Setting): Found {
  if (local.canonical === undefined || local.canonical !== partner.canonical || sameBytes(local, partner))
    return NOTHING_FOUND;
  return {
    bits: [],
    decisive: false,
    facts: [
      `${local.path} holds the same JSON as ${partner.path} of ${setting.upstreamName}; only its layout differs.`,
    ],
  };
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
  return compareText(a.published ?? '9999', b.published ?? '9999') || compareText(a.version, b.version);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
