import assert from 'node:assert/strict';
import type { AuditReport, ModuleMatch } from '../../../../src/model/report.ts';
import type { FormatOptions } from '../../../../src/mouths/reports/format.ts';
import { FORMATS } from '../../../../src/mouths/reports/formats.ts';
import { columns } from '../../../../src/mouths/reports/text/table.ts';
import { percent } from '../../../../src/mouths/reports/wording.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { emptyShape, hostile } from '../../../fixtures/reports/other-shapes.ts';
import { matchesGolden } from '../../../golden.ts';

const ESCAPE = String.fromCharCode(27);

/** What another answer would be asked for in a folder named beside its catalogue. */
const AGAIN = { path: 'some/where/deep', options: '--catalogue examples/catalogue', writable: true };

function linesOf(report: AuditReport, options: FormatOptions = {}): readonly string[] {
  return FORMATS.text(report, options).trimEnd().split('\n');
}

function withMatch(change: Partial<ModuleMatch>): AuditReport {
  return {
    ...foundingShape,
    modules: foundingShape.modules.map((module) => ({
      ...module,
      matches: module.matches.map((match) => ({ ...match, ...change })),
    })),
  };
}

/** A report with many upstreams, each with modules and findings of its own. */
function crowded(): AuditReport {
  const numbers = Array.from({ length: 30 }, (_, at) => at);
  const [lineage] = foundingShape.lineage;
  const [module] = foundingShape.modules;
  const [source] = foundingShape.sources;
  const finding = foundingShape.findings[1];
  const match = module?.matches[0];
  assert.ok(lineage && module && source && finding && match);
  const id = (at: number): string => `project-with-a-long-name-${at}`;
  return {
    ...foundingShape,
    lineage: numbers.map((at) => ({ ...lineage, upstream: id(at), version: id(at) })),
    sources: numbers.map((at) => ({
      ...source,
      id: id(at),
      project: id(at),
      name: `Project With A Long Name ${at}`,
    })),
    modules: numbers.flatMap((at) =>
      [1, 2, 3, 4, 5, 6].map((one) => ({
        ...module,
        id: `${at}-${one}`,
        matches: [{ ...match, upstream: id(at), version: id(at) }],
      })),
    ),
    findings: numbers.flatMap((at) =>
      ['a', 'b', 'c', 'd', 'e'].map((rule) => ({ ...finding, id: `${at}${rule}`, rule, upstream: id(at) })),
    ),
  };
}

