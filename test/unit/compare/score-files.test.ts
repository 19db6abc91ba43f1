import assert from 'node:assert/strict';
import { openScoring } from '../../../src/compare/copy/score-files.ts';
import { openFeatures } from '../../../src/compare/file-features.ts';
import type { TraitTable } from '../../../src/compare/trait-table.ts';
import type { FilePrint } from '../../../src/compare/unit-print.ts';
import { printSource } from '../../../src/host/parsing/print-source.ts';

/** A background in which nothing of these examples occurs, save small common numbers. */
const TABLE: TraitTable = { files: 4000, filesWith: () => 20 };
const RARITY = { files: 4000, weight: () => 10, weightBy: () => () => 1 };

const ORIGINAL = `
import torch
from dataclasses import dataclass

@dataclass
class SlicerConfig:
    side: int = 392
    budget: int = 11
    slack: float = 0.015
    stretch: float = 1.25
    overlap: float = 0.35

def choose(width, height, config):
    best = None
    for rows in range(1, config.budget + 1):
        for columns in range(1, config.budget // rows + 1):
            cost = abs(torch.log(torch.tensor(width / height * rows / columns))) + config.slack * rows * columns
            if best is None or cost < best[0]:
                best = (cost, rows, columns)
    return best[1], best[2]

def blend(crops, weights):
    scores = torch.softmax(crops @ weights.transpose(-1, -2) * 0.35, dim=-1)
    return (scores @ weights).mean(dim=1)
`;

/** The same choices in other words and another structure. */
const DISGUISED = `
import numpy as np

KNOBS = {'edge': 28 * 14, 'most': 11, 'mercy': 15e-3, 'pull': 5 / 4, 'shared': 7 / 20}

class Tiler:
    def __init__(self, knobs=KNOBS):
        self.knobs = dict(knobs)

    def layout(self, shape):
        ratio = shape[0] / shape[1]
        options = [(r, c) for r in range(1, self.knobs['most'] + 1) for c in range(1, self.knobs['most'] // r + 1)]
        key = lambda o: np.abs(np.log(ratio * o[0] / o[1])) + self.knobs['mercy'] * o[0] * o[1]
        return min(options, key=key)
`;

/** The same task by somebody else. */
const INDEPENDENT = `
import torch

def choose(width, height, max_crops=9, patch=14, penalty=0.1):
    grids = [(r, c) for r in range(1, max_crops + 1) for c in range(1, max_crops + 1) if r * c <= max_crops]
    def cost(grid):
        rows, columns = grid
        return abs((width / columns) / (height / rows) - 1) + penalty * rows * columns
    return min(grids, key=cost)
`;

const print = async (text: string): Promise<FilePrint> => {
  const made = await printSource('a.py', text, true);
  assert.ok(made);
  return made;
};

async function score(query: string, candidate: string, siblings: readonly string[] = []) {
  const features = openFeatures(RARITY, TABLE);
  const [one, other] = [await print(query), await print(candidate)];
  const bank = await Promise.all(siblings.map(print));
  const scoring = openScoring(
    { prints: [other], features: [features(other)] },
    { prints: bank, features: bank.map(features), vouched: bank.length },
    () => 1,
  );
  const [pair] = scoring.score(one, features(one));
  assert.ok(pair);
  return pair;
}

describe('the copy score', () => {
  it('is highest for the file itself', async () => {
    const pair = await score(ORIGINAL, ORIGINAL);
    assert.ok(pair.copy > 0.5, String(pair.copy));
    assert.equal(pair.corroboration?.factor, 1);
  });

  it('sees the same choices behind another structure, and says no more than weak without siblings', async () => {
    const pair = await score(DISGUISED, ORIGINAL);
    assert.ok((pair.choices?.score ?? 0) >= 0.09, JSON.stringify(pair.choices));
    assert.ok((pair.choices?.score ?? 1) < 0.31);
  });

  it('rises when an independent implementation makes other choices', async () => {
    const alone = await score(DISGUISED, ORIGINAL);
    const beside = await score(DISGUISED, ORIGINAL, [INDEPENDENT]);
    assert.equal(beside.siblings.length, 1);
    assert.ok((beside.choices?.score ?? 0) > (alone.choices?.score ?? 0));
    assert.ok((beside.choices?.telling ?? 0) >= 2);
  });

  it('holds the structure of an independent implementation of the same task for little', async () => {
    const pair = await score(INDEPENDENT, ORIGINAL);
    assert.equal(pair.corroboration?.sameTask, true);
    assert.ok((pair.corroboration?.factor ?? 1) < 0.7);
    assert.ok(pair.structure.counted <= pair.structure.evidence);
    assert.equal(pair.choices?.score, 0);
  });

  it('is not raised by names and words alone', async () => {
    const named =
      'def choose(width, height, config):\n    side = config.side\n    budget = config.budget\n    slack = config.slack\n    return side\n';
    const pair = await score(named, ORIGINAL);
    assert.ok(pair.retrieval > 0);
    assert.ok(pair.copy < 0.09, String(pair.copy));
    assert.ok(pair.score < 0.09);
  });
});
