import { scoreOf } from '../calibration.ts';
import type { FileFeatures } from '../file-features.ts';
import { openMatcher } from '../match-units.ts';
import { openRetrieval } from '../retrieval/open-retrieval.ts';
import { standOut } from '../retrieval/stand-out.ts';
import { setBack } from '../setback.ts';
import { withSmallUnits } from '../small-units.ts';
import { corpusOf } from '../unit-corpus.ts';
import type { FilePrint } from '../unit-print.ts';
import { weighUnit } from '../weighed-unit.ts';
import { type Choices, readChoices } from './choices.ts';
import { openSiblings } from './choose-siblings.ts';
import { type Corroboration, corroborate, countedEvidence } from './same-task.ts';

/** What one file says about another. */
export interface PairScore {
  /** Which upstream could it be? 0..1, among these candidates. Never evidence of copying. */
  readonly retrieval: number;
  /** Copy or independent? 0..1; comparable between queries. */
  readonly copy: number;
  /**
   * What `rank` prints: `copy` from weak on, and below that how far the candidate stands out by retrieval. What is weak by
   * structure alone is ordered by retrieval too, where another candidate is clearly nearer.
   */
  readonly score: number;
  readonly structure: {
    /** Evidence of the normal form: of the units that this candidate explains. */
    readonly evidence: number;
    /** What of it counts, after siblings and what bears it out. */
    readonly counted: number;
  };
  /** Null where nothing of weight is shared. */
  readonly corroboration: Corroboration | null;
  readonly choices: Choices | null;
  /** Numbers of the siblings that were held against it. */
  readonly siblings: readonly number[];
}

/** Score from which a copy is weak. Retrieval orders below it. */
export const WEAK = 0.09;
const BELOW = 0.0899;
/** What a copy score below weak adds to the order of retrieval. */
const FAINT = 0.05;
const MODERATE = 0.31;
/** Share of the nearest candidate's retrieval score from which weak structure counts as one copy among others. */
const NEAR = 0.9;
/** A candidate that a query looks less like explains a unit less: its evidence is set back by this power of the ratio. */
const NEARNESS = 2;
/** Nats of shared values from which a pair without common structure is looked at. */
const LOOKED_AT = 8;

interface UnitShare {
  readonly evidence: number;
  readonly contained: number;
  readonly shared: number;
  readonly unit: number;
}

interface Side {
  readonly prints: readonly FilePrint[];
  readonly features: readonly FileFeatures[];
}

interface Siblings extends Side {
  /** How many of them, the first ones, the user named for this comparison. */
  readonly vouched: number;
}

export interface Scoring {
  /** For each candidate, by its number. */
  score(print: FilePrint, features: FileFeatures): readonly PairScore[];
}

