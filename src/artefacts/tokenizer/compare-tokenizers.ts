import { type Said, say } from '../../model/said.ts';
import type { ArtefactFacts } from '../configs/artefact-facts.ts';
import type { Setting } from '../configs/compare-settings.ts';
import { type Found, NOTHING_FOUND, type Tier } from '../configs/evidence-bits.ts';
import { factKey } from '../configs/owners.ts';
import { type AddedToken, unpackTokens } from './added-tokens.ts';
import { isGenericToken } from './generic-tokens.ts';
import { sharedHead } from './vocabulary.ts';

const SHOWN = 6;

/** Added tokens that a project chose itself. */
export function projectTokens(tokens: readonly AddedToken[], setting: Setting): readonly AddedToken[] {
  return tokens.filter(
    ({ content }) => !isGenericToken(content) && !setting.dictated(factKey.token(content)),
  );
}

/** Compares added tokens with their ids. What the base model brings is counted and weighs nothing. */
export function compareAddedTokens(
  local: ArtefactFacts,
  upstreamTokens: readonly AddedToken[],
  setting: Setting,
): Found {
  const mine = unpackTokens(local.tokens ?? []);
  if (mine.length === 0 || upstreamTokens.length === 0) return NOTHING_FOUND;
  const placed = new Set(upstreamTokens.map(({ id, content }) => `${id} ${content}`));
  const contents = new Set(upstreamTokens.map(({ content }) => content));
  const equal = mine.filter(({ id, content }) => placed.has(`${id} ${content}`));
  const own = projectTokens(equal, setting);
  const moved = projectTokens(
    mine.filter(({ id, content }) => contents.has(content) && !placed.has(`${id} ${content}`)),
    setting,
  );
  const facts: Said[] = [];
  if (equal.length > 0) {
    const shown = own.slice(0, SHOWN).map(({ id, content }) => `${content} ${id}`);
    const more = own.length > SHOWN ? ', …' : '';
    const what = own.length > 0 ? say` (${`${shown.join(', ')}${more}`})` : '';
    facts.push(
      say`${equal.length} of ${mine.length} added tokens in ${local.path} have the same id and content in ${setting.upstreamName}; ${own.length} of them are its own choice${what}, the others come with the base model.`,
    );
  }
  if (moved.length > 0)
    facts.push(
      say`${moved.length} more tokens are spelled as in ${setting.upstreamName} and stand at other ids.`,
    );
  const bits: (readonly [Tier, number])[] = [];
  for (const { id, content } of own) {
    const before = setting.owners.earlier(factKey.placedToken(id, content), setting.project);
    bits.push(['B', before > 0 ? 0 : 3]);
  }
  // A spelling is easily come upon, or taken from a paper: a few bits for all of them.
  const spelled = moved.filter(
    ({ content }) => setting.owners.earlier(factKey.token(content), setting.project) === 0,
  );
  if (spelled.length > 0) bits.push(['C', Math.min(4, 0.5 * spelled.length)]);
  return { bits, decisive: false, facts, covered: equal.map(({ content }) => `token ${content}`) };
}

/** Compares special tokens by role: an odd choice such as a padding token `!` is free. */
export function compareSpecialTokens(local: ArtefactFacts, upstream: ArtefactFacts, setting: Setting): Found {
  const theirs = new Map(upstream.special ?? []);
  const odd = (local.special ?? []).filter(
    ([role, content]) =>
      theirs.get(role) === content &&
      !isGenericToken(content) &&
      !setting.dictated(factKey.special(role, content)) &&
      setting.owners.earlier(factKey.special(role, content), setting.project) === 0,
  );
  if (odd.length === 0) return NOTHING_FOUND;
  return {
    bits: odd.map(() => ['B', 4] as const),
    decisive: false,
    facts: [
      say`Unusual special tokens are the same: ${odd.map(([role, content]) => `${role} = ${JSON.stringify(content)}`).join(', ')}.`,
    ],
  };
}

/** Compares vocabularies, merges and processing stages by digest. */
export function compareVocabularies(local: ArtefactFacts, upstream: ArtefactFacts, setting: Setting): Found {
  const mine = local.vocabulary;
  const theirs = upstream.vocabulary;
  if (mine === undefined || theirs === undefined) return NOTHING_FOUND;
  const key = factKey.vocabulary(theirs.digest);
  const isBase = setting.dictated(key) || setting.owners.earlier(key, setting.project) > 0;
  if (mine.digest === theirs.digest) {
    const stages = new Map(theirs.stages);
    const differing = mine.stages
      .filter(([stage, digest]) => stages.get(stage) !== digest)
      .map(([stage]) => stage);
    const [merges, processing] = [
      mine.mergesDigest === theirs.mergesDigest ? say`the same merges` : say`other merges`,
      differing.length === 0 ? say`the same processing` : say`another ${differing.join(', ')}`,
    ];
    return {
      // Who trained the vocabulary cannot be told from an equal one: a base model may have brought it to both.
      bits: [['B', isBase ? 0 : 6]],
      decisive: false,
      facts: [
        say`All ${mine.size} vocabulary entries are the same as in ${setting.upstreamName}, with ${merges} and ${processing}.`,
      ],
    };
  }
  const head = sharedHead(mine, theirs);
  if (head === 0 || head < 0.25 * Math.min(mine.size, theirs.size)) return NOTHING_FOUND;
  return {
    bits: [['B', isBase ? 0 : 2]],
    decisive: false,
    facts: [
      say`At least the first ${head} of ${mine.size} vocabulary entries are the same as in ${setting.upstreamName}.`,
    ],
  };
}
