import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { holds } from '../table.ts';
import { sourceFacts } from './source-facts.ts';

const HERON = { project: 'heron', projectName: 'Heron-VL', repository: 'reeds/heron' };
const index = aliasIndex([
  sourceFacts({
    ...HERON,
    id: 'heron-1',
    aliases: ['Heron-VL 1', 'reeds/heron-vl'],
    citations: ['arXiv:2403.04652', 'Herons that wade in the shallow marsh', 'Short title here'],
    homepage: 'https://heron-vl.github.io/',
  }),
  sourceFacts({ ...HERON, id: 'heron-2', aliases: ['Heron-VL 2', 'reeds/heron-vl'] }),
  sourceFacts({
    project: 'stork',
    projectName: 'Stork3',
    repository: 'https://github.com/reeds/stork-lm',
    nameZh: '白鹳',
  }),
  sourceFacts({
    project: 'ibis',
    projectName: 'Ibis',
    repository: 'reeds/marsh',
    repositoryIs: 'contribution',
    homepage: 'https://www.github.com/reeds/ibis',
  }),
  sourceFacts({ project: 'x', projectName: 'X', repository: 'a/b' }),
]);

/** Each name of a line as it stands there, with its upstream and the version, or the versions, that go by it. */
const named = (line: string): readonly string[] =>
  index
    .find(line)
    .map(({ start, end, upstream, version, versions }) =>
      [
        `${line.slice(start, end)} = ${upstream}`,
        ...(version === null ? [] : [version]),
        ...(versions.length > 1 ? [`of ${versions.join(', ')}`] : []),
      ].join(' '),
    );