export function openScoring(candidates: Side, siblings: Siblings, weigh: (gram: number) => number): Scoring {
  const prints = candidates.prints.map(withSmallUnits);
  const corpus = corpusOf(prints);
  const matcher = openMatcher(corpus, weigh);
  const wholes = prints.map((print) =>
    print.units.reduce((sum, unit) => sum + weighUnit(unit, weigh).whole, 0),
  );
  const retrieval = openRetrieval(candidates.features);
  const siblingsOf = openSiblings(siblings.features, siblings.vouched);
  const bank = siblings.prints.length === 0 ? null : corpusOf(siblings.prints.map(withSmallUnits));
  const bankMatcher = bank === null ? null : openMatcher(bank, weigh);
  const holders = new Map<number, number[]>();
  candidates.features.forEach(({ values }, candidate) => {
    for (const hash of values.keys()) {
      const known = holders.get(hash);
      if (known === undefined) holders.set(hash, [candidate]);
      else known.push(candidate);
    }
  });

  /** For each unit of the query what each file shares with it best. */
  const sharesOf = (
    print: FilePrint,
    match: NonNullable<typeof bankMatcher>,
    fileOf: readonly number[],
  ): { readonly shares: readonly ReadonlyMap<number, UnitShare>[]; readonly whole: number } => {
    let whole = 0;
    const shares = withSmallUnits(print).units.map((unit) => {
      const weighed = weighUnit(unit, weigh);
      whole += weighed.whole;
      const best = new Map<number, UnitShare>();
      for (const found of match.match(weighed)) {
        const file = fileOf[found.unit] ?? 0;
        if (found.evidence <= (best.get(file)?.evidence ?? 0)) continue;
        const contained = Math.sqrt(found.local * found.upstream);
        best.set(file, { evidence: found.evidence, contained, shared: found.shared, unit: found.unit });
      }
      return best;
    });
    return { shares, whole };
  };

  return {
    score: (print, features) => {
      const near = retrieval.score(features);
      const apart = standOut(near, print.units.length);
      const { shares, whole } = sharesOf(print, matcher, corpus.fileOf);
      const inBank =
        bank === null || bankMatcher === null ? [] : sharesOf(print, bankMatcher, bank.fileOf).shares;
      const touched = new Set(shares.flatMap((best) => [...best.keys()]));
      const nats = new Map<number, number>();
      for (const [hash, weight] of features.values)
        for (const candidate of holders.get(hash) ?? [])
          nats.set(candidate, (nats.get(candidate) ?? 0) + weight);
      for (const [candidate, weight] of nats) if (weight >= LOOKED_AT) touched.add(candidate);

      const below = (number: number, copy: number): number =>
        BELOW * Math.min(1, (apart[number] ?? 0) + FAINT * copy);
      const nearest = near.reduce((most, each) => Math.max(most, each), 0);
      return candidates.features.map((candidate, number): PairScore => {
        const similar = near[number] ?? 0;
        if (!touched.has(number)) {
          const structure = { evidence: 0, counted: 0 };
          return {
            retrieval: similar,
            copy: 0,
            score: below(number, 0),
            structure,
            corroboration: null,
            choices: null,
            siblings: [],
          };
        }
        const { numbers: chosen, ownTask } = siblingsOf(features, candidate);
        let sharedHere = 0;
        const sharedThere = new Map<number, number>();
        for (const best of shares) {
          const share = best.get(number);
          if (share === undefined) continue;
          sharedHere += share.shared;
          sharedThere.set(share.unit, Math.max(sharedThere.get(share.unit) ?? 0, share.shared));
        }
        const there = [...sharedThere.values()].reduce((sum, each) => sum + each, 0);
        const contained = Math.max(sharedHere / (whole || 1), there / (wholes[number] || 1));
        const corroboration = corroborate(features, candidate, contained);
        // Siblings that nobody vouched for say what a task has in common only where both sides are about that task.
        const against = chosen.filter((at) => at < siblings.vouched || corroboration.sameTask);
        let squares = 0;
        let counted = 0;
        shares.forEach((best, unit) => {
          const share = best.get(number);
          if (share === undefined) return;
          let top = 0;
          let nearest = 0;
          for (const file of best.keys()) nearest = Math.max(nearest, near[file] ?? 0);
          const nearness = (file: number): number => ((near[file] ?? 0) / (nearest || 1)) ** NEARNESS;
          for (const [file, other] of best) top = Math.max(top, other.evidence * nearness(file));
          const own = share.evidence * nearness(number);
          const kept = share.evidence * Math.min(1, setBack(own, top) / own);
          squares += kept * kept;
          const common = Math.max(0, ...against.map((at) => inBank[unit]?.get(at)?.evidence ?? 0));
          const beyond = countedEvidence(Math.max(0, kept - common), share.contained, corroboration.factor);
          counted += beyond * beyond;
        });
        const structure = { evidence: Math.sqrt(squares), counted: Math.sqrt(counted) };
        const held = ownTask ? chosen.map((at) => siblings.features[at] as FileFeatures) : [];
        const vouched = chosen.some((at) => at < siblings.vouched);
        const choices = readChoices(features, candidate, held, vouched);
        const copy = Math.max(scoreOf(structure.counted), choices.score);
        const clear =
          copy >= MODERATE || choices.score >= WEAK || (copy >= WEAK && similar >= NEAR * nearest);
        const score = clear ? copy : below(number, copy);
        return { retrieval: similar, copy, score, structure, corroboration, choices, siblings: chosen };
      });
    },
  };
}
