import type { Strength } from '../../model/report.ts';
import { evidenceOf, judgeEvidence } from '../calibration.ts';
import type { FileFeatures } from '../file-features.ts';
import type { TraitTable } from '../trait-table.ts';
import type { FilePrint } from '../unit-print.ts';
import type { WitnessReading } from './choices.ts';
import { type ChoiceParts, explainChoices } from './explain-choices.ts';
import type { Corroboration } from './same-task.ts';
import { openScoring, type PairScore } from './score-files.ts';

/** A file with what it is looked up by. */
export interface ComparedFile {
  readonly path: string;
  readonly print: FilePrint;
  readonly features: FileFeatures;
  /** Whether anybody counted how much independent code of its language has in common. */
  readonly calibrated: boolean;
}

/** One file and the file of the other side that it is most likely a copy of. */
export interface FilePair {
  readonly local: string;
  readonly upstream: string;
  /** Which upstream could it be? 0..1, never evidence. */
  readonly retrieval: number;
  /** Copy or independent? 0..1. */
  readonly copy: number;
  readonly strength: Strength | null;
  readonly structure: PairScore['structure'];
  readonly corroboration: Corroboration | null;
  readonly choices: {
    readonly score: number;
    readonly sum: number;
    readonly telling: number;
    readonly witnesses: readonly WitnessReading[];
    readonly parts: ChoiceParts;
  } | null;
  /** Paths of the independent implementations that it was held against. */
  readonly siblings: readonly string[];
}

const round = (value: number): number => Number(value.toFixed(4));

/** For each local file the file of the other side with the highest copy score, and what bears it out. The first `vouched` siblings are the user's. */
export function compareFiles(
  ours: readonly ComparedFile[],
  theirs: readonly ComparedFile[],
  siblings: readonly ComparedFile[],
  vouched: number,
  weigh: (gram: number) => number,
  table: TraitTable,
): readonly FilePair[] {
  const side = (files: readonly ComparedFile[]) => ({
    prints: files.map(({ print }) => print),
    features: files.map(({ features }) => features),
  });
  const scoring = openScoring(side(theirs), { ...side(siblings), vouched }, weigh);
  return ours.flatMap(({ path, print, features, calibrated }): FilePair[] => {
    const scores = scoring.score(print, features);
    let best = -1;
    scores.forEach((pair, number) => {
      const before = scores[best];
      if (
        before === undefined ||
        pair.copy > before.copy ||
        (pair.copy === before.copy && pair.retrieval > before.retrieval)
      )
        best = number;
    });
    const pair = scores[best];
    const upstream = theirs[best];
    if (pair === undefined || upstream === undefined) return [];
    const { choices } = pair;
    const held = (pair.choices?.siblings ?? 0) === 0 ? [] : pair.siblings.flatMap((at) => siblings[at] ?? []);
    return [
      {
        local: path,
        upstream: upstream.path,
        retrieval: round(pair.retrieval),
        copy: round(pair.copy),
        strength: judgeEvidence(evidenceOf(pair.copy), { calibrated }).strength,
        structure: { evidence: round(pair.structure.evidence), counted: round(pair.structure.counted) },
        corroboration: pair.corroboration,
        choices:
          choices === null
            ? null
            : {
                score: round(choices.score),
                sum: round(choices.sum),
                telling: choices.telling,
                witnesses: choices.readings,
                parts: explainChoices(
                  features,
                  upstream.features,
                  held.map((each) => each.features),
                  table,
                ),
              },
        siblings: held.map((each) => each.path),
      },
    ];
  });
}
