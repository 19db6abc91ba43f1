import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forebear, forebearWith, freshFolder } from './run-forebear.ts';

describe('forebear compare', () => {
  it('shows matched lines, both containments and the rename map of a rewritten file', () => {
    const run = forebear(
      'compare',
      'examples/tiny-vlm/tinyvlm/scan_grid.py',
      'examples/upstream/heron-vl/heron/tiling.py',
      '--format',
      'json',
    );
    assert.equal(run.code, 0, run.err);
    const { overall, matches } = JSON.parse(run.out) as {
      overall: { strength: string; containment: { local: number; upstream: number } };
      matches: { local: { symbol: string }; renames: [string, string][]; regions: unknown[] }[];
    };
    assert.equal(overall.strength, 'conclusive');
    assert.ok(overall.containment.local > 0.8 && overall.containment.upstream > 0.8);
    const renames = matches.flatMap((match) => match.renames);
    for (const pair of [
      ['tile_layouts', 'candidate_grids'],
      ['picture', 'scan'],
    ]) {
      assert.ok(
        renames.some(([from, to]) => from === pair[0] && to === pair[1]),
        pair.join(' -> '),
      );
    }
    assert.ok(matches.every((match) => match.regions.length > 0));
  });

  it('says first of two equal files that they are identical, and of a folder how many are', () => {
    const folder = freshFolder();
    const text = readFileSync('examples/tiny-vlm/tinyvlm/scan_grid.py', 'utf8');
    for (const [side, other] of [
      ['one', 'x = 1\n'],
      ['two', 'x = 2\n'],
    ] as const) {
      mkdirSync(join(folder, side));
      writeFileSync(join(folder, side, 'grid.py'), text);
      writeFileSync(join(folder, side, 'other.py'), other);
    }
    const files = forebear('compare', join(folder, 'one', 'grid.py'), join(folder, 'two', 'grid.py'));
    assert.match(files.out, /Identical: both files are the same, byte for byte\./);
    assert.ok(files.out.indexOf('Identical') < files.out.indexOf('Overall'));
    const folders = forebear('compare', join(folder, 'one'), join(folder, 'two'));
    assert.match(
      folders.out.replace(/\s+/g, ' '),
      /Identical: 1 of 2 files of code of the first side are in the second/,
    );
    assert.ok(
      !forebear('compare', join(folder, 'one', 'other.py'), join(folder, 'two', 'other.py')).out.includes(
        'Identical',
      ),
    );
  });

  it('keeps within the columns that it is told', () => {
    const sides = ['examples/tiny-vlm/tinyvlm/scan_grid.py', 'examples/upstream/heron-vl/heron/tiling.py'];
    for (const columns of ['60', '80', '120']) {
      const { out } = forebearWith({ COLUMNS: columns }, 'compare', ...sides);
      assert.ok(out.length > 1000);
      for (const line of out.split('\n')) assert.ok(line.length <= Number(columns), line);
    }
  });

  it('finds nothing between two files that have nothing in common', () => {
    const run = forebear(
      'compare',
      'examples/tiny-vlm/tinyvlm/receipt_reader.py',
      'examples/upstream/heron-vl/heron/tiling.py',
      '--format',
      'json',
    );
    const { overall, matches } = JSON.parse(run.out) as {
      overall: { strength: string | null; falsePositiveRate: number };
      matches: unknown[];
    };
    assert.deepEqual([overall.strength, matches], [null, []]);
  });

  it('compares JavaScript with TypeScript-free JavaScript after renaming', () => {
    const folder = freshFolder();
    const source = (a: string, b: string, c: string): string =>
      `export function ${a}(${b}, patch) {\n  const ${c} = Math.ceil((${b}.width * ${b}.height) / (448 * 448));\n  const ratio = Math.log(${b}.width / ${b}.height);\n  const rows = [];\n  for (let i = 1; i <= ${c}; i += 1) {\n    if (${c} % i === 0) rows.push([i, ${c} / i, Math.abs(ratio - Math.log(i / (${c} / i)))]);\n  }\n  rows.sort((p, q) => p[2] - q[2]);\n  return ${b}.resize(rows[0][0] * patch * 32, rows[0][1] * patch * 32, { resample: 'bicubic' });\n}\n`;
    writeFileSync(join(folder, 'a.js'), source('sliceImage', 'image', 'count'));
    writeFileSync(join(folder, 'b.js'), source('cutScan', 'scan', 'n'));
    const run = forebear('compare', join(folder, 'a.js'), join(folder, 'b.js'), '--format', 'json');
    const { overall } = JSON.parse(run.out) as { overall: { containment: { local: number } } };
    assert.equal(overall.containment.local, 1);
  });

  it('says in one sentence what it cannot read', () => {
    const run = forebear('compare', 'nowhere.py', 'examples/tiny-vlm');
    assert.equal(run.code, 2);
    assert.match(run.err, /nowhere\.py: there is no such file or folder/);
    assert.equal(forebear('compare', 'examples/tiny-vlm').code, 3);
  });

  it('tells each shared choice with both spellings, and holds it against siblings', () => {
    const folder = freshFolder();
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const original = file(
      'original.py',
      'SIDE = 392\nSLACK = 0.015\nSTRETCH = 1.25\nOVERLAP = 0.35\n\ndef plan(width, height):\n    return [(r, c) for r in range(1, 12) for c in range(1, 12) if abs(width / height - c / r) < SLACK]\n',
    );
    const disguised = file(
      'disguised.py',
      'KNOBS = dict(edge=28 * 14, mercy=15e-3, pull=5 / 4, shared=7 / 20)\n\nclass Tiler:\n    def layout(self, shape):\n        return max(shape[0] - KNOBS["edge"], KNOBS["mercy"])\n',
    );
    const sibling = file(
      'sibling.py',
      'def plan(width, height, limit=9, side=336):\n    return [(r, c) for r in range(1, limit + 1) for c in range(1, limit + 1) if r * c <= limit]\n',
    );
    const run = forebear('compare', disguised, original, '--siblings', sibling, '--format', 'json');
    const { files } = JSON.parse(run.out) as {
      files: {
        copy: number;
        choices: {
          parts: { shared: { value: string; local: { text: string }; upstream: { text: string } }[] };
        };
      }[];
    };
    const part = files[0]?.choices.parts.shared.find(({ value }) => value === '392');
    assert.equal(part?.local.text, '28 * 14');
    assert.equal(part?.upstream.text, '392');
    const text = forebear('compare', disguised, original).out;
    assert.match(text, /392: here 28 \* 14 \(line 1\), there 392 \(line 1\)/);
    assert.match(text, /never more than weak/);
  });
});
