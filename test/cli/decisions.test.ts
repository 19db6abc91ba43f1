import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundingShape } from '../fixtures/reports/founding-shape.ts';
import { forebear as run } from './run-forebear.ts';

describe('forebear decide and decisions', () => {
  let root: string;
  let report: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'forebear-decide-'));
    report = join(root, 'report.json');
    writeFileSync(report, JSON.stringify({ ...foundingShape, decisions: [] }));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const forebear = (...args: string[]) => run(...args, '--report', report);
  const files = (): readonly string[] =>
    existsSync(join(root, '.forebear/decisions'))
      ? readdirSync(join(root, '.forebear/decisions')).sort()
      : [];
  const decide = (...more: string[]) => forebear('decide', 'f-5e1d0c9f', root, ...more);

  it('records exactly one decision, by the start of an id, and lists it', () => {
    const made = decide(
      '--state',
      'attributed-elsewhere',
      '--note',
      'Credited in the paper.',
      '--by',
      'the team',
    );
    assert.equal(made.code, 0, made.err);
    assert.equal(made.out, '.forebear/decisions/f-5e1d0c9f37a84220.json\n');
    assert.deepEqual(files(), ['f-5e1d0c9f37a84220.json']);
    const listed = forebear('decisions', 'list', root);
    assert.match(
      listed.out,
      /^current\tattributed-elsewhere\tf-5e1d0c9f37a84220\tupstream-not-credited\tREADME\.md\t\tCredited in the paper\.\n$/,
    );
  });

  it('needs a state, a note, and evidence where a state rests on it', () => {
    assert.equal(decide('--note', 'x').code, 3);
    assert.equal(decide('--state', 'accepted').code, 3);
    assert.equal(decide('--state', 'fine', '--note', 'x').code, 3);
    const own = decide('--state', 'own-work', '--note', 'Ours.');
    assert.equal(own.code, 3);
    assert.match(own.err, /needs evidence/);
    assert.equal(decide('--state', 'accepted', '--note', 'x', '--until', 'tomorrow').code, 3);
    assert.deepEqual(files(), []);
  });

  it('takes a number of the to-do list for all its findings, and alone shows what is asked and how to answer', () => {
    const asked = forebear('decide', '1', root);
    assert.equal(asked.code, 0, asked.err);
    const [command = ''] = /forebear decide 1 --state false-match.*$/m.exec(asked.out) ?? [];
    assert.match(command, / --in .*forebear-decide-/);
    assert.deepEqual(files(), []);
    const made = forebear('decide', '1', root, '--state', 'false-match', '--note', 'Not related.');
    assert.equal(made.code, 0, made.err);
    assert.equal(files().length, 1);
    const none = forebear('decide', '99', root, '--state', 'accepted', '--note', 'x');
    assert.equal(none.code, 2);
    assert.match(none.err, /There is no number 99\. The list ends with \[\d\]/);
  });

  it('refuses an id that no finding has, and one that several have', () => {
    const none = forebear('decide', 'f-0000000', root, '--state', 'accepted', '--note', 'x');
    assert.equal(none.code, 2);
    assert.match(none.err, /There is no finding and no upstream "f-0000000"/);
  });

  it('makes a baseline once, tells stale decisions by exit code, and prunes those that are gone', () => {
    const made = forebear('decisions', 'baseline', root);
    assert.equal(made.out.trim().split('\n').length, 3);
    assert.equal(forebear('decisions', 'baseline', root).out, '');
    assert.equal(forebear('decisions', 'stale', root).code, 0);
    const [first, second] = foundingShape.findings;
    assert.ok(first !== undefined && second !== undefined);
    writeFileSync(
      report,
      JSON.stringify({ ...foundingShape, findings: [{ ...first, basis: 'changed' }, second], decisions: [] }),
    );
    const stale = forebear('decisions', 'stale', root);
    assert.equal(stale.code, 1);
    assert.match(stale.out, new RegExp(`^stale\\tto-fix\\t${first.id}\\t`));
    assert.deepEqual(
      forebear('decisions', 'prune', root).out,
      '.forebear/decisions/f-8d20aa31ce90b7f4.json\n',
    );
    assert.equal(files().length, 2);
  });

  it('refuses a report of another kind or version with the way to make one', () => {
    writeFileSync(report, '{"schemaVersion": 99}');
    assert.match(forebear('decisions', 'list', root).err, /schema version 99/);
    writeFileSync(report, '{"schemaVersion": 1}');
    const odd = forebear('decisions', 'list', root);
    assert.equal(odd.code, 2);
    assert.match(odd.err, /is not an audit report/);
    writeFileSync(report, 'x');
    assert.match(forebear('decisions', 'list', root).err, /forebear audit --format json/);
  });

  it('names a decision file that is broken and goes on', () => {
    mkdirSync(join(root, '.forebear/decisions'), { recursive: true });
    writeFileSync(join(root, '.forebear/decisions/f-x.json'), '{');
    const listed = forebear('decisions', 'list', root);
    assert.equal(listed.code, 0);
    assert.match(listed.err, /\.forebear\/decisions\/f-x\.json: not JSON/);
  });
});
