import { strict as assert } from 'node:assert';
import type { HistoryFacts } from '../../../src/model/evidence.ts';
import type { Finding } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import type { Sketch } from './evidence-builder.ts';
import { evidenceOf, licenseRecord, moduleOf } from './evidence-builder.ts';

const sources = [
  sourceFacts({
    project: 'origin',
    projectName: 'Origin',
    citations: ['Origin: a model', 'arXiv:2401.00001'],
  }),
];
const modules = [moduleOf('model.py', 'Model', { upstream: 'origin' })];

function found(rule: string, sketch: Sketch): readonly Finding[] {
  return checkRules(evidenceOf({ sources, modules, ...sketch })).filter((finding) => finding.rule === rule);
}

function history(facts: Partial<HistoryFacts>): { readonly history: HistoryFacts } {
  return { history: { authors: [], arrivals: new Map(), commits: 10, ...facts } };
}

describe('sudden-arrival', () => {
  const whole = new Map([['model.py', { date: '2024-05-27', commits: 1 }]]);

  it('asks nothing beside a question for the credit itself', () => {
    assert.equal(found('upstream-not-credited', { more: history({ arrivals: whole }) }).length, 1);
    assert.deepEqual(found('sudden-arrival', { more: history({ arrivals: whole }) }), []);
  });

  it('notes a matched file that came in one commit of a longer history, too small to ask for its credit', () => {
    const files = ['a.py', 'b.py', 'c.py'].map((path) =>
      moduleOf(path, path, { upstream: 'origin', path: `lib/${path}` }),
    );
    const small = (tokens: number) => ({ ...moduleOf('model.py', 'Model', { upstream: 'origin' }), tokens });
    const claims = ['a.py', 'b.py', 'c.py'].map((path) => ({
      path,
      line: 1,
      text: 'Taken from Origin',
      upstream: 'origin',
      kind: 'code-comment' as const,
      force: 'credit' as const,
    }));
    const arrived = (tokens: number): readonly Finding[] =>
      found('sudden-arrival', {
        modules: [...files, small(tokens)],
        more: { ...history({ arrivals: whole }), claims },
      });
    const [finding] = arrived(80);
    assert.equal(finding?.level, 'note');
    assert.deepEqual(arrived(40), [], 'a function of a few lines came with a file of its own');
    assert.match(
      finding?.message ?? '',
      /model\.py came in one commit \(2024-05-27\).* 10 commits; it matches Origin/,
    );
  });

  it('says nothing of a file that was worked on, of a history of one commit, or without history', () => {
    const worked = new Map([['model.py', { date: '2024-05-27', commits: 4 }]]);
    assert.deepEqual(found('sudden-arrival', { more: history({ arrivals: worked }) }), []);
    assert.deepEqual(found('sudden-arrival', { more: history({ arrivals: whole, commits: 1 }) }), []);
    assert.deepEqual(found('sudden-arrival', {}), []);
  });
});

describe('authors-not-named', () => {
  const authors = [
    { name: 'Ada Example', commits: 60 },
    { name: 'Béla Muster', commits: 30 },
    { name: 'renovate[bot]', commits: 50 },
    { name: 'Passer By', commits: 1 },
  ];

  it('names a main author who is missing, and neither robots nor passers-by', () => {
    const texts = { 'CITATION.cff': 'authors:\n  - family-names: Example\n    given-names: Ada\n' };
    const [finding, ...rest] = found('authors-not-named', { texts, more: history({ authors }) });
    assert.deepEqual(rest, []);
    assert.match(finding?.message ?? '', /CITATION\.cff does not name Béla Muster \(30 commits of 91\)/);
  });

  it('reads names without their accents and in any order', () => {
    const texts = { AUTHORS: 'Muster, Bela\nExample, Ada\n' };
    assert.deepEqual(found('authors-not-named', { texts, more: history({ authors }) }), []);
  });

  it('knows whom a short name and a letter stand for', () => {
    const missing = (name: string): number =>
      found('authors-not-named', {
        texts: { AUTHORS: 'Albert Muster\nExample, Ada\n' },
        more: history({ authors: [{ name, commits: 60 }] }),
      }).length;
    assert.deepEqual(['Alby M', 'Alby E', 'Al M', 'Bea M', 'Alby M Z'].map(missing), [0, 1, 1, 1, 1]);
  });

  it('asks nothing of a repository that lists no authors', () => {
    assert.deepEqual(
      found('authors-not-named', { texts: { 'README.md': '# x\n' }, more: history({ authors }) }),
      [],
    );
  });
});

