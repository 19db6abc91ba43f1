import assert from 'node:assert/strict';
import { judgeEvidence } from '../../../src/compare/calibration.ts';
import { explainChoices, spelled } from '../../../src/compare/copy/explain-choices.ts';
import { countedEvidence, sharedValues } from '../../../src/compare/copy/same-task.ts';
import { evidenceFor } from '../../../src/compare/evidence-for.ts';
import type { FileFeatures } from '../../../src/compare/file-features.ts';
import { encodeOutlines, openOutlines, type PlacedOutline } from '../../../src/compare/outline-table.ts';
import { countedKey } from '../../../src/compare/trait-features.ts';
import {
  encodeTraitTable,
  LISTED_FROM,
  openTraitTable,
  type TraitTable,
} from '../../../src/compare/trait-table.ts';
import type { Traits, ValueTrait } from '../../../src/compare/traits.ts';
import { holds } from '../table.ts';

const NONE = new Uint32Array();
const LETTERS = new Map<number, number>();

/** Features of a file with these values, defaults and edges: `key line`, or `key text line`. */
function featuresOf(
  values: readonly string[],
  defaults: readonly string[] = [],
  flow: readonly string[] = [],
): FileFeatures {
  const traitOf = (one: string): ValueTrait => {
    const [key = '', line = '1', text = key.slice(1)] = one.split(' ');
    return { key, text, line: Number(line) };
  };
  const told = (family: 'values' | 'defaults' | 'flow', all: readonly string[]) =>
    new Map(all.map((one) => [countedKey(family, one.split(' ')[0] ?? ''), 1]));
  const traits: Traits = {
    words: NONE,
    strings: NONE,
    phrases: NONE,
    members: NONE,
    titles: NONE,
    values: values.map(traitOf),
    defaults: defaults.map(traitOf),
    flow: flow.map(traitOf),
  };
  const all = { grams: LETTERS, words: LETTERS, strings: LETTERS, names: LETTERS, phrases: LETTERS };
  return {
    ...all,
    members: LETTERS,
    titles: LETTERS,
    traits,
    values: told('values', values),
    defaults: told('defaults', defaults),
    flow: told('flow', flow),
  };
}

/** A background of 100 files in which each key is in as many files as the row says; others in one. */
function background(counts: Readonly<Record<string, number>> = {}): TraitTable {
  const known = new Map(
    Object.entries(counts).flatMap(([key, files]) =>
      (['values', 'defaults', 'flow'] as const).map((family) => [countedKey(family, key), files] as const),
    ),
  );
  return { files: 100, filesWith: (hash) => known.get(hash) ?? 1 };
}

