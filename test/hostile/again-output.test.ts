import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import MarkdownIt from 'markdown-it';
import type { AuditReport } from '../../src/model/report.ts';
import { ACTION, openTrap, PATIENCE_MS, readText, run, type Trap, tellsCopy } from './trap.ts';

const CATALOGUE = join(import.meta.dirname, '..', '..', 'examples', 'catalogue');

/** What a build machine takes for an order. */
const ORDERS = /^\s*::|##\[|##vso\[|##teamcity\[/im;

const NAMES = [
  '::stop-commands::x.py',
  '::add-mask::heron.py',
  '##[add-path]evil.py',
  '##vso[task.prependpath]evil.py',
  "##teamcity[setParameter name='env.PATH' value='x'].py",
  '![x](https:evil.example.png).py',
  '[x](javascript:alert(1)).py',
  '@everyone please look.py',
  '<script>alert(1)<script>.py',
  '=cmd|calc!A1.py',
  '| a | b |.py',
  '`a` **b** <!-- x.py',
] as const;

describe('what is printed about a repository made by someone who knows the code', function () {
  this.timeout(PATIENCE_MS);
  let trap: Trap;
  beforeEach(() => {
    trap = openTrap();
  });
  afterEach(() => trap.remove());

  const ended = async (...args: readonly string[]) => {
    const one = await trap.forebear(...args);
    assert.equal(one.hung, false, `${args.join(' ')} did not end`);
    assert.ok(!one.err.includes('unexpected failure'), one.err);
    return one;
  };
  const copies = (): void => {
    const copy = readText(join(trap.dir, 'grid.py'));
    for (const name of NAMES) trap.write(name, copy);
    trap.write(
      'README.md',
      `# ${NAMES[3]}\n\nWe thank ![x](https://evil.example/a.png) ${NAMES[2]}\n::error::x\n`,
    );
    trap.commit();
  };

  it('is no order to a build machine, in any command', async () => {
    copies();
    for (const args of [
      ['audit', '.', '--full', '--catalogue', CATALOGUE],
      ['audit', '.', '--format', 'json', '--catalogue', CATALOGUE],
      ['audit', '.', '--format', 'markdown', '--catalogue', CATALOGUE],
      ['licenses', '.'],
      ['rank', 'grid.py', '--against', '.'],
      ['compare', '.', '.'],
      ['audit', '::error::no such'],
      ['why', '##vso[task.prependpath]x'],
    ]) {
      const { out, err } = await ended(...args);
      const [found] = ORDERS.exec(out + err) ?? [];
      assert.equal(
        found,
        undefined,
        `${args.join(' ')}: ${(out + err).split('\n').find((line) => ORDERS.test(line))}`,
      );
    }
  });

  it('is no order to a build machine from the action, but its own', async () => {
    copies();
    trap.write('.forebear.json', '{"failOn": "##vso[task.prependpath]x\\n::stop-commands::x"}');
    trap.commit();
    for (const environment of [
      { INPUT_PATH: '.' },
      { INPUT_PATH: '.', 'INPUT_SARIF-FILE': 'a\n::add-mask::x' },
      { INPUT_PATH: '\r::error::x' },
    ]) {
      const { out } = run([], {
        dir: trap.dir,
        script: ACTION,
        environment: {
          CI: 'true',
          GITHUB_WORKSPACE: trap.dir,
          RUNNER_TEMP: join(trap.dir, '..'),
          ...environment,
        },
      });
      for (const line of out.split(/[\r\n]/)) {
        assert.ok(
          !/^\s*::/.test(line) || /^::(?:error|warning|notice) (?:file=[^:]*,)?title=Forebear/.test(line),
          line,
        );
        assert.ok(!/##\[|##vso\[/.test(line), line);
      }
    }
  });

  it('shows no picture, link or script of its own in Markdown and HTML', async () => {
    copies();
    const { out } = await ended('audit', '.', '--format', 'markdown', '--catalogue', CATALOGUE, '--no-cache');
    const shown = new MarkdownIt({ html: true, linkify: true }).render(out);
    assert.ok(
      !/<img|<script|evil\.example"|javascript:[^<]*"/i.test(shown),
      /.{40}(?:<img|<script|evil\.example"|javascript:).{60}/i.exec(shown)?.[0],
    );
    const page = (await ended('audit', '.', '--format', 'html', '--catalogue', CATALOGUE, '--no-cache')).out;
    assert.ok(!/<script>alert|src="https?:|<img[^>]+https?:/i.test(page));
  });

  it('repeats no password or token of an address', async () => {
    for (const address of [
      'https://user:s3cret@evil@example.org/a/b',
      'https://s3cret@example.org/a/b',
      'HTTPS://user:s3cret@example.org/a/b?x=1',
      'https://example.org/a/b?access_token=s3cret',
      'https://user:s3cret@[::1]/a/b',
    ]) {
      const { out, err } = await ended('audit', address, '--no-cache');
      assert.ok(!`${out}${err}`.includes('s3cret'), address);
    }
  });

  it('is no crash by archives that grow to a thousand times their size', async () => {
    const zeros = new Uint8Array(300_000_000);
    const archive = zipSync({
      'word/document.xml': zeros,
      'xl/worksheets/sheet1.xml': zeros,
      '[Content_Types].xml': zeros,
    });
    for (const name of ['a.docx', 'a.xlsx']) trap.write(name, archive);
    for (const args of [
      ['audit', '.', '--no-cache', '--allow-partial'],
      ['prose', 'a.docx', 'a.docx'],
      ['predictions', 'a.xlsx', 'a.xlsx', '--control', 'a.xlsx'],
      ['evidence', 'verify', 'a.docx'],
    ]) {
      const one = run(['--', ...args], {
        dir: trap.dir,
        script: join(import.meta.dirname, 'most-memory.mjs'),
      });
      assert.equal(one.hung, false, args.join(' '));
      const mb = Number(/most: (\d+) MB/.exec(one.out)?.[1] ?? Number.NaN);
      assert.ok(mb < 600, `${args.join(' ')}: ${mb} MB`);
    }
  });

  it('hides no copy behind 3,000 decisions, and does not flood', async () => {
    for (let at = 0; at < 3_000; at++) trap.write(`.forebear/decisions/d${at}.json`, 'x');
    const one = await ended('audit', '.', '--no-cache');
    assert.ok(one.err.split('\n').length < 100, `${one.err.split('\n').length} lines`);
    assert.ok(tellsCopy(await trap.report('--allow-partial')));
  });

  it('is no crash by licenses, citations and manifests that nest without end', async () => {
    trap.write('a.py', `# SPDX-License-Identifier: ${'('.repeat(50_000)}MIT${')'.repeat(50_000)}\n`);
    trap.write('b.py', `# SPDX-License-Identifier: ${'MIT OR '.repeat(20_000)}MIT\n`);
    trap.write('package.json', `{"license": ${'{"type":'.repeat(20_000)}"MIT"${'}'.repeat(20_000)}}`);
    trap.write('pyproject.toml', `[project]\nlicense = ${'{a='.repeat(5_000)}1${'}'.repeat(5_000)}\n`);
    trap.write(
      'CITATION.cff',
      `a: &a [x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*${at === 0 ? 'a' : `b${at - 1}`}, *${at === 0 ? 'a' : `b${at - 1}`}]`).join('\n')}\n`,
    );
    trap.write('README.md', `${'> '.repeat(20_000)}a\n${'- '.repeat(20_000)}b\n`);
    trap.write('setup.py', `setup(license=${'('.repeat(5_000)}"MIT"${')'.repeat(5_000)})\n`);
    await ended('licenses', '.');
    assert.ok(tellsCopy(await trap.report('--allow-partial')));
  });

  it('leaves a catalogue folder by no name, link or entry', async () => {
    const folder = join(trap.dir, '..', 'team');
    mkdirSync(join(folder, 'upstreams'), { recursive: true });
    const secret = join(trap.dir, '..', 'secret.json');
    writeFileSync(secret, '{"token": "s3cret"}');
    symlinkSync('../../secret.json', join(folder, 'upstreams', 'a.json'));
    for (const id of ['..', '../a', '/etc/x', 'CON', 'a/b', '__proto__', '', '.', 'a\nb'])
      writeFileSync(
        join(folder, 'upstreams', `${encodeURIComponent(id) || 'empty'}.json`),
        JSON.stringify({ id, title: id }),
      );
    const before = readdirSync(join(trap.dir, '..')).sort();
    for (const args of [
      ['catalogue', 'list', '--catalogue', folder],
      ['catalogue', 'verify', '--catalogue', folder],
      ['catalogue', 'build', '--catalogue', folder],
      ['audit', '.', '--no-cache', '--catalogue', folder],
    ]) {
      const { out, err } = await ended(...args);
      assert.ok(!`${out}${err}`.includes('s3cret'), args.join(' '));
    }
    assert.deepEqual(readdirSync(join(trap.dir, '..')).sort(), before);
  });

  it('is cut short where one name or line is very long', async () => {
    trap.write(`${'n'.repeat(240)}.py`, readText(join(trap.dir, 'grid.py')));
    trap.write('LICENSE', `MIT License ${'x'.repeat(900_000)}\n`);
    trap.write('README.md', `Based on https://github.com/${'o'.repeat(300_000)}/${'p'.repeat(300_000)}\n`);
    trap.commit();
    const { out } = await ended('audit', '.', '--no-cache', '--catalogue', CATALOGUE, '--full');
    assert.ok(out.length < 100_000, `${out.length} characters`);
    const report = JSON.parse(
      (await ended('audit', '.', '--no-cache', '--format', 'json')).out,
    ) as AuditReport;
    assert.ok(JSON.stringify(report).length < 10_000_000);
  });

  for (const [what, copyAs] of [
    ['an ending in capitals', (text: string) => ['CODE.PY', text] as const],
    ['a mark at its beginning', (text: string) => ['code.py', `\uFEFF${text}`] as const],
    ['UTF-16', (text: string) => ['code.py', Buffer.from(`\uFEFF${text}`, 'utf16le')] as const],
    [
      'a first line that calls it generated',
      (text: string) =>
        ['code.py', `# Code generated by protoc. DO NOT EDIT.\n# @generated\n${text}`] as const,
    ],
    ['a name of minified code', (text: string) => ['code.min.py', text] as const],
    ['a name of stubs', (text: string) => ['code.pyi', text] as const],
    ['a folder of tests', (text: string) => ['tests/fixtures/vendor/test_code.py', text] as const],
    ['a zero at its end', (text: string) => ['code.py', `${text}\n#\0\n`] as const],
  ] as const)
    it(`is not that nothing was found, where the copy has ${what}: it is compared, or named`, async () => {
      const [path, content] = copyAs(readText(join(trap.dir, 'grid.py')));
      trap.write(path, content);
      trap.commit();
      const report = await trap.report('--allow-partial');
      assert.ok(tellsCopy(report, path) || report.notExamined.some((one) => one.path === path), path);
    });
});
