import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { PredictionsReport } from '../../src/model/predictions-report.ts';
import { independentModel, makeWorld, partialCopy } from '../unit/artefacts/predictions/generate-models.ts';
import { forebear, freshFolder, parseResult } from './run-forebear.ts';

const LETTERS = 'ABCD';
const world = makeWorld(41, 500, 4, 0.3);
const upstream = independentModel(world, 0.68);
const models: Readonly<Record<string, readonly number[]>> = {
  upstream,
  suspect: partialCopy(world, upstream, independentModel(world, 0.68), 0.92),
  control1: independentModel(world, 0.68),
  control2: independentModel(world, 0.66),
};
const reference = (item: number): string => LETTERS[world.references[item] ?? 0] ?? '';
const letter = (answer: number): string => LETTERS[answer] ?? '';

type Writer = (answers: readonly number[]) => string | Uint8Array;

function write(extension: string, writer: Writer, folder = freshFolder()): readonly string[] {
  return Object.entries(models).map(([name, answers]) => {
    const path = join(folder, `${name}.${extension}`);
    writeFileSync(path, writer(answers));
    return path;
  });
}

function compare(files: readonly string[], ...more: readonly string[]): PredictionsReport {
  const [first = '', second = '', ...controls] = files;
  const run = forebear('predictions', first, second, '--control', ...controls, '--format', 'json', ...more);
  assert.equal(run.code, 0, run.err);
  return parseResult<PredictionsReport>('predictions.schema.json', run.out);
}

const jsonLines: Writer = (answers) =>
  answers
    .map((answer, item) =>
      JSON.stringify({
        id: `q${item}`,
        prediction: letter(answer),
        reference: reference(item),
        num_options: 4,
      }),
    )
    .join('\n');

/** Rows in another order with another id: only `doc_hash` joins them. */
const harness: Writer = (answers) =>
  answers
    .map((answer, item) => ({ answer, item }))
    .sort((a, b) => ((a.item * 7919 + a.answer) % 500) - ((b.item * 7919 + b.answer) % 500))
    .map(({ answer, item }, row) => {
      const resps = [0, 1, 2, 3].map((option) => [[String(option === answer ? -0.3 : -2 - option), 'False']]);
      return JSON.stringify({
        doc_id: row,
        doc: { question: `question ${item}` },
        target: String(world.references[item]),
        arguments: { gen_args_0: { arg_0: 'context', arg_1: ' A' } },
        resps,
        filtered_resps: resps.map(([pair]) => pair),
        filter: 'none',
        metrics: ['acc'],
        doc_hash: `hash${item}`,
        prompt_hash: 'p',
        target_hash: 't',
        acc: answer === world.references[item] ? 1 : 0,
      });
    })
    .join('\n');

