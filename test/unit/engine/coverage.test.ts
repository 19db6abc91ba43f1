import assert from 'node:assert/strict';
import { coverageOf, gapsOf } from '../../../src/engine/coverage.ts';
import type { FileAnalysis } from '../../../src/engine/file/file-analysis.ts';
import type { Gathered } from '../../../src/engine/gather.ts';

const unit = { symbol: 'f', role: 'other', tokens: 30, weight: 1 } as const;
const pair = { unit: 0 } as FileAnalysis['modules'][number]['pairs'][number];

/** A file of code of 100 bytes and ten lines, whose unit has four of these, with a counterpart or without. */
function file(path: string, given: Partial<FileAnalysis> & { readonly known?: boolean } = {}): FileAnalysis {
  const { known = false, ...more } = given;
  const range = { startLine: 2, endLine: 5 };
  return {
    path,
    notExamined: null,
    gap: 'left out',
    coverage: { bytes: 100, compared: 100, lines: 10 },
    modules: [{ ...unit, range, units: [{ ...unit, range }], pairs: known ? [pair] : [] }],
    ...more,
  } as FileAnalysis;
}

function gathered(files: readonly FileAnalysis[], more: Partial<Gathered> = {}): Gathered {
  return {
    listed: files.map(({ path }) => ({ path, size: 100 })),
    skipped: [],
    failures: [],
    files,
    ...more,
  } as unknown as Gathered;
}

describe('the ledger of what was compared', () => {
  it('counts code with a counterpart and without, and no other file', () => {
    const all = [
      file('a.py', { known: true }),
      file('b.py'),
      file('README.md', { coverage: null, modules: [] }),
    ];
    assert.deepEqual(coverageOf(gathered(all)), {
      files: 2,
      bytes: 200,
      compared: 200,
      known: 40,
      notCompared: 0,
    });
  });

  it('has every byte of code either compared or not', () => {
    const cut = file('cut.py', {
      coverage: { bytes: 100, compared: 30, lines: 10 },
      notExamined: 'a long line was cut',
    });
    const ledger = coverageOf(
      gathered([cut], {
        listed: [
          { path: 'cut.py', size: 100 },
          { path: 'unread.py', size: 50 },
        ],
        failures: [{ path: 'unread.py', reason: 'cannot be read (EACCES)' }],
        skipped: [
          { path: 'huge.py', reason: 'too large', gap: 'over a budget', size: 1_000 },
          { path: 'build', reason: 'ignored' },
        ],
      }),
    );
    assert.deepEqual(ledger, { files: 3, bytes: 1_150, compared: 30, known: 0, notCompared: 1_120 });
  });

  it('knows what was left out on purpose from what was missed', () => {
    const gaps = gapsOf({
      files: [file('n.ipynb', { notExamined: 'not valid JSON', gap: 'not parsed' })],
      failures: [
        { path: 'a.py', reason: 'cannot be read (EACCES)' },
        { path: '**/*.png', reason: '3 files', gap: 'left out' },
      ],
      skipped: [{ path: 'link.py', reason: 'a symbolic link' }],
    });
    assert.deepEqual(
      gaps.map(({ path, gap }) => [path, gap]),
      [
        ['**/*.png', 'left out'],
        ['a.py', 'not read'],
        ['link.py', 'left out'],
        ['n.ipynb', 'not parsed'],
      ],
    );
  });
});