describe('the choices of two files, part by part', () => {
  it('are spelled as a reader writes them', () => {
    holds(
      [
        ['=392', '392'],
        ['T0.48,0.46', '(0.48, 0.46)'],
        ['sbicubic', '"bicubic"'],
      ],
      spelled,
    );
  });

  it('are what both have, with both places, rarest first, and a default once where it is a value too', () => {
    const parts = explainChoices(
      featuresOf(['=392 4', '=11 5'], ['=7 6', '=392 7']),
      featuresOf(['=11 1', '=392 2'], ['=392 3', '=7 9']),
      [featuresOf(['=11 1']), featuresOf([], ['=7 1'])],
      background({ '=392': 2, '=11': 30, '=7': 3 }),
    );
    assert.equal(parts.ofFiles, 100);
    assert.equal(parts.ofSiblings, 2);
    assert.deepEqual(
      parts.shared.map(({ kind, value, local, upstream, files, siblings }) =>
        [kind, value, local?.line, local?.text, upstream.line, files, siblings].join(' '),
      ),
      ['value 392 4 392 2 2 0', 'default 7 6 7 9 3 1', 'value 11 5 11 1 30 1'],
    );
    assert.deepEqual(parts.missing, []);
  });

  it('tell what only the upstream has where it is rare: in one file of ten at most', () => {
    const { missing, shared } = explainChoices(
      featuresOf(['=1']),
      featuresOf(['=2', '=3', '=4']),
      [],
      background({ '=2': 10, '=3': 11, '=4': 2 }),
    );
    assert.deepEqual(shared, []);
    assert.deepEqual(
      missing.map(({ value, local, files }) => [value, local, files]),
      [
        ['4', null, 2],
        ['2', null, 10],
      ],
    );
  });

  it('tell edges of the flow that both have, that are rare, and that no sibling has', () => {
    const { flow } = explainChoices(
      featuresOf([], [], ['softmax>matmul 5', 'mean>sum 6', 'exp>log 7', 'here>alone 8', 'norm>add 9']),
      featuresOf([], [], ['mean>sum 1', 'softmax>matmul 2', 'exp>log 3', 'norm>add 4', 'there>alone 5']),
      [featuresOf([], [], ['exp>log 1'])],
      background({ 'softmax>matmul': 2, 'mean>sum': 11, 'exp>log': 1, 'norm>add': 10 }),
    );
    assert.deepEqual(
      flow.map((one) => [one.flow, one.localLine, one.upstreamLine, one.files, one.siblings]),
      [
        ['softmax>matmul', 5, 2, 2, 0],
        ['norm>add', 9, 4, 10, 0],
      ],
    );
  });

  it('are none where the traits of a side are not known', () => {
    const known = featuresOf(['=2'], [], ['a>b']);
    const unknown = { ...known, traits: null };
    for (const [here, there] of [
      [known, unknown],
      [unknown, known],
    ] as const) {
      const parts = explainChoices(here, there, [], background());
      assert.deepEqual([parts.shared, parts.flow, parts.missing], [[], [], []]);
      assert.equal(parts.ofFiles, 100);
    }
  });

  it('are cut to what a person reads', () => {
    const many = Array.from({ length: 40 }, (_, at) => `=${at + 100}`);
    const edges = Array.from({ length: 40 }, (_, at) => `a${at}>b`);
    const [one, other] = [featuresOf(many, [], edges), featuresOf([], [], [])];
    const both = explainChoices(one, one, [], background());
    assert.deepEqual([both.shared.length, both.flow.length], [24, 6]);
    assert.equal(explainChoices(other, one, [], background()).missing.length, 10);
  });
});

describe('the least evidence of a strength', () => {
  it('has that strength, and a little less has not', () => {
    for (const setting of [{ calibrated: true }, { calibrated: true, sameRole: true }])
      for (const strength of ['weak', 'moderate', 'strong', 'conclusive'] as const) {
        const least = evidenceFor(strength, setting);
        assert.ok(least !== null);
        assert.equal(judgeEvidence(least, setting).strength, strength);
        assert.notEqual(judgeEvidence(least * 0.999, setting).strength, strength);
      }
  });

  it('is none where no evidence comes to that: a language in which nobody counted', () => {
    const setting = { calibrated: false };
    assert.equal(evidenceFor('strong', setting), null);
    assert.equal(evidenceFor('conclusive', setting), null);
    assert.equal(judgeEvidence(evidenceFor('moderate', setting) ?? 0, setting).strength, 'moderate');
    assert.equal(judgeEvidence(1e4, setting).strength, 'moderate');
  });
});