describe('the text report', () => {
  it('reads as the golden transcript', () => {
    matchesGolden('founding-shape.txt', FORMATS.text(foundingShape));
  });

  it('has nothing but the next step to say of an empty folder', () => {
    matchesGolden('empty.txt', FORMATS.text(emptyShape));
  });

  it('begins with the verdict', () => {
    assert.match(
      linesOf(foundingShape)[0] ?? '',
      /^tinyvlm {2}faede36 · 18 of 21 files · 5 modules +NOT CREDITED: 1 OF 2$/,
    );
  });

  for (const report of [foundingShape, crowded(), hostile(foundingShape), hostile(crowded())]) {
    for (const wide of [40, 60, 80, 120]) {
      it(`takes at most forty lines, none wider than ${wide} columns (${report.lineage.length} upstreams)`, () => {
        const lines = linesOf(report, { terminal: { columns: wide, color: false }, again: AGAIN });
        assert.ok(lines.length <= 40, `${lines.length} lines`);
        const wider = lines.filter((line) => columns(line) > wide && !line.includes('forebear '));
        assert.deepEqual(wider, []);
      });
    }
  }

  it('is as wide as eighty columns where nobody says how wide, and has no color', () => {
    const text = FORMATS.text(crowded());
    assert.ok(Math.max(...text.split('\n').map(columns)) <= 80);
    assert.ok(!text.includes(ESCAPE));
  });

  it('says the same in color, with no words of its own in the color', () => {
    const options = { columns: 80, color: true };
    const colored = FORMATS.text(foundingShape, { terminal: options });
    assert.ok(colored.includes(`${ESCAPE}[1;31mNOT CREDITED: 1 OF 2${ESCAPE}[0m`));
    assert.equal(
      colored.replace(new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g'), ''),
      FORMATS.text(foundingShape, { terminal: { ...options, color: false } }),
    );
  });

  it('tells who wrote it first and by which way it came apart', () => {
    const text = FORMATS.text(
      withMatch({
        origin: [
          { project: 'harbor-vl', date: '2023-08-22', share: 0.61, root: true, alsoIn: [] },
          { project: null, share: 0.39, root: false, alsoIn: [] },
        ],
        route: { project: 'beacon-vl', path: 'beacon/resampler.py' },
      }),
    ).replace(/\s+/g, ' ');
    assert.match(text, /Who had it first: harbor-vl 61% \(since 2023-08-22\) · no earlier holder known 39%/);
    assert.match(text, /Perhaps by way of Beacon-VL/);
  });

  it('says that the order is disputed, and leaves the verdict to a person', () => {
    const lines = linesOf(withMatch({ order: 'disputed' }));
    assert.match(lines[0] ?? '', /A PERSON HAS TO DECIDE/);
    assert.ok(lines.some((line) => line.includes('which came first is disputed')));
  });

  it('says how much had anything to be compared with, and what rests on the audited side alone', () => {
    const coverage = { files: 9, bytes: 1000, compared: 900, known: 380, notCompared: 100 };
    const trust = [{ fact: 'dates', saidBy: 'audited side' as const, effect: 'the order' }];
    const text = FORMATS.text({ ...foundingShape, coverage, trust }).replace(/\s+/g, ' ');
    assert.match(text, /38% of the code had something to be compared with/);
    assert.match(text, /On the audited side's own word: 1 fact/);
  });

  it('says of a folder without a match how much was looked at', () => {
    const modules = foundingShape.modules.map((module) => ({ ...module, matches: [] }));
    const text = FORMATS.text({ ...foundingShape, modules, lineage: [], findings: [] });
    assert.match(text, /NOTHING MATCHES/);
    assert.match(text, /Nothing of 5 modules matches\./);
  });

  it('numbers what is to do through the whole report, and counts it', () => {
    const numbers = linesOf(foundingShape).flatMap((line) => /\[(\d+)\]/.exec(line)?.[1] ?? []);
    assert.deepEqual(numbers, ['1', '2', '3']);
    assert.match(FORMATS.text(foundingShape), /3 to do: 1 error, 2 warnings · 1 has a fix · 1 decided/);
  });

  it('names the next command with the path and the options that it needs', () => {
    const text = FORMATS.text(foundingShape, { again: AGAIN });
    assert.ok(text.includes('forebear fix --in some/where/deep --catalogue examples/catalogue\n'));
    assert.ok(text.includes('forebear audit some/where/deep --full --catalogue examples/catalogue\n'));
  });

  it('offers no fix where nothing can be written', () => {
    assert.ok(
      !FORMATS.text(foundingShape, { again: { options: '', writable: false } }).includes('forebear fix'),
    );
  });

  it('lets no control character or bidirectional mark of the audited text reach the terminal', () => {
    for (const full of [true, false]) {
      const text = FORMATS.text(hostile(foundingShape), { full });
      assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
    }
    assert.ok(FORMATS.text(hostile(foundingShape), { full: true }).includes('<U+001B>[31mred'));
  });

  it('says in words that a cancelled run is incomplete', () => {
    assert.match(
      FORMATS.text({ ...foundingShape, partial: true }).replace(/\s+/g, ' '),
      /this report is incomplete/,
    );
  });
});

describe('the text report with --full', () => {
  it('reads as the golden transcript', () => {
    matchesGolden('founding-shape-full.txt', FORMATS.text(foundingShape, { full: true }));
  });

  it('names the denominator of every share', () => {
    const told = FORMATS.text(foundingShape, { full: true }).replace(/\n +/g, ' ');
    const shares = told.match(/: (?:conclusive|strong|moderate|weak); \d+% of [\d,]+ tokens/g) ?? [];
    assert.equal(shares.length, foundingShape.modules.flatMap(({ matches }) => matches).length);
  });

  it('keeps within the width of the terminal, and within 110 columns', () => {
    for (const columns of [60, 80, 110, 200]) {
      const text = FORMATS.text(foundingShape, { full: true, terminal: { columns, color: false } });
      for (const line of text.split('\n')) assert.ok(line.length <= Math.min(110, columns), line);
    }
  });

  it('says how many rows of a long list it leaves out', () => {
    const [module] = foundingShape.modules;
    assert.ok(module !== undefined);
    const many = Array.from({ length: 55 }, (_, index) => ({ ...module, id: `m${index}` }));
    assert.ok(
      FORMATS.text({ ...foundingShape, modules: many }, { full: true }).includes(
        '… and 15 modules more; --format json lists every one.',
      ),
    );
  });

  it('counts two columns for a wide character and none for a combining mark', () => {
    assert.equal(columns('灯笼-V'), 6);
    assert.equal(columns('e\u0301'), 1);
  });

  it('never rounds a share to none or all of it', () => {
    assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(percent), ['0%', '<1%', '50%', '>99%', '100%']);
  });
});
