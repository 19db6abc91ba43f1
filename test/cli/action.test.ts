import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';

describe('the bundled action', () => {
  let repository: ScratchRepository;
  let temp: string;
  let base: string;
  beforeEach(() => {
    temp = mkdtempSync(join(tmpdir(), 'forebear-runner-'));
    repository = scratchRepository();
    repository.write('README.md', '# Toy\n');
    repository.write('LICENSE', 'MIT License\n\nCopyright (c) 2024 Example\n');
    repository.write('model.py', 'def add(left, right):\n    return left + right\n');
    base = repository.commit('2024-05-01T00:00:00+00:00');
    repository.git('rm', '-q', 'LICENSE');
    repository.write('README.md', '# Toy model\n');
    repository.commit('2024-05-02T00:00:00+00:00');
  });
  afterEach(() => {
    repository.remove();
    rmSync(temp, { recursive: true, force: true });
  });

  /** Runs the file that action.yml names, with its defaults and GitHub's files, and nothing else of this environment. */
  function run(inputs: Readonly<Record<string, string>>) {
    const action = parse(readFileSync('action.yml', 'utf8'));
    for (const name of ['event.json', 'output', 'summary.md']) writeFileSync(join(temp, name), '');
    writeFileSync(
      join(temp, 'event.json'),
      JSON.stringify({ pull_request: { number: 7, base: { sha: base } } }),
    );
    const given = Object.entries(action.inputs as Record<string, { default: string }>).map(
      ([name, input]) => [`INPUT_${name.toUpperCase()}`, inputs[name] ?? input.default],
    );
    const done = spawnSync(process.execPath, [action.runs.main], {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: temp,
        GITHUB_WORKSPACE: repository.dir,
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: join(temp, 'event.json'),
        GITHUB_OUTPUT: join(temp, 'output'),
        GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
        GITHUB_REPOSITORY: 'team/toy',
        RUNNER_TEMP: temp,
        ...Object.fromEntries(given),
      },
    });
    const read = (name: string): string => readFileSync(join(temp, name), 'utf8');
    return { ...done, outputs: read('output'), summary: read('summary.md'), action };
  }

  it('writes the summary, the outputs, SARIF and annotations, and ends as the contract says', () => {
    const { status, stdout, stderr, outputs, summary, action } = run({ 'fail-on': 'warning' });
    assert.equal(status, 1, stdout + stderr);
    assert.match(stdout, /^::warning file=README\.md,line=1,title=Forebear%3A repository-without-license::/m);
    assert.match(summary, /\*\*1 new, 0 worsened, 0 fixed, 0 unchanged/);
    assert.match(outputs, /^new=1$/m);
    assert.match(outputs, /^counted=1$/m);
    const sarif = JSON.parse(readFileSync(join(repository.dir, 'forebear.sarif'), 'utf8'));
    assert.equal(sarif.runs[0].results.length, 1);
    assert.equal(sarif.runs[0].results[0].baselineState, 'new');
    for (const name of outputs
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0] ?? ''))
      assert.ok(name in action.outputs, `action.yml does not name the output ${name}`);
  });

  it('passes below the level, and stops with 2 when it cannot compare', () => {
    assert.equal(run({ 'fail-on': 'error' }).status, 0);
    const stopped = run({ base: '0123456789012345678901234567890123456789' });
    assert.equal(stopped.status, 2);
    assert.match(stopped.stdout, /^::error title=Forebear::.*git fetch/);
  });
});

describe('the pre-commit hooks', () => {
  it('call commands and options that exist', () => {
    const hooks: readonly { id: string; entry: string }[] = parse(
      readFileSync('.pre-commit-hooks.yaml', 'utf8'),
    );
    assert.deepEqual(
      hooks.map((hook) => hook.id),
      ['forebear-changes', 'forebear-audit'],
    );
    for (const { entry } of hooks) {
      const [program, command = '', ...options] = entry.split(' ');
      assert.equal(program, 'forebear');
      const help = spawnSync(process.execPath, ['dist/cli.cjs', command, '--help'], { encoding: 'utf8' });
      assert.equal(help.status, 0);
      for (const option of options.filter((word) => word.startsWith('--')))
        assert.ok(help.stdout.includes(option), `${command} does not know ${option}`);
    }
  });
});
