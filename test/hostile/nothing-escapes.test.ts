import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION, type Ended, openTrap, PATIENCE_MS, readText, run, type Trap } from './trap.ts';

/** What steers a terminal or reorders a line, apart from line ends and the tabs of a table. */
const STEERS = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const NAMES = [
  'a\u001b[31mred.py',
  'b\u001b]0;title\u0007.py',
  'c\ttab.py',
  'd\nforebear: nothing was found.py',
  'e\rreturn.py',
  'f\u202Egnp.py',
  'g\u009b31m.py',
  'h\u2028line.py',
  'i\u200bzero.py',
  'j<img src=x onerror=alert(1)>.py',
  'k"; touch MARK; ".py',
  'l$(touch MARK).py',
  '-m.py',
] as const;

describe('nothing escapes', function () {
  this.timeout(PATIENCE_MS);
  let trap: Trap;
  beforeEach(() => {
    trap = openTrap();
  });
  afterEach(() => trap.remove());

  const isClean = (ended: Ended, what: string): void => {
    for (const [stream, text] of [
      ['stdout', ended.out],
      ['stderr', ended.err],
    ] as const)
      assert.ok(!STEERS.test(text), `${what}: ${stream} holds ${JSON.stringify(STEERS.exec(text)?.[0])}`);
  };

  it('from a name to a terminal, in any command', async () => {
    const copy = readText(join(trap.dir, 'grid.py'));
    for (const name of NAMES) trap.write(name, copy);
    for (const name of NAMES) trap.write(`.forebear/decisions/${name}.json`, 'x');
    trap.commit();
    // What one has read serves the next: all that differs is what is made of it.
    const commands: readonly (readonly string[])[] = [
      ...['text', 'json', 'sarif', 'markdown', 'html', 'spdx', 'cyclonedx'].map((format) => [
        'audit',
        '.',
        '--format',
        format,
      ]),
      ['review', '.', '--base', 'HEAD', '--work-tree'],
      ['licenses', '.'],
      ['licenses', '.', '--format', 'json'],
      ['rank', 'grid.py', '--against', '.'],
      ['compare', '.', '.'],
      ['decisions', 'list', '.'],
      ['audit', 'no\u001b[31msuch\nfolder'],
      ['licenses', 'no\u001b[31msuch\nfile'],
      ['audit', '.', '--full'],
      ['audit', '.', '--against', '.', '--format', 'gitlab'],
      ['why', 'heron-vl'],
      ['why', 'no\u001b[31msuch'],
      ['why', `${NAMES[0]}:f`],
      ['fix'],
      ['fix', '--yes'],
      ['notice', '.'],
      ['notice', '.', '--format', 'attribution'],
      ['notice', '.', '--format', 'reuse'],
      ['release', '.'],
      ['weights', '.', '.'],
      ['prose', '.', '.'],
      ['predictions', NAMES[0], NAMES[1], '--control', NAMES[2]],
      ['evidence', 'pack', '.', '--lineage', 'no\u001b[31msuch', '--output', 'p.zip'],
      ['catalogue', 'add', 'no\u001b[31msuch', '--catalogue', 'cat', '--offline'],
      ['world', 'show', 'no\u001b[31msuch'],
      ['explain', 'no\u001b[31msuch'],
      ['decide', 'no\u001b[31mfinding', '.', '--state', 'own-work', '--note', 'x'],
      ['evidence', 'verify', 'no\u001b[31msuch'],
      ['\u001b[31mcommand'],
    ];
    for (const args of commands) isClean(await trap.forebear(...args), args.join(' '));
  });

  it('as a row of its own', async () => {
    trap.write('x.py\tMIT\nLICENSE', 'x');
    const rows = (await trap.forebear('licenses', '.')).out.replace(/\n$/, '').split('\n');
    for (const row of rows) assert.equal(row.split('\t').length, 2, row);
  });

  it('with a password in an address', async () => {
    const ended = await trap.forebear('audit', 'https://user:s3cret@example.org/a/b', '--no-cache');
    assert.ok(!`${ended.out}${ended.err}`.includes('s3cret'));
    assert.ok(ended.code === 2 || ended.code === 3);
  });

  it('out of a catalogue folder by the name of a project', async () => {
    mkdirSync(join(trap.dir, 'cat'));
    const ended = await trap.forebear(
      'catalogue',
      'add',
      '.',
      '--catalogue',
      'cat/one',
      '--project',
      '../../../escaped',
      '--offline',
    );
    assert.equal(ended.code, 2, ended.err);
    assert.equal(existsSync(join(trap.dir, '..', 'escaped.json')), false);
    assert.deepEqual(readdirSync(join(trap.dir, 'cat')), []);
  });

  it('through a link that stands where a build machine writes', async () => {
    const outside = join(trap.dir, '..', 'outside');
    writeFileSync(outside, 'ORIGINAL');
    symlinkSync('../outside', join(trap.dir, 'forebear.sarif'));
    symlinkSync('..', join(trap.dir, 'way'));
    const environment = {
      CI: 'true',
      GITHUB_WORKSPACE: trap.dir,
      RUNNER_TEMP: join(trap.dir, '..'),
      INPUT_PATH: '.',
    };
    const acted = run([], { dir: trap.dir, environment, script: ACTION });
    assert.equal(acted.code, 2);
    for (const output of ['forebear.sarif', 'way/outside']) {
      const ended = run(['audit', '.', '--no-cache', '--output', output], { dir: trap.dir, environment });
      assert.equal(ended.code, 2);
    }
    assert.equal(readText(outside), 'ORIGINAL');
    const elsewhere = run([], {
      dir: trap.dir,
      environment: { ...environment, INPUT_PATH: 'way', 'INPUT_SARIF-FILE': 'r.sarif' },
      script: ACTION,
    });
    assert.equal(elsewhere.code, 2);
    assert.match(elsewhere.out, /path must be a folder inside the workspace/);
  });

  for (const [what, bytes] of [
    ['an empty file', ''],
    ['no archive', 'PK\u0003\u0004nothing'],
    ['a text', 'x'.repeat(1000)],
  ] as const)
    it(`as a crash, from ${what} in place of an evidence pack`, async () => {
      trap.write('p.zip', bytes);
      const ended = await trap.forebear('evidence', 'verify', 'p.zip');
      assert.ok(ended.code === 1 || ended.code === 2);
      assert.ok(!ended.err.includes('unexpected failure'), ended.err);
    });

  for (const [what, text] of [
    ['not JSON', '{'],
    ['a list', '[]'],
    ['keys of another kind', '{"failOn": {"__proto__": 1}, "paths": 3}'],
    ['a megabyte', `{"x": "${'y'.repeat(1_000_000)}"}`],
  ] as const)
    it(`as a crash, from a policy and a decision that are ${what}`, async () => {
      trap.write('.forebear/decisions/aaaaaaaa.json', text);
      isClean(await trap.forebear('audit', '.', '--no-cache'), what);
      trap.write('.forebear.json', text);
      const ended = await trap.forebear('audit', '.', '--no-cache');
      assert.ok(!ended.err.includes('unexpected failure'), ended.err);
    });
});
