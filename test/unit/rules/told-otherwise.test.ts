import assert from 'node:assert/strict';
import { headerLineHash } from '../../../src/catalogue/header-facts.ts';
import type { ModuleMatch, OriginShare } from '../../../src/model/report.ts';
import { isToldOtherwise, statesUpstream } from '../../../src/rules/told-otherwise.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { moduleOf, type Sketch } from './evidence-builder.ts';
import { share } from './sketch-second-hand.ts';
import { type Files, written } from './written.ts';

const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  name: 'Heron-VL 1.0',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
  alternates: ['marshlight/wading'],
  aliases: ['Grey Bird'],
  copyrights: ['Copyright 2019 Saltpan Society'],
  files: [{ path: 'herons/pooler.py', role: 'resampler', firstCommitted: null }],
});
const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });
const OTHER = 'Adapted from https://github.com/reeds/stork';
const OWN = 'Adapted from https://github.com/marshlight/heron-vl';

const module = (path = 'm/a.py', match: Partial<ModuleMatch> = {}, startLine = 100) => {
  const made = moduleOf(path, 'Pooler', { upstream: 'heron', path: 'heron/a.py', ...match });
  return { ...made, range: { startLine, endLine: startLine + 50 } };
};
const ask =
  (of: typeof isToldOtherwise) =>
  (files: Files, made = module(), more: Omit<Sketch, 'texts'> = {}): boolean => {
    const [match] = made.matches;
    assert.ok(match !== undefined);
    return of(
      written(files, { name: 'wader', sources: [HERON, STORK], modules: [made], ...more }),
      made,
      match,
    );
  };
const otherwise = ask(isToldOtherwise);
const states = ask(statesUpstream);
/** A comment on one line of the file, which has no header. */
const on = (line: number, text = OTHER, path = 'm/a.py'): Files => ({
  [path]: `${'x = 1\n'.repeat(line - 1)}# ${text}\n`,
});

