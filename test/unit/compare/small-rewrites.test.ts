import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openScoring } from '../../../src/compare/copy/score-files.ts';
import { openFeatures } from '../../../src/compare/file-features.ts';
import { weighWith } from '../../../src/compare/gram-weight.ts';
import type { FilePrint } from '../../../src/compare/unit-print.ts';
import { printSource } from '../../../src/host/parsing/print-source.ts';
import { loadRarity } from '../../../src/host/parsing/rarity-table.ts';
import { loadTraitTable } from '../../../src/host/parsing/trait-table.ts';

/** The functions of one side of bench/rewrites, in order. */
async function printsOf(side: string): Promise<readonly FilePrint[]> {
  const parts = readFileSync(`bench/rewrites/${side}.py`, 'utf8')
    .split(/^# %% \d+\n/m)
    .slice(1);
  return Promise.all(
    parts.map(async (text) => {
      const print = await printSource('a.py', text, true);
      assert.ok(print);
      return print;
    }),
  );
}

describe('small functions that were rewritten', () => {
  it('lead to their originals nearly always, though every other one is renamed', async () => {
    const [before, after] = [await printsOf('before'), await printsOf('after')];
    const rarity = loadRarity();
    const featuresOf = openFeatures(rarity, loadTraitTable());
    const scoring = openScoring(
      { prints: before, features: before.map(featuresOf) },
      { prints: [], features: [], vouched: 0 },
      weighWith(rarity),
    );
    const first = after.filter((print, number) => {
      const scores = scoring.score(print, featuresOf(print)).map(({ score }) => score);
      return scores.every((score, other) => other === number || score < (scores[number] ?? 0));
    });
    assert.equal(before.length, after.length);
    assert.ok(first.length >= 27, `${first.length} of ${after.length}`);
  });
});
