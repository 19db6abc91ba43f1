import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Finding } from '../model/report.ts';
import { inEnglish } from '../model/said.ts';
import type { FindingDraft, Rule } from './rule.ts';

/** Hex digits of an identity: 64 bits, from a hash that a hostile repository cannot steer onto a decided finding. */
const DIGITS = 16;

/** Hash of a list of facts; no fact can run into its neighbour. */
export function factsHash(facts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(facts)))).slice(0, DIGITS);
}

/** Gives drafts of one rule their identity. Drafts that are alike in all but place are told apart by their order. */
export function identified(rule: Rule, drafts: readonly FindingDraft[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return drafts.map((draft) => {
    const { key, basis, fixes = [], related = [], evidence = [], message, ...rest } = draft;
    const content = [rule.id, draft.path, draft.upstream ?? '', draft.duty ?? '', key];
    const ordinal = seen.get(JSON.stringify(content)) ?? 0;
    seen.set(JSON.stringify(content), ordinal + 1);
    return {
      message: inEnglish(message),
      said: message,
      ...rest,
      id: factsHash([...content, String(ordinal)]),
      rule: rule.id,
      help: `docs/rules/${rule.id}.md`,
      fixes: fixes.map((fix) => ({ ...fix, title: inEnglish(fix.title), said: fix.title })),
      related: related.map((place) => ({
        ...place,
        message: inEnglish(place.message),
        said: place.message,
      })),
      evidence,
      basis: factsHash([rule.id, ...basis]),
    };
  });
}