describe('a file that says whose its code is', () => {
  it('says so at its top or at the module, and nowhere else', () => {
    holds(
      [
        [on(1), true],
        [on(30), true],
        [on(31), false],
        [on(95), false],
        [on(96), true],
        [on(100), true],
        // Inside, on a project that may have a part of it.
        [on(150), true],
        [on(151), false],
        [on(1, OTHER, 'm/b.py'), false],
        [on(1, 'Compare https://github.com/reeds/stork'), false],
        [on(1, 'Adapted from https://github.com/reeds/crane'), true],
        [{ 'README.md': `${OTHER}\n` }, false],
        // Where the file has a comment at its top, that is its top.
        [{ 'm/a.py': `# Birds.\n\nx = 1\n\n\n# ${OTHER}\n` }, false],
        [{ 'm/a.py': `# Birds.\n# ${OTHER}\n` }, true],
      ],
      (files) => otherwise(files),
    );
  });

  it('says so in the docstring of its class, which stands above its functions', () => {
    const doc = (line: number): Files => ({
      'm/a.py': `${'x = 1\n'.repeat(line - 2)}class Pooler:\n    """${OTHER}"""\n`,
    });
    assert.ok(otherwise(doc(75)));
    assert.ok(!otherwise(doc(74)));
  });

  it('says so by the page that its top sends a reader to, where fragments alone tell of the code', () => {
    const top = (page: string): Files => ({
      'm/a.py': `# Pooling of birds.\n# Visit ${page} for more.\nx = 1\n`,
    });
    const fragments = module('m/a.py', { containment: { local: 0.9, upstream: 0 } });
    assert.ok(otherwise(top('https://poolset.org/'), fragments));
    assert.ok(!otherwise(top('https://poolset.org/')), 'a file of the catalogue');
    holds(
      [
        [top('https://www.heron-birds.org/'), false],
        [top('https://arxiv.org/abs/1234.56789'), false],
        [top('http://www.apache.org/licenses/LICENSE-2.0'), false],
        [top('https://docs.python.org/3/'), false],
      ],
      (files) => otherwise(files, fragments),
    );
  });

  it('means the upstream where it names that too', () => {
    assert.ok(!otherwise(on(1, `${OTHER}\n# ${OWN}`)));
    assert.ok(otherwise({ 'm/a.py': `# ${OTHER}\n`, 'm/b.py': `# ${OWN}\n` }));
    assert.ok(otherwise({ 'm/a.py': `# ${OTHER}\n`, 'README.md': `${OWN}\n` }));
    assert.ok(!otherwise(on(1, OWN)));
  });

  it('says nothing by a line that the upstream has too, where it may have written the code', () => {
    const by = (line: string, origin?: readonly OriginShare[]) =>
      otherwise(on(1), module('m/a.py', origin === undefined ? {} : { origin }), {
        more: {
          upstreamHeaders: () => [
            { copyrights: [], licenseExpression: '', lineHashes: [headerLineHash(line)] },
          ],
        },
      });
    assert.ok(!by(OTHER));
    assert.ok(by('Birds of the marsh'));
    assert.ok(!by(OTHER, [share('heron')]));
    assert.ok(by(OTHER, [share('egret')]), 'all of it is of another');
    assert.ok(by(OTHER, [share('heron', { root: false })]));
    assert.ok(by(OTHER, [share('heron', { share: 0 })]));
    assert.ok(!by(OTHER, [share('egret'), share('heron', { share: 0.1 })]));
  });

  it('speaks of the lines around it, deep in a module of which that project is known to have nothing', () => {
    const by = (line: number, origin: readonly OriginShare[]) =>
      otherwise(on(line), module('m/a.py', { origin }));
    const none = [share('heron'), share('stork', { share: 0 })];
    assert.ok(by(104, none));
    assert.ok(!by(105, none));
    assert.ok(by(105, [share('heron'), share('stork', { share: 0.1 })]));
    assert.ok(by(105, [share('heron'), share('egret', { share: 0 })]));
    assert.ok(by(20, none), 'at the top');
  });

  it('says so in origins that tell whom it names beside those found', () => {
    const by = (upstream: number, origin: readonly OriginShare[]) =>
      otherwise({}, module('m/a.py', { containment: { local: 0.9, upstream }, origin }));
    assert.ok(by(0, [share('stork', { stated: true })]));
    assert.ok(!by(0.5, [share('stork', { stated: true })]));
    assert.ok(!by(0, [share('heron', { stated: true })]));
    assert.ok(!by(0, [share('stork')]));
  });
});

describe('a folder that says whose its code is', () => {
  it("is one of vendored code under another's name", () => {
    holds(
      [
        ['third_party/stork/a.py', true],
        ['third_party/stork.py', true],
        ['lib/stork/a.py', false],
        ['third_party/heron/a.py', false],
        ['third_party/Heron-VL/a.py', false],
        ['third_party/heron_vl_fork/a.py', false],
        ['third_party/wading/a.py', false],
        ['third_party/grey-bird/a.py', false],
        ['third_party/herons/a.py', false],
      ],
      (path) => otherwise({}, module(path)),
    );
    assert.ok(
      !otherwise({}, module('third_party/stork/a.py'), { sources: [STORK] }),
      'no facts of the upstream',
    );
  });
});