const cell = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** A workbook as VLMEvalKit writes it, numbers as numbers and free answers around the letter. */
const workbook: Writer = (answers) => {
  const header = ['index', 'question', 'A', 'B', 'C', 'D', 'answer', 'prediction'];
  const strings = header.map((text) => `<si><t>${text}</t></si>`).join('');
  const rows = answers.map((answer, item) => {
    const row = item + 2;
    const texts = ['B', 'C', 'D', 'E', 'F'].map((column, index) =>
      cell(`${column}${row}`, `text ${index} &amp; ${item}`),
    );
    return `<row r="${row}"><c r="A${row}"><v>${item}</v></c>${texts.join('')}${cell(`G${row}`, reference(item))}${cell(`H${row}`, `The answer is (${letter(answer)}).`)}</row>`;
  });
  const head = header.map((_, index) => `<c r="${'ABCDEFGH'[index]}1" t="s"><v>${index}</v></c>`).join('');
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet><sheetData><row r="1">${head}</row>${rows.join('')}</sheetData></worksheet>`,
    ),
  });
};

describe('forebear predictions', () => {
  it('draws shared wrong answers on a page of its own, beside the controls and chance', () => {
    const [first = '', second = '', ...controls] = write('jsonl', jsonLines);
    const { out, code } = forebear(
      'predictions',
      first,
      second,
      '--control',
      ...controls,
      '--format',
      'html',
    );
    assert.equal(code, 0);
    assert.match(out, /<p class="verdict">shared errors strong/);
    const shares = [...out.matchAll(/<th scope="row">([^<]+)<\/th>[\s\S]*?<td class="number">(\d+)%/g)].map(
      ([, name = '', share]) => [name, Number(share)] as const,
    );
    assert.equal(shares.length, controls.length + 2);
    const [[pair, ours] = ['', 0], ...others] = shares;
    assert.deepEqual([pair, others.at(-1)?.[0]], ['this pair', 'chance']);
    assert.ok(others.every(([, share]) => share < ours));
    assert.ok(!/<script|<img|https?:/.test(out));
  });

  it('answers the same for JSON lines, CSV, TSV, JSON, harness samples and a workbook', () => {
    const formats: readonly (readonly [string, Writer])[] = [
      ['jsonl', jsonLines],
      [
        'csv',
        (answers) =>
          `index,answer,prediction,options\n${answers.map((answer, item) => `${item},${reference(item)},"(${letter(answer)}) since, as said",A|B|C|D`).join('\n')}\n`,
      ],
      [
        'tsv',
        (answers) =>
          `question_id\tlabel\tresponse\tn_options\n${answers.map((answer, item) => `${item}\t${reference(item)}\t${letter(answer).toLowerCase()}.\t4`).join('\n')}\n`,
      ],
      [
        'json',
        (answers) =>
          JSON.stringify({
            results: answers.map((answer, item) => ({
              idx: item,
              gold: reference(item),
              output: `Answer: ${letter(answer)}`,
              choices: ['w', 'x', 'y', 'z'],
            })),
          }),
      ],
      ['samples.jsonl', harness],
      ['xlsx', workbook],
    ];
    const reports = formats.map(([extension, writer]) => compare(write(extension, writer)));
    for (const [index, report] of reports.entries()) {
      const name = formats[index]?.[0];
      assert.equal(report.verdict, 'shared_errors_strong', name);
      assert.equal(report.items, 500, name);
      assert.deepEqual(report.table, reports[0]?.table, name);
      assert.equal(report.sharedWrong, reports[0]?.sharedWrong, name);
      assert.equal(report.capa?.toFixed(9), reports[0]?.capa?.toFixed(9), name);
    }
  });

  it('keeps one filter of harness samples and says which', () => {
    const doubled: Writer = (answers) =>
      answers
        .flatMap((answer, item) =>
          ['strict-match', 'flexible-extract'].map((filter) =>
            JSON.stringify({
              doc_id: item,
              target: `${world.references[item]}`,
              filter,
              resps: [[`so it is ${answer}`]],
              filtered_resps: [filter === 'strict-match' ? `${answer}` : '[invalid]'],
              exact_match: filter === 'strict-match' && answer === world.references[item] ? 1 : 0,
            }),
          ),
        )
        .join('\n');
    const report = compare(write('jsonl', doubled));
    assert.equal(report.verdict, 'shared_errors_strong');
    assert.ok(report.notes.some((note) => note.includes('"strict-match" was taken')));
  });

  it('takes columns by the names that --columns gives', () => {
    const odd: Writer = (answers) =>
      `nummer,soll,ist\n${answers.map((answer, item) => `${item},${reference(item)},${letter(answer)}`).join('\n')}\n`;
    const files = write('csv', odd);
    const refused = forebear('predictions', ...files.slice(0, 2), '--control', ...files.slice(2));
    assert.equal(refused.code, 2);
    assert.match(refused.err, /no column of answers \(it has nummer, soll, ist\).*--columns prediction=NAME/);
    assert.equal(refused.out, '');
    const report = compare(files, '--columns', 'id=nummer,reference=soll,prediction=ist');
    assert.equal(report.verdict, 'shared_errors_strong');
  });

  it('refuses fewer than thirty common ids, with the reason and exit code 2', () => {
    const [first = '', second = ''] = write('jsonl', (answers) => jsonLines(answers.slice(0, 29)));
    const run = forebear('predictions', first, second, '--control', first, '--format', 'json');
    assert.equal(run.code, 2);
    const report = parseResult<PredictionsReport>('predictions.schema.json', run.out);
    assert.equal(report.verdict, 'not_comparable');
    assert.match(report.reason, /Only 29 items have the same id/);
  });

  it('refuses files whose reference answers differ', () => {
    const folder = freshFolder();
    const [first = ''] = write('jsonl', jsonLines, folder);
    const other = join(folder, 'other.jsonl');
    writeFileSync(
      other,
      upstream
        .map((answer, item) =>
          JSON.stringify({
            id: `q${item}`,
            prediction: letter(answer),
            reference: letter((world.references[item] ?? 0) === 0 ? 1 : 0),
            num_options: 4,
          }),
        )
        .join('\n'),
    );
    const run = forebear('predictions', first, other, '--control', first, '--format', 'json');
    assert.equal(run.code, 2);
    const report = parseResult<PredictionsReport>('predictions.schema.json', run.out);
    assert.equal(report.verdict, 'not_comparable');
    assert.match(report.reason, /reference answers of \d+ of 500 common items differ/);
  });

  it('does not call shared errors strong without any control', () => {
    const [first = '', second = ''] = write('jsonl', jsonLines);
    const run = forebear('predictions', first, second, '--format', 'json');
    const report = parseResult<PredictionsReport>('predictions.schema.json', run.out);
    assert.equal(report.verdict, 'not_comparable');
    assert.match(report.reason, /two independent models with --control/);
  });

  it('exits 0 whatever the answer, and 1 only when --fail-on asks for it', () => {
    const [first = '', second = '', ...controls] = write('jsonl', jsonLines);
    const args = ['predictions', first, second, ...controls.flatMap((path) => ['--control', path])];
    assert.equal(forebear(...args).code, 0);
    assert.equal(forebear(...args, '--fail-on', 'error').code, 1);
    assert.equal(forebear(...args, '--fail-on', 'never').code, 0);
  });

  it('answers on questions about the models themselves alone, with a control, and counts them as no wrong answers', () => {
    const folder = freshFolder();
    const questions = [
      'Who are you?',
      'Who made you?',
      'What is your name?',
      'What model are you?',
      '你是谁？',
      'Introduce yourself.',
    ];
    const write = (name: string, says: string): string => {
      const path = join(folder, `${name}.jsonl`);
      const rows = questions.map((question, id) => JSON.stringify({ id, question, response: says }));
      writeFileSync(path, rows.join('\n'));
      return path;
    };
    const files = [
      write('up', 'I am Egret, made by Lakeside Labs.'),
      write('suspect', 'Hello! I am Egret.'),
      '--control',
      write('one', 'I am Heron.'),
      write('two', 'I am an AI assistant.'),
    ];
    const { out, code } = forebear('predictions', ...files);
    assert.equal(code, 0);
    assert.match(out, /Asked about themselves: names the upstream/);
    assert.match(out, /"egret": upstream 6 of 6, suspect 6 of 6; one\.jsonl 0 of 6, two\.jsonl 0 of 6/);
    const report = parseResult<PredictionsReport>(
      'predictions.schema.json',
      forebear('predictions', ...files, '--format', 'json').out,
    );
    assert.equal(report.verdict, 'not_comparable');
    assert.equal(report.identity?.verdict, 'names_the_upstream');
    assert.equal(report.bothWrong, 0);
    assert.equal(forebear('predictions', ...files, '--fail-on', 'warning').code, 1);
    assert.equal(forebear('predictions', ...files, '--fail-on', 'error').code, 0);
  });

  it('says which file is missing or damaged and writes nothing to stdout', () => {
    const folder = freshFolder();
    const [first = ''] = write('jsonl', jsonLines, folder);
    const damaged = join(folder, 'damaged.xlsx');
    writeFileSync(damaged, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)]));
    const gone = forebear('predictions', join(folder, 'gone.jsonl'), first);
    assert.equal(gone.code, 2);
    assert.match(gone.err, /^forebear: There is no file or folder "[^"]*gone\.jsonl"\. Check the path\.$/m);
    const run = forebear('predictions', first, damaged);
    assert.equal(run.code, 2);
    assert.equal(run.out, '');
    assert.match(run.err, /damaged\.xlsx is not an xlsx workbook/);
  });

  it('is wrong usage with one file', () => {
    assert.equal(forebear('predictions', 'only.jsonl').code, 3);
  });
});
