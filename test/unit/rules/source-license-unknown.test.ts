import assert from 'node:assert/strict';
import { sourceLicenseUnknown } from '../../../src/rules/source-license-unknown/rule.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { holds } from '../table.ts';
import { licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';
import { type Files, placesBy, saidBy, written } from './written.ts';

const HERON = sourceFacts({ project: 'heron', projectName: 'Heron-VL', repository: 'marshlight/heron-vl' });
const FROM = '# Adapted from https://github.com/reeds/stork\n';
const TOLD = ['note a.py:1'];
const NONE: readonly string[] = [];

const repository = (files: Files, sketch: Omit<Sketch, 'texts'> = {}) =>
  written(files, {
    name: 'wader',
    sources: [HERON],
    licenses: [licenseRecord('LICENSE', 'MIT')],
    ...sketch,
  });
const told = (files: Files, sketch: Omit<Sketch, 'texts'> = {}): readonly string[] =>
  placesBy(sourceLicenseUnknown, repository(files, sketch));

describe('the license of what a file says it was taken from', () => {
  it('is asked about where a comment says that code was taken from a project that is not known', () => {
    const by = (words: string): Files => ({ 'a.py': `# ${words}\n` });
    const at = 'https://github.com/reeds/stork';
    holds(
      [
        [by(`Adapted from ${at}`), TOLD],
        [by(`Adapt from ${at}`), TOLD],
        [by(`Borrowed from ${at}`), TOLD],
        [by(`Copied from ${at}`), TOLD],
        [by(`Copy of ${at}`), TOLD],
        [by(`Derived from ${at}`), TOLD],
        [by(`Extracted from ${at}`), TOLD],
        [by(`Forked from ${at}`), TOLD],
        [by(`Modified from ${at}`), TOLD],
        [by(`Modified slightly by us from ${at}`), TOLD],
        [by(`Ported from ${at}`), TOLD],
        [by(`Taken from ${at}`), TOLD],
        [by(`Based on ${at}`), TOLD],
        [by(`Based upon ${at}`), TOLD],
        [by(`From: ${at}`), TOLD],
        [by(`修改自 ${at}`), TOLD],
        [by(`移植自 ${at}`), TOLD],
        [by(`Inspired by ${at}`), NONE],
        [by(`See ${at}`), NONE],
        [by('Adapted from https://github.com/marshlight/heron-vl'), NONE],
        [by('Adapted from https://github.com/reeds/wader'), NONE],
        [by('Adapted from https://huggingface.co/reeds/stork'), NONE],
        [by(`Downloads the default weights from ${at}`), NONE],
        [{ 'README.md': `Adapted from ${at}\n` }, NONE],
        [{ 'README.md': '`git clone https://github.com/reeds/wader`\n', 'a.py': FROM }, NONE],
        [{ 'README.md': '`git clone https://github.com/bank/wader`\n', 'a.py': FROM }, TOLD],
      ],
      told,
    );
  });

  it('is not asked about where a comment sends its reader to a file, or holds the code against it', () => {
    const over = (words: string): Files => ({
      'a.py': `x = 1\n\ndef f():\n    # ${words}\n    # https://github.com/reeds/stork/blob/main/stork.py\n    return x\n`,
    });
    holds(
      [
        [over('adapted from'), ['note a.py:5']],
        [over('the code of'), ['note a.py:5']],
        [over('See the code of Stork:'), NONE],
        [over('use the same logic as'), NONE],
      ],
      told,
    );
  });

  it('is not asked about in a file whose code is known to be from somewhere', () => {
    const of = (path: string, strength: 'strong' | 'moderate') =>
      told(
        { 'a.py': `x = 1\n${'y = 1\n'.repeat(120)}${FROM}` },
        { modules: [moduleOf(path, 'Pooler', { upstream: 'heron', strength })] },
      );
    assert.deepEqual(of('a.py', 'strong'), []);
    assert.deepEqual(of('b.py', 'strong'), ['note a.py:122']);
    const weak = moduleOf('a.py', 'Pooler', { upstream: 'heron', strength: 'weak' });
    assert.deepEqual(told({ 'a.py': FROM }, { modules: [weak] }), TOLD);
    const two = { 'a.py': FROM, 'b.py': `x = 1\n${'y = 1\n'.repeat(120)}${FROM}` };
    const modules = [moduleOf('b.py', 'Pooler', { upstream: 'heron' })];
    assert.deepEqual(told(two, { modules }), ['note a.py:1 b.py:122'], 'all that say the same are shown');
  });

  it('is not asked about where a license or notice file speaks of the project', () => {
    holds(
      [
        [{ NOTICE: 'Holds parts of Stork.\n' }, NONE],
        [{ LICENSE: 'Parts by the S-T-O-R-K authors.\n' }, NONE],
        [{ 'licenses/stork.txt': 'A text.\n' }, NONE],
        [{ NOTICE: 'Holds parts of Ibis.\n' }, TOLD],
        [{ 'README.md': 'Thanks to Stork.\n' }, TOLD],
      ] as const,
      (files) => told({ 'a.py': FROM, ...files }),
    );
  });

  it('is told by a file that states it, and by a folder that has a license of its own', () => {
    const lib = { 'lib/a.py': FROM };
    const LIB = ['note lib/a.py:1'];
    const by = (path: string, expression: string, files: Files = {}) =>
      told(
        { ...lib, ...files },
        { licenses: [licenseRecord('LICENSE', 'MIT'), licenseRecord(path, expression)] },
      );
    assert.deepEqual(by('lib/a.py', 'ISC'), []);
    assert.deepEqual(by('lib/a.py', 'MIT'), LIB, "the repository's own");
    assert.deepEqual(by('lib/b.py', 'ISC'), LIB);
    assert.deepEqual(by('lib/LICENSE', 'ISC', { 'lib/LICENSE': 'A text.\n' }), []);
    assert.deepEqual(by('lib/LICENSE', 'MIT', { 'lib/LICENSE': 'A text.\n' }), LIB);
    assert.deepEqual(by('li/LICENSE', 'ISC', { 'li/LICENSE': 'A text.\n' }), LIB);
    assert.deepEqual(by('lib/readme.md', 'ISC', { 'lib/readme.md': 'A text.\n' }), LIB);
    const none = { ...lib, 'lib/LICENSE': 'A text.\n' };
    assert.deepEqual(told(none, { licenses: [] }), [], 'where the repository has no license at all');
    assert.deepEqual(told({ ...lib, LICENSE: 'A text.\n' }, { licenses: [] }), LIB);
  });

  it('is asked about once, for all files and projects', () => {
    const egret = '# Adapted from https://github.com/reeds/egret\n';
    const said = (files: Files) => saidBy(sourceLicenseUnknown, repository(files));
    const read = 'Read what that license asks for: most ask that their text and the copyright line go along.';
    assert.deepEqual(
      [
        said({ 'a.py': `${FROM}x = 1\n\n\n${FROM}` }),
        said({ 'b.py': FROM, 'a.py': `x = 1\n${FROM}`, 'c.py': FROM }),
        said({ 'b.py': FROM, 'a.py': egret + FROM }),
      ],
      [
        [
          `note a.py:1 a.py says that it is from reeds/stork, whose license is not known here; no license or notice file of this repository speaks of it. ${read}`,
        ],
        [
          `note a.py:2 a.py and 2 more files say that they are from reeds/stork, whose license is not known here; no license or notice file of this repository speaks of it. ${read}`,
        ],
        [
          `note a.py:1 Files say that they are from reeds/egret and reeds/stork, whose licenses are not known here; no license or notice file of this repository speaks of them. ${read}`,
        ],
      ],
    );
    assert.deepEqual(told({ 'b.py': FROM, 'a.py': FROM + egret }), ['note a.py:1 a.py:2 b.py:1']);
  });

  it('is asked about where an address is all that a credit ends with or a file begins with, and not beside code or among references', () => {
    const bare = '# https://github.com/reeds/stork\n';
    assert.deepEqual(told({ 'a.py': `# Pooling, adapted from\n${bare}` }), ['note a.py:2']);
    assert.deepEqual(told({ 'a.py': bare }), ['note a.py:1']);
    assert.deepEqual(told({ 'a.py': `#!/usr/bin/env python\n\n${bare}` }), ['note a.py:3']);
    assert.deepEqual(told({ 'a.py': bare.replace('stork', 'stork/tree/main/docs') }), []);
    assert.deepEqual(told({ 'a.py': `# Pooling.\n#\n# References:\n${bare}` }), []);
    assert.deepEqual(told({ 'a.py': `# Pooling.\n#\n# Modified from:\n${bare}` }), ['note a.py:4']);
    assert.deepEqual(told({ 'a.py': `x = 1\n\n\ndef f():\n    ${bare}    return 1\n` }), []);
  });
});