describe('a copyright line that says whose the code is', () => {
  const line = (holder: string): string => `Copyright 2020 ${holder}`;

  it('is one of nobody whom the upstream or the repository has', () => {
    const by = (...holders: readonly string[]) =>
      otherwise({
        LICENSE: 'Copyright 2024 Wader Crew\n',
        'm/a.py': holders.map((one) => `# ${line(one)}\n`).join(''),
      });
    assert.ok(by('Crane House'));
    assert.ok(!by());
    assert.ok(!by('Marshlight Lab'));
    assert.ok(!by('Saltpan Society'));
    assert.ok(!by('Wader Crew'));
    assert.ok(!by('Crane House', 'Wader Crew'));
    const header = (copyrights: readonly string[]) => ({
      more: { upstreamHeaders: () => [{ copyrights, licenseExpression: '', lineHashes: [] }] },
    });
    const files = { 'm/a.py': `# ${line('Crane House')}\n` };
    assert.ok(!otherwise(files, module(), header([line('Crane House')])), "its file's own line came along");
    assert.ok(otherwise(files, module(), header([line('Egret Guild')])));
  });

  it('stands at the top, or above the module where a file is made of several', () => {
    const parts = (...lines: readonly (readonly [number, string])[]): Files => {
      const text = Array.from({ length: 160 }, () => 'x = 1');
      for (const [at, holder] of lines) text[at - 1] = `# ${line(holder)}`;
      return { 'm/a.py': `${text.join('\n')}\n` };
    };
    holds(
      [
        [parts([1, 'Crane House']), true],
        [parts([50, 'Crane House']), true],
        [parts([20, 'Crane House']), false],
        [parts([120, 'Crane House']), false],
        [parts([1, 'Crane House'], [50, 'Marshlight Lab']), false],
        [parts([1, 'Marshlight Lab'], [50, 'Crane House']), true],
        // The last header above it, whole.
        [parts([50, 'Crane House'], [80, 'Marshlight Lab']), false],
        [parts([50, 'Marshlight Lab'], [80, 'Crane House']), true],
        [parts([80, 'Marshlight Lab'], [84, 'Crane House']), false],
        [parts([80, 'Marshlight Lab'], [85, 'Crane House']), true],
      ],
      (files) => otherwise(files),
    );
  });
});

describe('a file that says that it was taken from the upstream', () => {
  const at = 'https://github.com/marshlight/heron-vl';

  it('says so in words of taking', () => {
    const words = [
      ...['Copy of', 'Copied from', 'Adapted from', 'An adaptation of', 'Adopted from', 'Modified from'],
      ...[
        'With a modification of',
        'Borrowed from',
        'Taken from',
        'Ported from',
        'Derived from',
        'Forked from',
      ],
      ...['Based on', 'Built upon', 'Using code from', 'Migrated from', 'From', '修改自', '移植自', '来自'],
    ];
    for (const word of words) assert.ok(states(on(1, `${word} ${at}`)), word);
    for (const word of ['Inspired by', 'Thanks to', 'Compare'])
      assert.ok(!states(on(1, `${word} ${at}`)), word);
    assert.ok(!states(on(1)), 'of another');
    assert.ok(!states(on(50, OWN)), 'elsewhere in the file');
  });

  it('says so by an address alone, where the code matches more than a little and nobody else holds the file', () => {
    const top: Files = { 'm/a.py': `# ${at}\nx = 1\n` };
    assert.ok(states(top, module('m/a.py', { strength: 'moderate' })));
    assert.ok(!states(top, module('m/a.py', { strength: 'weak' })));
    assert.ok(!states({ 'm/a.py': `# Copyright 2022 Peat Works\n# ${at}\nx = 1\n` }));
    assert.ok(!states({ 'm/a.py': `# References:\n# ${at}\nx = 1\n` }), 'looked at');
  });

  it('says nothing by a line that came along with a credited project which matches too', () => {
    const made = module();
    const both = {
      ...made,
      matches: [...made.matches, ...moduleOf('m/a.py', 'Pooler', { upstream: 'stork' }).matches],
    };
    const by = (readme: string, held = OWN, of = 'stork', asks = states) =>
      asks({ ...on(1, OWN), 'README.md': readme }, both, {
        more: {
          upstreamHeaders: (version) =>
            version === of
              ? [{ copyrights: [], licenseExpression: '', lineHashes: [headerLineHash(held)] }]
              : [],
        },
      });
    const credit = 'Built on [Stork](https://github.com/reeds/stork).\n';
    assert.ok(!by(credit));
    assert.ok(!by(credit, OWN, 'stork', otherwise), 'and it is no credit of another');
    assert.ok(by('Birds.\n'));
    assert.ok(by('We compare with Stork.\n'));
    assert.ok(by(credit, 'Birds.'));
    assert.ok(by(credit, OWN, 'heron'), "the upstream's own file has it");
  });
});
