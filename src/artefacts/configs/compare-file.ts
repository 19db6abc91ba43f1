import { say } from '../../model/said.ts';
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
import { type Found, NOTHING_FOUND, together, totalBits } from './evidence-bits.ts';
import { factKey } from './owners.ts';

/** The audited side of a comparison. */
export interface LocalArtefacts {
  readonly local: readonly ArtefactFacts[];
  /** What the repository's own code defines; see {@link LocalCode}. */
  readonly code: LocalCode;
}

/** Compares one local file with the files of its kind in one upstream version. */
export function compareFile(
  local: ArtefactFacts,
  upstream: UpstreamArtefacts,
  request: LocalArtefacts,
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
  request: LocalArtefacts,
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

/** Equal git blob ids, or equal git-lfs ids. */
export function sameBytes(a: ArtefactFacts, b: ArtefactFacts): boolean {
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
  const what = say`${local.path} is byte for byte ${same.path} of ${setting.upstreamName} (${same.lfs === undefined ? 'git blob' : 'sha256'} ${id.slice(0, 12)}…)`;
  const earlier = setting.owners.earlier(factKey.bytes(id), setting.project);
  if (earlier > 0 || setting.dictated(factKey.bytes(id)))
    return {
      bits: [],
      decisive: false,
      facts: [say`${what}; an earlier project has the same file, so it can come from there.`],
    };
  if (local.kind === 'weights') return { bits: [['B', 36]], decisive: true, facts: [say`${what}.`] };
  if (local.kind !== 'tokenizer' || !/(?:tokenizer|vocab)\.(?:json|model)$|\.tiktoken$/.test(local.path))
    return { bits: [], decisive: false, facts: [say`${what}.`] };
  const own = projectTokens(
    upstream.facts.flatMap((facts) => unpackTokens(facts.tokens ?? [])),
    setting,
  );
  return own.length > 0
    ? {
        bits: [['B', 24]],
        decisive: true,
        facts: [
          say`${what}, a tokenizer with tokens of its own (${own
            .slice(0, 4)
            .map(({ content }) => content)
            .join(', ')}${own.length > 4 ? ', …' : ''}).`,
        ],
      }
    : {
        bits: [['B', 8]],
        decisive: false,
        facts: [say`${what}; it may come with a base model that both use.`],
      };
}

function equalJson(local: ArtefactFacts, partner: ArtefactFacts, setting: Setting): Found {
  if (local.canonical === undefined || local.canonical !== partner.canonical || sameBytes(local, partner))
    return NOTHING_FOUND;
  return {
    bits: [],
    decisive: false,
    facts: [
      say`${local.path} holds the same JSON as ${partner.path} of ${setting.upstreamName}; only its layout differs.`,
    ],
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