describe('citation-missing', () => {
  it('notes a paper that no document cites', () => {
    const [finding] = found('citation-missing', { texts: { 'README.md': 'Based on Origin.\n' } });
    assert.equal(finding?.level, 'note');
    assert.match(finding?.message ?? '', /can be cited as Origin: a model/);
  });

  it('is content with the number or the title of the paper', () => {
    const cite = (text: string): readonly Finding[] =>
      found('citation-missing', { texts: { 'README.md': text } });
    assert.deepEqual(cite('See https://arxiv.org/abs/2401.00001v2\n'), []);
    assert.deepEqual(cite('```\n@misc{o,\n title={ORIGIN: a  Model}\n}\n```\n'), []);
    assert.deepEqual(cite('* [Origin](https://example.org/origin): a\n  model\n'), []);
    assert.deepEqual(cite('<b>Origin</b>: a {M}odel\n'), []);
    assert.equal(cite('* [Origin](https://example.org/a-model): our base\n').length, 1);
  });

  it('is content with the word of every file, where no document speaks of the project', () => {
    const cite = (sketch: Sketch): number => found('citation-missing', sketch).length;
    const said = { 'model.py': '# Copied from Origin.\n' };
    assert.equal(cite({ texts: said }), 0);
    assert.equal(cite({ texts: { ...said, 'README.md': 'Based on Origin.\n' } }), 1);
    const other = moduleOf('other.py', 'Other', { upstream: 'origin', path: 'other.py' });
    assert.equal(cite({ texts: said, modules: [...modules, other] }), 1);
  });

  it('asks for no paper of another version than the files are of', () => {
    const cite = (path: string): number =>
      found('citation-missing', { modules: [moduleOf('model.py', 'Model', { upstream: 'origin', path })] })
        .length;
    assert.equal(cite('models/origin3/modeling.py'), 0);
    assert.equal(cite('models/origin/modeling_v3.py'), 1);
  });
});

describe('copyright-line-missing', () => {
  const mit = [
    sourceFacts({
      project: 'origin',
      codeLicense: { expression: 'MIT', source: 'LICENSE' },
      copyrights: ['Copyright (c) 2021 Origin', 'Copyright 2020 Somebody upstream of Origin'],
      files: [{ path: 'other.py', role: 'other', firstCommitted: null }],
    }),
  ];
  const headers = {
    upstreamHeaders: (_version: string, path: string) => [
      {
        copyrights: path === 'other.py' ? ['Copyright 2020 Somebody upstream of Origin'] : [],
        licenseExpression: '',
        lineHashes: [],
      },
    ],
  };

  it('asks for the line of the license file, not for headers of files that were not copied', () => {
    const licenses = [licenseRecord('LICENSE', 'MIT')];
    const [finding] = found('copyright-line-missing', { sources: mit, licenses, more: headers });
    assert.match(finding?.message ?? '', /"Copyright \(c\) 2021 Origin" be kept \(MIT paragraph 2\)/);
    assert.ok(!/Somebody/.test(finding?.message ?? ''));
  });

  it('asks for nothing on behalf of a license whose notices stand in files', () => {
    const apache = mit.map((one) => ({
      ...one,
      codeLicense: { expression: 'Apache-2.0', source: 'LICENSE' },
    }));
    assert.deepEqual(found('copyright-line-missing', { sources: apache, more: headers }), []);
  });
});

describe('changes-not-stated', () => {
  it('is content with a comment that says so, in the header or beside the code', () => {
    const header = new Map([
      ['model.py', { range: { startLine: 1, endLine: 1 }, text: '# Modified from Origin' }],
    ]);
    assert.deepEqual(found('changes-not-stated', { more: { headers: header } }), []);
    assert.deepEqual(
      found('changes-not-stated', { texts: { 'model.py': 'x = 1\n# adapted from Origin\n' } }),
      [],
    );
  });

  it('does not take "copied from" for a statement of change', () => {
    assert.equal(found('changes-not-stated', { texts: { 'model.py': '# Copied from Origin\n' } }).length, 1);
  });
});