describe('a name in a line', () => {
  it('is that of a repository where the address is exactly its own', () => {
    holds(
      [
        ['github.com/reeds/heron', ['reeds/heron = heron']],
        ['github.com/reeds/heron2', []],
        ['github.com/reeds/heron/blob/main/a.py', ['reeds/heron = heron']],
      ],
      named,
    );
  });

  it('tells its version where one goes by it and no other number follows', () => {
    holds(
      [
        ['Heron-VL', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL 1', ['Heron-VL 1 = heron heron-1']],
        ['Heron-VL 2', ['Heron-VL 2 = heron heron-2']],
        ['Heron-VL-2', ['Heron-VL-2 = heron heron-2']],
        ['Heron-VL 2.5', ['Heron-VL = heron']],
        ['Heron-VL v3', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL-3', ['Heron-VL = heron']],
        ['Heron-VL_4', ['Heron-VL = heron']],
        ['Heron-VL.5', ['Heron-VL = heron']],
        ['Heron-VL-8B', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL-8b', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL 8M', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL 8 B', ['Heron-VL = heron']],
        ['Heron-VL 8Bx', ['Heron-VL = heron']],
        ['Heron-VL - 8', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VLv2', []],
        ['reeds/heron-vl', ['reeds/heron-vl = heron of heron-1, heron-2']],
        ['reeds/heron', ['reeds/heron = heron']],
      ],
      named,
    );
  });
  it('is found however its parts are joined', () => {
    holds(
      [
        ['heron vl', ['heron vl = heron of heron-1, heron-2']],
        ['HERON_VL', ['HERON_VL = heron of heron-1, heron-2']],
        ['Heron.VL', ['Heron.VL = heron of heron-1, heron-2']],
        ['Heron:VL', ['Heron:VL = heron of heron-1, heron-2']],
        ['Heron, VL', ['Heron, VL = heron of heron-1, heron-2']],
        ['Heron - VL', ['Heron - VL = heron of heron-1, heron-2']],
        ['Heron: VL', ['Heron: VL = heron of heron-1, heron-2']],
        ['Heron -VL', []],
        ['Heron/VL', []],
        ['Heron  VL', []],
        ['HeronVL', []],
        ['Stork3', ['Stork3 = stork stork']],
        ['Stork-3', ['Stork-3 = stork stork']],
        ['stork 3', ['stork 3 = stork stork']],
        ['https://github.com/reeds/stork-lm', ['github.com/reeds/stork-lm = stork']],
        ['REEDS/STORK-LM', []],
      ],
      named,
    );
  });
  it('is none inside of a longer one', () => {
    holds(
      [
        ['MyHeron-VL', []],
        ['My-Heron-VL', []],
        ['My_Heron-VL', []],
        ['My.Heron-VL', ['Heron-VL = heron of heron-1, heron-2']],
        ['My Heron-VL', ['Heron-VL = heron of heron-1, heron-2']],
        ['My/Heron-VL', ['Heron-VL = heron of heron-1, heron-2']],
        ['meta-Heron-VL', ['Heron-VL = heron of heron-1, heron-2']],
        ['3.Stork3', ['Stork3 = stork stork']],
        ['3 Stork3', ['Stork3 = stork stork']],
        ['a.Stork3', ['Stork3 = stork stork']],
        ['Heron-VL-Max', []],
        ['Heron-VL_Max', []],
        ['Heron-VL.Max', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VLMax', []],
        ['Heron-VL.cpp', []],
        ['Heron-VL Factory', []],
        ['Heron-VL-chat', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL_base', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL-so400m', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL-v1', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL-v', []],
        ['Heron-VL-abc1', []],
        ['Heron-VL-patch14', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL-ab', []],
        ['Heron-VL2D', []],
        ['Heron-VL2', ['Heron-VL2 = heron heron-2']],
        ['Heron-VL2/x', ['Heron-VL2 = heron heron-2']],
        ['Heron-VL2很', ['Heron-VL2 = heron heron-2']],
        ['Stork3.5', []],
        ['Stork3.a', ['Stork3 = stork stork']],
        ['Stork3-5', ['Stork3 = stork']],
        ['Stork35', []],
        ['Stork3B', []],
        ['Stork3v2', []],
        ['Stork3 v2', ['Stork3 = stork stork']],
        ['Heron-VL/x', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL很', ['Heron-VL = heron of heron-1, heron-2']],
        ['很Heron-VL', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL, Max', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL2B', ['Heron-VL = heron of heron-1, heron-2']],
        ['Heron-VL2BC', []],
      ],
      named,
    );
  });
  it('is a Chinese one as well, wherever it stands', () => {
    holds(
      [
        ['基于白鹳的', ['白鹳 = stork stork']],
        ['白鹳', ['白鹳 = stork stork']],
        ['白', []],
        ['x白鹳y', ['白鹳 = stork stork']],
      ],
      named,
    );
  });
  it('is a home page, a paper or a title of five words and more', () => {
    holds(
      [
        ['https://heron-vl.github.io/', ['heron-vl.github.io = heron']],
        ['heron-vl.github.io', ['heron-vl.github.io = heron']],
        ['arXiv 2403.04652', ['2403.04652 = heron']],
        ['https://arxiv.org/abs/2403.04652v2', ['2403.04652 = heron']],
        ['2403.04652v', []],
        ['2403.04652vx', []],
        ['2403.0465', []],
        ['herons that wade in the shallow marsh', ['herons that wade in the shallow marsh = heron']],
        ['Short title here', []],
        ['reeds/ibis', ['reeds/ibis = ibis']],
        ['reeds/marsh', []],
      ],
      named,
    );
  });
  it('of one word of at most four letters has a capital', () => {
    holds(
      [
        ['Ibis', ['Ibis = ibis ibis']],
        ['ibis', []],
        ['IBIS', ['IBIS = ibis ibis']],
        ['an ibis, an Ibis', ['Ibis = ibis ibis']],
        ['X', []],
        ['x', []],
      ],
      named,
    );
  });
  it('takes as much of the line as it can, and leaves the rest', () => {
    holds(
      [
        [
          'Heron-VL and Stork3 and Heron-VL 2',
          ['Heron-VL = heron of heron-1, heron-2', 'Stork3 = stork stork', 'Heron-VL 2 = heron heron-2'],
        ],
        [
          'Heron-VL Heron-VL',
          ['Heron-VL = heron of heron-1, heron-2', 'Heron-VL = heron of heron-1, heron-2'],
        ],
        ['Heron Heron-VL', ['Heron-VL = heron of heron-1, heron-2']],
      ],
      named,
    );
  });
});