describe('a table of outlines', () => {
  const words = (...all: readonly number[]): Uint32Array => Uint32Array.from(all);
  const placed: readonly PlacedOutline[] = [
    { version: 'heron-1', path: 'a.py', weight: 12.5, words: words(1, 2, 3), values: words(9) },
    { version: 'heron-2', path: 'a.py', weight: 3, words: words(), values: words(7, 8) },
    { version: 'heron-1', path: 'b.py', weight: 0, words: words(5), values: words() },
  ];

  it('gives back what was written, by version and path, wherever its bytes begin', () => {
    const bytes = encodeOutlines(placed);
    const moved = new Uint8Array(bytes.length + 1);
    moved.set(bytes, 1);
    for (const one of [bytes, moved.subarray(1)]) {
      const table = openOutlines(one);
      assert.ok(table.ok);
      for (const { version, path, ...outline } of placed)
        assert.deepEqual(table.value.outlineOf(version, path), outline);
      assert.equal(table.value.outlineOf('heron-3', 'a.py'), null);
      assert.equal(table.value.outlineOf('heron-2', 'b.py'), null);
    }
    assert.deepEqual(encodeOutlines([...placed].reverse()), bytes);
  });

  it('is refused where it is damaged, cut or of another version', () => {
    const bytes = encodeOutlines(placed);
    const changed = (at: number): Uint8Array => {
      const other = bytes.slice();
      other[at] = (other[at] ?? 0) ^ 1;
      return other;
    };
    for (const bad of [
      changed(0),
      changed(4),
      bytes.subarray(0, 8),
      bytes.subarray(0, -4),
      bytes.subarray(0, -1),
    ])
      assert.equal(openOutlines(bad).ok, false);
    assert.equal(openOutlines(encodeOutlines([])).ok, true);
  });
});

describe('a table of how many files have a feature', () => {
  const counts = new Map([
    [7, LISTED_FROM],
    [4_000_000_000, 900],
    [5, LISTED_FROM - 1],
    [12, 64],
  ]);

  it('gives back counts to a few percent, and none for what is seldom', () => {
    const bytes = encodeTraitTable(5000, counts);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    for (const one of [bytes, moved.subarray(3)]) {
      const table = openTraitTable(one);
      assert.ok(table.ok);
      assert.equal(table.value.files, 5000);
      const near = (hash: number, files: number): void => {
        const found = table.value.filesWith(hash);
        assert.ok(Math.abs(found - files) <= 0.05 * files, `${hash}: ${found}, not ${files}`);
      };
      near(7, LISTED_FROM);
      near(4_000_000_000, 900);
      near(12, 64);
      assert.equal(table.value.filesWith(5), 0);
      assert.equal(table.value.filesWith(6), 0);
    }
  });

  it('is refused where it is damaged or cut', () => {
    const bytes = encodeTraitTable(5000, counts);
    for (const at of [0, 4, 12]) {
      const bad = bytes.slice();
      bad[at] = (bad[at] ?? 0) ^ 1;
      assert.equal(openTraitTable(bad).ok, false, `byte ${at}`);
    }
    assert.equal(openTraitTable(bytes.subarray(0, 12)).ok, false);
    assert.equal(openTraitTable(bytes.subarray(0, -1)).ok, false);
  });
});

describe('what bears structure out', () => {
  const told = (count: number, from = 0, nats = 4) => ({
    words: LETTERS,
    values: new Map(Array.from({ length: count }, (_, at) => [from + at, nats])),
  });

  it('is the share of the smaller side’s values, shrunk where they are few', () => {
    assert.equal(sharedValues(told(3), told(9)), null);
    assert.equal(sharedValues(told(9), told(3)), null);
    assert.equal(sharedValues(told(4), told(9)), 16 / (8 + 16));
    assert.equal(sharedValues(told(9), told(4)), 16 / (8 + 16));
    assert.equal(sharedValues(told(4), told(9, 2)), 8 / (8 + 16));
    assert.equal(sharedValues(told(4), told(4, 4)), 0);
  });

  it('is a whole unit of some size, which counts in full', () => {
    holds(
      [
        [[100, 0.75, 0.2], 100],
        [[100, 0.74, 0.2], 20],
        [[100, 0, 1], 100],
        [[40, 1, 0.5], 20],
        [[60, 1, 0.2], 30],
        [[44, 1, 0.5], 22],
      ] as const,
      ([evidence, contained, factor]) => countedEvidence(evidence, contained, factor),
    );
  });
});
