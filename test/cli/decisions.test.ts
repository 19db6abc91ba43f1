import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundingShape } from '../fixtures/reports/founding-shape.ts';

describe('forebear decide and decisions', () => {
  let root: string;
  let report: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'forebear-decide-'));
    report = join(root, 'report.json');
    writeFileSync(report, JSON.stringify({ ...foundingShape, decisions: [] }));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const forebear = (...args: string[]) =>
    spawnSync(process.execPath, ['dist/cli.cjs', ...args, '--report', report], { encoding: 'utf8' });
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
    assert.equal(made.status, 0, made.stderr);
    assert.equal(made.stdout, '.forebear/decisions/f-5e1d0c9f37a84220.json\n');
    assert.deepEqual(files(), ['f-5e1d0c9f37a84220.json']);
    const listed = forebear('decisions', 'list', root);
    assert.match(
      listed.stdout,
      /^current\tattributed-elsewhere\tf-5e1d0c9f37a84220\tupstream-not-credited\tREADME\.md\t\tCredited in the paper\.\n$/,
    );
  });

  it('needs a state, a note, and evidence where a state rests on it', () => {
    assert.equal(decide('--note', 'x').status, 3);
    assert.equal(decide('--state', 'accepted').status, 3);
    assert.equal(decide('--state', 'fine', '--note', 'x').status, 3);
    const own = decide('--state', 'own-work', '--note', 'Ours.');
    assert.equal(own.status, 3);
    assert.match(own.stderr, /needs evidence/);
    assert.equal(decide('--state', 'accepted', '--note', 'x', '--until', 'tomorrow').status, 3);
    assert.deepEqual(files(), []);
  });

  it('takes a number of the to-do list for all its findings, and alone shows what is asked and how to answer', () => {
    const asked = forebear('decide', '1', root);
    assert.equal(asked.status, 0, asked.stderr);
    const [command = ''] = /forebear decide 1 --state false-match.*$/m.exec(asked.stdout) ?? [];
    assert.match(command, / --in .*forebear-decide-/);
    assert.deepEqual(files(), []);
    const made = forebear('decide', '1', root, '--state', 'false-match', '--note', 'Not related.');
    assert.equal(made.status, 0, made.stderr);
    assert.equal(files().length, 1);
    const none = forebear('decide', '99', root, '--state', 'accepted', '--note', 'x');
    assert.equal(none.status, 2);
    assert.match(none.stderr, /There is no number 99\. The list ends with \[\d\]/);
  });

  it('refuses an id that no finding has, and one that several have', () => {
    const none = forebear('decide', 'f-0000000', root, '--state', 'accepted', '--note', 'x');
    assert.equal(none.status, 2);
    assert.match(none.stderr, /There is no finding and no upstream "f-0000000"/);
  });

  it('makes a baseline once, tells stale decisions by exit code, and prunes those that are gone', () => {
    const made = forebear('decisions', 'baseline', root);
    assert.equal(made.stdout.trim().split('\n').length, 3);
    assert.equal(forebear('decisions', 'baseline', root).stdout, '');
    assert.equal(forebear('decisions', 'stale', root).status, 0);
    const [first, second] = foundingShape.findings;
    assert.ok(first !== undefined && second !== undefined);
    writeFileSync(
      report,
      JSON.stringify({ ...foundingShape, findings: [{ ...first, basis: 'changed' }, second], decisions: [] }),
    );
    const stale = forebear('decisions', 'stale', root);
    assert.equal(stale.status, 1);
    assert.match(stale.stdout, new RegExp(`^stale\\tto-fix\\t${first.id}\\t`));
    assert.deepEqual(
      forebear('decisions', 'prune', root).stdout,
      '.forebear/decisions/f-8d20aa31ce90b7f4.json\n',
    );
    assert.equal(files().length, 2);
  });

  it('refuses a report of another kind or version with the way to make one', () => {
    writeFileSync(report, '{"schemaVersion": 99}');
    assert.match(forebear('decisions', 'list', root).stderr, /schema version 99/);
    writeFileSync(report, '{"schemaVersion": 1}');
    const odd = forebear('decisions', 'list', root);
    assert.equal(odd.status, 2);
    assert.match(odd.stderr, /is not an audit report/);
    writeFileSync(report, 'x');
    assert.match(forebear('decisions', 'list', root).stderr, /forebear audit --format json/);
  });

  it('names a decision file that is broken and goes on', () => {
    mkdirSync(join(root, '.forebear/decisions'), { recursive: true });
    writeFileSync(join(root, '.forebear/decisions/f-x.json'), '{');
    const listed = forebear('decisions', 'list', root);
    assert.equal(listed.status, 0);
    assert.match(listed.stderr, /\.forebear\/decisions\/f-x\.json: not JSON/);
  });
});
