import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DECISION_STATES } from '../../src/model/report.ts';
import { RULES } from '../../src/rules/table.ts';
import { forebear } from './run-forebear.ts';

const examples = join(import.meta.dirname, '../../examples');
const IN = ['--in', join(examples, 'tiny-vlm'), '--catalogue', join(examples, 'catalogue'), '--quiet'];

interface Reasons {
  readonly reasons: readonly {
    readonly about: string;
    readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[];
  }[];
}

function why(...targets: readonly string[]): Reasons['reasons'] {
  const run = forebear('why', ...targets, ...IN, '--format', 'json');
  assert.equal(run.code, 0, run.err);
  return (JSON.parse(run.out) as Reasons).reasons;
}

const partOf = (reasons: Reasons['reasons'][number] | undefined, title: string): string =>
  reasons?.parts.find((part) => part.title === title)?.lines.join('\n') ?? '';

describe('forebear why', () => {
  it('tells what a match rests on: features, renames, rate, dates, and what would change it', () => {
    const [reasons] = why('tinyvlm/scan_grid.py:cut_scan');
    assert.match(reasons?.about ?? '', /^tinyvlm\/scan_grid\.py:20 cut_scan/);
    assert.match(partOf(reasons, 'What is shared'), /Heron-VL 1\.0: heron\/tiling\.py:\d+-\d+ tile_image/);
    assert.match(partOf(reasons, 'What is shared'), /best_layout -> pick_grid/);
    assert.match(partOf(reasons, 'How sure'), /score 0\.\d+ of 1: conclusive/);
    assert.match(
      partOf(reasons, 'How sure'),
      /(?:About 1 in [\d,]+ independently|None of [\d,]+ independently) written pairs reaches as much/,
    );
    assert.match(partOf(reasons, 'Dates'), /public there: 2023-11-02/);
    assert.match(partOf(reasons, 'What would change it'), /less than conclusive under evidence \d+/);
  });

  it('finds a module by a line inside it, and all modules of a path', () => {
    assert.deepEqual(
      why('tinyvlm/pooler.py:30').map(({ about }) => about.split(' ')[1]),
      ['GatedPooler'],
    );
    assert.equal(why('tinyvlm/pooler.py').length, 2);
  });

  it('takes a module by its name alone, as the audit prints it, where only one has it', () => {
    for (const name of ['GatedPooler', 'cut_scan', 'cut_scan and 1 more']) {
      const [reasons, ...more] = why(name);
      assert.ok(reasons?.about.includes(name.split(' ')[0] ?? ''), reasons?.about);
      assert.equal(more.length, 0);
    }
  });

  it('tells what an upstream is named for, and how it is credited', () => {
    const [reasons] = why('Heron-VL');
    assert.match(partOf(reasons, 'Evidence'), /tinyvlm\/pooler\.py:20 GatedPooler: conclusive/);
    assert.match(partOf(reasons, 'Credit'), /in part/);
    assert.match(partOf(reasons, 'Terms'), /code: Apache-2\.0/);
  });

  it('tells why a rule asks, from the beginning of the finding’s id', () => {
    const audit = forebear('audit', IN[1] ?? '', ...IN.slice(2), '--format', 'json', '--fail-on', 'never');
    const { findings } = JSON.parse(audit.out) as { findings: { id: string; rule: string }[] };
    const finding = findings.find(({ rule }) => rule === 'upstream-header-lost');
    const [reasons] = why(finding?.id.slice(0, 8) ?? '');
    assert.match(reasons?.about ?? '', /^error upstream-header-lost at tinyvlm\/scan_grid\.py/);
    assert.match(partOf(reasons, 'Evidence'), /match with heron\/tiling\.py/);
    assert.match(partOf(reasons, 'What would change it'), /Put the notice of Heron-VL back/);
  });

  it('says what can be asked for where nothing has that name', () => {
    const run = forebear('why', 'nothing.py:Here', ...IN);
    assert.equal(run.code, 3);
    assert.match(
      run.err,
      /Nothing in this report is called "nothing\.py:Here"\. Give PATH:SYMBOL .*heron-vl/,
    );
  });
});

describe('forebear explain', () => {
  it('prints the page of every rule', () => {
    const run = forebear('explain', ...RULES.map(({ id }) => id), '--format', 'markdown');
    assert.equal(run.code, 0, run.err);
    for (const { title } of RULES) assert.ok(run.out.includes(`# ${title}\n`), title);
  });

  it('knows the words that a report prints, and lists rules and words where none is named', () => {
    const words = [
      ...['conclusive', 'strong', 'moderate', 'weak', 'source', 'carrier', 'ancestor', 'fork', 'copy'],
      ...['vendored', 'self', 'not credited', 'terms open', 'a person has to decide', 'complete', 'duty'],
      ...['nothing owed was found', 'nothing matches', 'nothing to examine', 'error', 'warning', 'note'],
      ...[
        'who had it first',
        'no earlier holder known',
        'behind it',
        'also alike',
        'own word',
        'base of the weights',
      ],
      ...[
        'too small to tell',
        'not compared',
        'not at hand',
        'refused',
        'perhaps by way of',
        'module',
        'to do',
      ],
      ...['verbatim', 'renamed', 'rewritten', 'longest run', 'stale', 'expired', 'gone', ...DECISION_STATES],
    ];
    assert.equal(forebear('explain', ...words).code, 0, forebear('explain', ...words).err);
    const { code, out } = forebear('explain');
    assert.equal(code, 0);
    for (const { id } of RULES) assert.match(out, new RegExp(`^ {2}${id}: `, 'm'));
    assert.ok(out.split('\n').every((line) => line.length <= 80));
    assert.ok(!out.includes('setback'), 'words of the code are for its developers');
  });

  it('prints a term of the glossary, however it is spelled, within 80 columns', () => {
    const run = forebear('explain', 'falsePositiveRate');
    assert.equal(run.code, 0, run.err);
    assert.match(run.out, /^false-positive rate\n\nShare of pairs of independent files/);
    for (const line of run.out.split('\n')) assert.ok(line.length <= 80, line);
  });

  it('says what was meant where there is no such word', () => {
    const run = forebear('explain', 'lineag');
    assert.deepEqual([run.code, run.out], [3, '']);
    assert.match(run.err, /Did you mean lineage\?/);
  });
});

describe('an option that a command cannot honor', () => {
  it('is wrong usage, and says so', () => {
    const run = forebear('compare', 'a.py', 'b.py', '--catalogue', '/nowhere');
    assert.equal(run.code, 3);
    assert.match(run.err, /compare takes no --catalogue/);
  });

  it('is honored by compare where it can be: --fail-on STRENGTH', () => {
    const pooler = join(examples, 'upstream/heron-vl/heron/pooler.py');
    const copy = join(examples, 'tiny-vlm/tinyvlm/pooler.py');
    const own = join(examples, 'tiny-vlm/tinyvlm/receipt_reader.py');
    assert.equal(forebear('compare', copy, pooler, '--fail-on', 'strong').code, 1);
    assert.equal(forebear('compare', copy, pooler).code, 0);
    assert.equal(forebear('compare', own, pooler, '--fail-on', 'strong').code, 0);
    assert.equal(forebear('compare', copy, pooler, '--fail-on', 'error').code, 3);
    assert.equal(forebear('rank', copy, '--against', pooler, '--fail-on', 'strong').code, 1);
    assert.equal(forebear('rank', own, '--against', pooler, '--fail-on', 'strong').code, 0);
  });
});
