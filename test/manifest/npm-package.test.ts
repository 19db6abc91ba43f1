import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import MarkdownIt from 'markdown-it';
// @ts-expect-error: a script without types of its own
import { packageNpm } from '../../scripts/package-npm.mjs';

interface Packed {
  readonly path: string;
  readonly files: readonly string[];
}

/** Addresses of the links and pictures of a Markdown text. */
function linksOf(text: string): readonly string[] {
  return new MarkdownIt()
    .parse(text, {})
    .flatMap((block) => block.children ?? [])
    .flatMap((token) => [token.attrGet('href'), token.attrGet('src')])
    .flatMap((address) => (address === null ? [] : [String(address)]));
}

describe('the package for npm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forebear-npm-test-'));
  const tree = join(folder, 'tree');
  let packed: Packed = { path: '', files: [] };

  before(function () {
    this.timeout(300_000);
    packed = packageNpm(folder, tree);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a program as on a machine that has Node and git, and nothing of this checkout. */
  function run(
    command: string,
    args: readonly string[],
    cwd: string,
    environment: Record<string, string> = {},
  ) {
    const done = spawnSync(command, args, {
      cwd,
      encoding: 'utf8',
      env: {
        PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: join(folder, 'home'),
        GIT_CONFIG_NOSYSTEM: '1',
        ...environment,
      },
    });
    return { ...done, said: `${done.stdout}${done.stderr}` };
  }

  it('holds what runs and what is read, and nothing of how it was made', () => {
    const tops = [...new Set(packed.files.map((path) => path.split('/')[0]))].sort();
    assert.deepEqual(tops, [
      '.pre-commit-hooks.yaml',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'NOTICE',
      'README.md',
      'action.yml',
      'dist',
      'docs',
      'examples',
      'media',
      'package.json',
    ]);
    assert.ok(packed.files.includes('dist/THIRD-PARTY-NOTICES.md'));
  });

  it('says who it is, and needs nothing beside itself but for a portfolio', () => {
    const manifest = JSON.parse(readFileSync(join(tree, 'package.json'), 'utf8')) as Record<string, unknown>;
    for (const field of [
      'name',
      'version',
      'description',
      'license',
      'repository',
      'homepage',
      'bugs',
      'engines',
    ])
      assert.ok(manifest[field] !== undefined, field);
    for (const field of ['dependencies', 'devDependencies', 'scripts', 'contributes'])
      assert.equal(manifest[field], undefined, field);
    // Each of one version, and npm goes on without them where they cannot be had.
    const optional = manifest.optionalDependencies as Record<string, string>;
    assert.deepEqual(Object.keys(optional), ['@electric-sql/pglite', 'pg', 'pg-boss']);
    for (const version of Object.values(optional)) assert.match(version, /^\d+\.\d+\.\d+$/);
  });

  it('has every page and picture that a page of it links to', () => {
    // Pages under dist/ are what `explain` prints in a terminal: their links lead on from docs/.
    const isRead = (path: string): boolean => path.endsWith('.md') && !/^(?:examples|dist)\//.test(path);
    for (const page of packed.files.filter(isRead)) {
      for (const link of linksOf(readFileSync(join(tree, page), 'utf8'))) {
        const path = decodeURI(link.replace(/#.*$/, ''));
        if (path === '' || /^[a-z]+:/.test(path)) continue;
        const target = posix.normalize(posix.join(posix.dirname(page), path)).replace(/\/$/, '');
        const has = packed.files.some((file) => file === target || file.startsWith(`${target}/`));
        assert.ok(has, `${page} links to ${link}`);
      }
    }
  });

  it('names the license of every package that it bundles', () => {
    const notices = readFileSync(join(tree, 'dist/THIRD-PARTY-NOTICES.md'), 'utf8');
    for (const name of ['web-tree-sitter', 'yaml', 'ajv', 'spdx-license-ids', 'tree-sitter-python'])
      assert.match(notices, new RegExp(`^## ${name} \\d`, 'm'));
  });

  it('runs where it is installed from its file, without the network', function () {
    this.timeout(240_000);
    const place = join(folder, 'installed');
    mkdirSync(place);
    writeFileSync(join(place, 'package.json'), '{}');
    const installed = run('npm', ['install', '--offline', '--no-audit', packed.path], place);
    assert.equal(installed.status, 0, installed.said);
    assert.deepEqual(
      readdirSync(join(place, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['forebear'],
    );
    const examples = join('node_modules', 'forebear', 'examples');
    cpSync(join(place, examples, 'tiny-vlm'), join(place, 'tiny-vlm'), { recursive: true });
    const audited = run(
      join(place, 'node_modules/.bin/forebear'),
      ['audit', 'tiny-vlm', '--catalogue', join(examples, 'catalogue')],
      place,
    );
    assert.equal(audited.status, 1, audited.said);
    assert.match(audited.stdout, /^tiny-vlm {2}5 of 5 files/);
    const licenses = run(join(place, 'node_modules/.bin/forebear'), ['licenses', 'tiny-vlm/LICENSE'], place);
    assert.equal(licenses.stdout, 'tiny-vlm/LICENSE\tMIT\n', licenses.said);
  });

  it('is installed by the line of the README', function () {
    this.timeout(240_000);
    const [line] = /^npm install --global .*$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
    assert.ok(line !== undefined, 'The README has no line that installs it.');
    const place = join(folder, 'clone');
    mkdirSync(join(place, 'build'), { recursive: true });
    cpSync(packed.path, join(place, 'build', basename(packed.path)));
    const prefix = join(folder, 'prefix');
    const environment = { npm_config_prefix: prefix, npm_config_offline: 'true' };
    const installed = run('sh', ['-c', line], place, environment);
    assert.equal(installed.status, 0, installed.said);
    const version = run(join(prefix, 'bin/forebear'), ['--version'], place);
    assert.equal(
      version.stdout,
      `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`,
      version.said,
    );
  });

  it('serves pre-commit from a tag that holds its files', function () {
    this.timeout(240_000);
    if (!existsSync('/usr/bin/pre-commit')) this.skip();
    const git = (cwd: string, ...args: readonly string[]): void => {
      const identity = ['-c', 'user.name=Example', '-c', 'user.email=example@example.org'];
      const { status, said } = run('git', [...identity, ...args], cwd);
      assert.equal(status, 0, said);
    };
    git(tree, 'init', '--quiet');
    git(tree, 'add', '--all');
    git(tree, 'commit', '--quiet', '--message', 'Release');
    git(tree, 'tag', 'v0');
    const work = join(folder, 'work');
    cpSync(join(tree, 'examples'), work, { recursive: true });
    rmSync(join(work, 'tiny-vlm/tinyvlm/scan_grid.py'));
    writeFileSync(
      join(work, '.pre-commit-config.yaml'),
      [
        'repos:',
        `  - repo: file://${tree}`,
        '    rev: v0',
        '    hooks:',
        '      - id: forebear-changes',
        '        args: [--catalogue, catalogue]',
        '',
      ].join('\n'),
    );
    git(work, 'init', '--quiet');
    git(work, 'add', '--all');
    git(work, 'commit', '--quiet', '--message', 'Start');
    const hook = () =>
      run('/usr/bin/pre-commit', ['run', '--all-files'], work, {
        PRE_COMMIT_HOME: join(folder, 'pre-commit'),
        // What is optional may not be at hand; nothing else is to be had from anywhere.
        npm_config_offline: 'true',
      });
    const before = hook();
    assert.equal(before.status, 0, before.said);
    cpSync(join(tree, 'examples/tiny-vlm/tinyvlm/scan_grid.py'), join(work, 'tiny-vlm/tinyvlm/scan_grid.py'));
    git(work, 'add', '--all');
    const after = hook();
    assert.equal(after.status, 1, after.said);
    assert.match(after.stdout, /tinyvlm\/scan_grid\.py/);
  });
});
