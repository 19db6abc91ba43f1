import { strict as assert } from 'node:assert';
import type { LocalModule, UnitPair } from '../../../src/engine/file/file-analysis.ts';
import { heldSince } from '../../../src/lineage/held-since.ts';
import type { UpstreamPlace } from '../../../src/model/upstream-place.ts';
import { sourceFacts } from '../credit/source-facts.ts';

const SOURCES = new Map(
  [
    sourceFacts({ id: 'ibis-1', project: 'ibis', published: '2022-05-01' }),
    sourceFacts({ id: 'ibis-2', project: 'ibis', published: '2022-01-01' }),
    sourceFacts({ id: 'heron-1', project: 'heron', published: '2024-01-01' }),
  ].map((source) => [source.id, source]),
);
const RANGE = { startLine: 1, endLine: 9 };

const place = (version: string, symbol = 'Pool', since: string | null = null): UpstreamPlace => ({
  version,
  path: 'model.py',
  symbol,
  role: 'resampler',
  range: RANGE,
  since,
});

/** A pair that holds `share` of the upstream unit. */
const pair = (places: readonly UpstreamPlace[], share = 1, evidence = 100, unit = 0): UnitPair => ({
  unit,
  evidence,
  shared: share * 100,
  upstreamWeight: 100,
  longestRun: 30,
  regions: [],
  renames: [],
  contradictions: 0,
  places,
});

const module = (...pairs: readonly UnitPair[]): LocalModule => ({
  symbol: 'Pool',
  role: 'resampler',
  range: RANGE,
  tokens: 90,
  units: [],
  pairs,
});

interface File {
  readonly path: string;
  readonly module: LocalModule;
  readonly date: string | null;
}

/** Since when the first module's first pair is held here, by all files together. */
function since(files: readonly File[], self: readonly string[] = []): string | null {
  const dates = new Map(files.map(({ path, date }) => [path, date]));
  const held = heldSince(files, SOURCES, (path) => dates.get(path) ?? null)(new Set(self));
  const [first] = files;
  const [asked] = first?.module.pairs ?? [];
  const [where] = asked?.places ?? [];
  assert.ok(first && asked && where);
  return held(first.module, asked, where);
}

const file = (path: string, date: string | null, ...pairs: readonly UnitPair[]): File => ({
  path,
  module: module(...pairs),
  date,
});

describe('since when a repository holds code', () => {
  const heron = place('heron-1');

  it('is the date of the oldest file here that holds most of it', () => {
    const files = [
      file('new.py', '2025-01-01', pair([heron])),
      file('old.py', '2023-01-01', pair([heron], 0.6)),
      file('older.py', '2021-01-01', pair([heron], 0.59)),
    ];
    assert.equal(since(files), '2023-01-01');
  });

  it('is told by the same upstream unit alone', () => {
    const other = file('old.py', '2023-01-01', pair([place('heron-1', 'Other')]));
    const elsewhere = file('old.py', '2023-01-01', pair([{ ...heron, path: 'other.py' }]));
    const project = file('old.py', '2023-01-01', pair([place('ibis-1')]));
    const unknown = file('old.py', '2023-01-01', pair([place('nowhere')]));
    for (const one of [other, elsewhere, project, unknown])
      assert.equal(since([file('new.py', '2025-01-01', pair([heron])), one]), '2025-01-01');
  });

  it('is not known where no file is dated', () => {
    assert.equal(since([file('new.py', null, pair([heron]))]), null);
  });

  it('is, of an upstream itself, when its own earlier version was public', () => {
    const own = (evidence: number, unit = 0): File =>
      file(
        'new.py',
        '2025-01-01',
        pair([heron]),
        pair([place('ibis-1'), place('ibis-2')], 1, evidence, unit),
      );
    assert.equal(since([own(50)], ['ibis']), '2022-01-01');
    assert.equal(since([own(49)], ['ibis']), '2025-01-01', 'less than half of the evidence');
    assert.equal(since([own(50, 1)], ['ibis']), '2025-01-01', 'of another unit');
    assert.equal(since([own(50)], ['kite']), '2025-01-01', 'of a project that it is not');
    assert.equal(since([own(50)]), '2025-01-01', 'not itself an upstream');
  });

  it('takes the date of a file’s own state before that of the version', () => {
    const own = pair([place('ibis-1', 'Pool', '2021-06-01')], 1, 100);
    assert.equal(since([file('new.py', '2025-01-01', pair([heron]), own)], ['ibis']), '2021-06-01');
  });
});
