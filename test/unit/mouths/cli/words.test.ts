import assert from 'node:assert/strict';
import { findNamed, someOf } from '../../../../src/lineage/find-named.ts';
import { colorOptions, showsColor } from '../../../../src/mouths/cli/color.ts';
import { UsageError } from '../../../../src/mouths/cli/command.ts';
import { nearest } from '../../../../src/mouths/cli/did-you-mean.ts';
import { parseOptions } from '../../../../src/mouths/cli/options.ts';

describe('a mistyped word', () => {
  const commands = ['audit', 'review', 'compare', 'rank', 'licenses', 'catalogue', 'decide', 'decisions'];

  it('is answered with the one that was meant', () => {
    const meant = (word: string): string | null => nearest(word, commands);
    assert.deepEqual(['aduit', 'licence', 'catalog', 'comp', 'revew'].map(meant), [
      'audit',
      'licenses',
      'catalogue',
      'compare',
      'review',
    ]);
  });

  it('is answered with none where none is near', () => {
    assert.equal(nearest('install', commands), null);
    assert.equal(nearest('x', commands), null);
  });
});

describe('a command line', () => {
  const wrong = (...args: readonly string[]): string => {
    try {
      parseOptions(args, { in: { type: 'string' } });
      return 'right';
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return error.message;
    }
  };

  it('is told in one sentence what is wrong with it', () => {
    assert.equal(
      wrong('--fromat', 'json'),
      'There is no option --fromat. Did you mean --format? --help lists the options of a command.',
    );
    assert.equal(wrong('-z'), 'There is no option -z. --help lists the options of a command.');
    assert.equal(wrong('--format'), '--format needs a value after it, as in --format=VALUE.');
    assert.equal(wrong('--in', '--quiet'), '--in needs a value after it, as in --in=VALUE.');
    assert.equal(wrong('--quiet=yes'), '--quiet takes no value.');
  });
});

describe('color', () => {
  it('is where a terminal is, unless the environment or the option says otherwise', () => {
    const shows = (environment: Record<string, string>, isTerminal: boolean): boolean =>
      showsColor('auto', environment, isTerminal);
    assert.ok(shows({}, true));
    assert.ok(!shows({}, false));
    assert.ok(!shows({ NO_COLOR: '1', FORCE_COLOR: '1' }, true));
    assert.ok(shows({ NO_COLOR: '' }, true));
    assert.ok(shows({ FORCE_COLOR: '1' }, false));
    assert.ok(!shows({ FORCE_COLOR: '0' }, true));
    assert.ok(!shows({ TERM: 'dumb' }, true));
    assert.ok(showsColor('always', { NO_COLOR: '1' }, false));
    assert.ok(!showsColor('never', { FORCE_COLOR: '1' }, true));
  });

  it('is taken out of the command line wherever it stands, and left behind two dashes', () => {
    assert.deepEqual(colorOptions(['audit', '--no-color', '.']), { wanted: 'never', rest: ['audit', '.'] });
    assert.deepEqual(colorOptions(['--color', 'audit']), { wanted: 'always', rest: ['audit'] });
    assert.equal(colorOptions(['--color=blue']).wanted, null);
    assert.deepEqual(colorOptions(['rank', '--', '--color']).rest, ['rank', '--', '--color']);
  });
});

describe('a name', () => {
  const known = ['minicpm-v', 'minicpm', 'qwen-vl', 'llava-1.5'];
  const found = (name: string): readonly string[] =>
    findNamed(known, (id) => [id, ...(id === 'minicpm-v' ? ['MiniCPM-Llama3-V 2.5 (launch)'] : [])], name);

  it('means what is called exactly so before what only begins with it', () => {
    assert.deepEqual(found('minicpm'), ['minicpm']);
    assert.deepEqual(found('MiniCPM-Llama3-V 2.5 (launch)'), ['minicpm-v']);
  });

  it('is taken without regard to case, spaces and marks, and by its beginning or a part', () => {
    assert.deepEqual(found('Qwen VL'), ['qwen-vl']);
    assert.deepEqual(found('llava'), ['llava-1.5']);
    assert.deepEqual(found('llama3'), ['minicpm-v']);
    assert.deepEqual(found('mini'), ['minicpm-v', 'minicpm']);
  });

  it('means nothing where two letters are given', () => {
    assert.deepEqual(found('mi'), []);
    assert.deepEqual(found('…'), []);
  });
});

describe('names that could have been meant', () => {
  it('are as many as a sentence bears', () => {
    assert.equal(someOf([]), 'none');
    assert.equal(someOf(['a', 'b']), 'a, b');
    assert.equal(someOf([...'abcdefgh']), 'a, b, c, d, e, f and 2 more');
  });
});
