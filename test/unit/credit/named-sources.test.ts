import {
  isKindOfThing,
  nameAfter,
  namedModules,
  namedRepositories,
  withoutPages,
} from '../../../src/credit/named-sources.ts';
import { holds } from '../table.ts';

/** Each address of a line as it stands there, with the repository and the file that it means. */
const addresses = (line: string): readonly string[] =>
  namedRepositories(line).map(({ start, end, repository, file }) =>
    [`${line.slice(start, end)} = ${repository}`, ...(file === undefined ? [] : [file])].join(' : '),
  );
const modules = (line: string): readonly string[] =>
  namedModules(line).map(({ start, end, module }) => `${start}-${end} ${module}`);

describe('addresses in a line', () => {
  it('mean a repository by any code host, with or without its scheme', () => {
    holds(
      [
        ['see https://github.com/Reeds/Stork.', ['https://github.com/Reeds/Stork. = reeds/stork']],
        ['git@github.com:reeds/stork.git', ['git@github.com:reeds/stork.git = reeds/stork']],
        [
          'github.com/reeds/stork, and www.gitlab.com/reeds/crane',
          ['github.com/reeds/stork = reeds/stork', 'www.gitlab.com/reeds/crane = reeds/crane'],
        ],
        ['https://hf.co/reeds/stork', ['https://hf.co/reeds/stork = reeds/stork']],
        ['https://gitee.com/reeds/stork', ['https://gitee.com/reeds/stork = reeds/stork']],
        ['https://bitbucket.org/reeds/stork/src', ['https://bitbucket.org/reeds/stork/src = reeds/stork']],
        [
          '(https://github.com/reeds/stork) [x](https://github.com/reeds/crane)',
          ['https://github.com/reeds/stork = reeds/stork', 'https://github.com/reeds/crane = reeds/crane'],
        ],
        ['https://github.com/reeds//stork', ['https://github.com/reeds//stork = reeds/stork']],
        ['参见https://github.com/reeds/stork。', ['https://github.com/reeds/stork = reeds/stork']],
        ['https://github.com/reeds/stork@v1', ['https://github.com/reeds/stork@v1 = reeds/stork']],
        ['https://github.com/reeds/stork.git:', ['https://github.com/reeds/stork.git: = reeds/stork']],
        ['https://github.com/reeds/stork!**', ['https://github.com/reeds/stork!** = reeds/stork']],
        ['https://www.github.com/reeds/stork', ['https://www.github.com/reeds/stork = reeds/stork']],
        ['HTTPS://GITHUB.COM/reeds/stork', ['HTTPS://GITHUB.COM/reeds/stork = reeds/stork']],
      ],
      addresses,
    );
  });
  it('mean a file where they lead to one', () => {
    holds(
      [
        [
          'https://raw.githubusercontent.com/reeds/stork/main/legs/knee.py',
          ['https://raw.githubusercontent.com/reeds/stork/main/legs/knee.py = reeds/stork : legs/knee.py'],
        ],
        [
          'https://raw.githubusercontent.com/reeds/stork/main',
          ['https://raw.githubusercontent.com/reeds/stork/main = reeds/stork'],
        ],
        [
          'https://github.com/reeds/stork/blob/main/legs/knee.py#L10-L20',
          ['https://github.com/reeds/stork/blob/main/legs/knee.py#L10-L20 = reeds/stork : legs/knee.py'],
        ],
        [
          'https://github.com/reeds/stork/blob/main/legs/knee.py,',
          ['https://github.com/reeds/stork/blob/main/legs/knee.py = reeds/stork : legs/knee.py'],
        ],
        [
          'https://github.com/reeds/stork/tree/v1.2/legs',
          ['https://github.com/reeds/stork/tree/v1.2/legs = reeds/stork : legs'],
        ],
        [
          'https://github.com/reeds/stork/archive/v1.zip',
          ['https://github.com/reeds/stork/archive/v1.zip = reeds/stork'],
        ],
        [
          'https://gitlab.com/reeds/stork/-/blob/main/legs/knee.py',
          ['https://gitlab.com/reeds/stork/-/blob/main/legs/knee.py = reeds/stork : legs/knee.py'],
        ],
        [
          'https://huggingface.co/reeds/stork/resolve/main/knee.py?download=true',
          ['https://huggingface.co/reeds/stork/resolve/main/knee.py?download=true = reeds/stork : knee.py'],
        ],
        [
          'https://github.com/reeds/stork/blob/main/L10/knee.py',
          ['https://github.com/reeds/stork/blob/main/L10/knee.py = reeds/stork : L10/knee.py'],
        ],
        [
          'https://github.com/reeds/stork/blame/main/knee.py',
          ['https://github.com/reeds/stork/blame/main/knee.py = reeds/stork : knee.py'],
        ],
        [
          'https://github.com/reeds/stork/raw/main/knee.py:',
          ['https://github.com/reeds/stork/raw/main/knee.py: = reeds/stork : knee.py'],
        ],
        [
          'https://github.com/reeds/blob/main/x/y.py',
          ['https://github.com/reeds/blob/main/x/y.py = reeds/blob'],
        ],
        [
          'https://github.com/reeds/stork/treehouse/main/x.py',
          ['https://github.com/reeds/stork/treehouse/main/x.py = reeds/stork'],
        ],
      ],
      addresses,
    );
  });
  it('mean the repository of a page that a code host serves', () => {
    holds(
      [
        ['https://reeds.github.io/stork/', ['https://reeds.github.io/stork/ = reeds/stork']],
        ['https://reeds.gitlab.io/Stork/page.htm', ['https://reeds.gitlab.io/Stork/page.htm = reeds/stork']],
        ['https://Reeds.github.io/stork', ['https://Reeds.github.io/stork = reeds/stork']],
        ['https://reeds.github.io', []],
        ['https://reeds.github.io/index.html', []],
        ['https://reeds.github.io/index.htm', []],
        ['https://reeds.github.io/stork.html5', ['https://reeds.github.io/stork.html5 = reeds/stork.html5']],
        ['https://x.reeds.github.io/stork', []],
        ['https://reeds.github.io.example/stork', []],
      ],
      addresses,
    );
  });
  it('mean none where they lead to an owner, a person, a page about a repository or elsewhere', () => {
    holds(
      [
        ['https://github.com/reeds/stork/issues/12', []],
        ['https://github.com/reeds/stork/pull/12', []],
        ['https://github.com/reeds/stork/wiki', []],
        ['https://gitlab.com/reeds/stork/-/issues/3', []],
        ['https://github.com/reeds', []],
        ['https://github.com/', []],
        ['https://github.com/orgs/reeds', []],
        ['https://huggingface.co/docs/stork', []],
        ['https://huggingface.co/datasets/reeds/stork', []],
        ['https://github.com/sponsors/reeds', []],
        ['https://GitHub.com/Docs/reeds', []],
        ['https://example.com/reeds/stork', []],
        ['https://notgithub.com/reeds/stork', []],
        ['mygithub.com/reeds/stork', []],
        ['https://github.com/reeds/st~ork', []],
        ['https://github.com/re~eds/stork', []],
        ['https://github.com/reeds/.git', []],
        ['github.org', []],
        ['https://github.com.example.org/reeds/stork', []],
      ],
      addresses,
    );
  });
  it('of issues, pull requests and releases are blanked, and nothing else is', () => {
    holds(
      [
        ['x https://github.com/a/b/issues/1 y', 'x                                 y'],
        ['x https://github.com/a/b y', 'x https://github.com/a/b y'],
        ['https://example.com/a/b/issues/1', 'https://example.com/a/b/issues/1'],
        ['HTTPS://GITHUB.COM/a/b/pull/2', '                             '],
        ['https://gitlab.com/a/b/-/issues/2', '                                 '],
        [
          'https://github.com/a/b/releases, then https://github.com/c/d',
          '                               , then https://github.com/c/d',
        ],
        ['https://github.com/issues/b/c', 'https://github.com/issues/b/c'],
        ['https://github.com/a/b/myissues/c', 'https://github.com/a/b/myissues/c'],
      ],
      withoutPages,
    );
  });
});
describe('modules in a line', () => {
  it('have two dots, begin in small letters and are no address, file or object of the program', () => {
    holds(
      [
        ['from heron.models.pooler import A', ['5-24 heron.models.pooler']],
        ['heron.models', []],
        ['heron.models.pooler.Pooler.forward', ['0-34 heron.models.pooler.Pooler.forward']],
        ['Heron.models.pooler', []],
        ['www.example.com', []],
        ['a.b.c', []],
        ['ab.c.d', ['0-6 ab.c.d']],
        ['self.heron.x', []],
        ['selfish.heron.x', ['0-15 selfish.heron.x']],
        ['cls.heron.x', []],
        ['e.g.the.x', []],
        ['http.server.x', []],
        ['https.server.x', []],
        ['np.random.rand', []],
        ['tf.nn.relu', []],
        ['heron.models.html', []],
        ['heron.models.htm', []],
        ['heron.models.org', []],
        ['heron.org.models', ['0-16 heron.org.models']],
        ['x/heron.models.pooler', []],
        ['heron.models.pooler(x)', []],
        ['heron.models.pooler/x', []],
        ['heron.a.b and stork.c.d', ['0-9 heron.a.b', '14-23 stork.c.d']],
        ['heron.1a.b', []],
        ['heron.models.json', []],
        ['_heron.models.pooler', []],
        ['heron.models.pooler.', ['0-19 heron.models.pooler']],
      ],
      modules,
    );
  });
});
describe('a name behind the words of a credit', () => {
  it('is read through quotes, articles and the word for what was taken', () => {
    holds(
      [
        [' Heron-VL', { name: 'Heron-VL' }],
        [' the official Heron-VL implementation', { name: 'Heron-VL' }],
        [': Heron', { name: 'Heron' }],
        ['：Heron', { name: 'Heron' }],
        [' `Heron`', { name: 'Heron' }],
        [' "Heron"', { name: 'Heron' }],
        [' <Heron>', { name: 'Heron' }],
        [' “Heron”', { name: 'Heron' }],
        [' [Heron](x)', { name: 'Heron' }],
        [' (Heron)', { name: 'Heron' }],
        [' the code of the Heron repo', { name: 'Heron' }],
        [' the the the the the Heron', { name: 'Heron' }],
        [' the the the the the the Heron', null],
        [' Heron_2', { name: 'Heron_2' }],
        [' Heron_', { name: 'Heron' }],
        [' Heron-', { name: 'Heron' }],
        [' Heron.', { name: 'Heron' }],
        [" Heron's code", { name: 'Heron' }],
        [' Heron’s code', { name: 'Heron' }],
        [' Über-Netz', { name: 'Über-Netz' }],
        [' Ab', { name: 'Ab' }],
        [' A', null],
        [' 3d', null],
        ['', null],
      ],
      nameAfter,
    );
  });
  it('is no common word', () => {
    holds(
      [
        [' our older code', null],
        [' here', null],
        [' scratch', null],
        [' stack overflow', null],
        [' stackoverflow', null],
        [' Wikipedia', null],
        [' lines', null],
        [' an', null],
      ],
      nameAfter,
    );
  });
  it('is a word in small letters only where a person would write it so', () => {
    holds(
      [
        [' heron', { name: 'heron' }],
        [' heron.', { name: 'heron' }],
        [' heron;', { name: 'heron' }],
        [' heron)', { name: 'heron' }],
        [' heron library', { name: 'heron' }],
        [' heron v2', { name: 'heron' }],
        [' heron 3', { name: 'heron' }],
        [' heron (v2)', { name: 'heron' }],
        [' the heron', { name: 'heron' }],
        [' heron and so on', null],
        [' heron tower.py and pool.py', { name: 'heron' }],
        [' heron, package', { name: 'heron' }],
        [" heron's code", { name: 'heron' }],
        [" heron' implementation", { name: 'heron' }],
        [' heron2', { name: 'heron2' }],
        [' heron_2', null],
        [' input_ids', null],
        [' heron code base', { name: 'heron' }],
        [' heron herself', null],
        [' heron codes', { name: 'heron' }],
        [' heron (', null],
      ],
      nameAfter,
    );
  });
  it('tells the repository where it is one', () => {
    holds(
      [
        [' reeds/stork', { repository: 'reeds/stork', name: 'stork' }],
        [' Reeds/Stork', { repository: 'reeds/stork', name: 'Stork' }],
        [' reeds/stork/legs.py', { name: 'reeds' }],
        [' reeds/legs.py', { name: 'reeds' }],
        [' reeds/stork.md', { name: 'reeds' }],
        [' stork@reeds', { repository: 'stork/reeds', name: 'reeds' }],
        [' a/b/c', null],
        [' reeds/stork/more', { name: 'reeds' }],
        [' Reeds/stork.legacy', { repository: 'reeds/stork.legacy', name: 'stork.legacy' }],
      ],
      nameAfter,
    );
  });
});
describe('words for a kind of thing', () => {
  it('tell no project', () => {
    holds(
      [
        ['models', true],
        ['Model', true],
        ['audio', true],
        ['utils', true],
        ['util', true],
        ['tools', true],
        ['heron', false],
        ['models2', false],
        ['mymodels', false],
        ['benchmark', true],
        ['examples', true],
      ],
      isKindOfThing,
    );
  });
});
