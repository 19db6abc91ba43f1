import { statedSources, vendoredName } from '../../../src/credit/stated-sources.ts';
import { holds } from '../table.ts';

/** Each source that a file states: where, how, and what is known of it. */
const sources = ([path, text]: readonly [string, string]): readonly string[] =>
  statedSources(text, path).map(({ line, kind, force, ...known }) =>
    [line, kind, force, ...Object.entries(known).map(([key, value]) => `${key}=${value}`)].join(' '),
  );

describe('a source that a file states', () => {
  it('is a credit where the line says that it was taken, and a mention otherwise', () => {
    holds(
      [
        [
          ['a.py', '# Adapted from https://github.com/reeds/heron/blob/main/x/y.py'],
          ['1 header credit repository=reeds/heron file=x/y.py'],
        ],
        [['a.py', '# https://github.com/reeds/heron'], ['1 header credit repository=reeds/heron']],
        [['a.py', '# Adapted from Heron'], ['1 header credit name=Heron']],
        [
          ['a.py', '# Adapted from reeds/heron, then https://github.com/reeds/stork'],
          ['1 header credit repository=reeds/stork'],
        ],
        [
          ['a.py', '# Adapted from heron.models.pooler.Pooler'],
          ['1 copied-from credit module=heron.models.pooler.Pooler'],
        ],
        [['a.py', '# taken out of heron.models.pooler.Pooler'], []],
        [
          ['a.py', '# Copied from heron.models.pooler.Pooler'],
          ['1 copied-from credit module=heron.models.pooler.Pooler'],
        ],
        [
          ['a.py', '# Ported from heron.models.pooler.Pooler'],
          ['1 header credit module=heron.models.pooler.Pooler'],
        ],
        [
          ['a.py', '# Copied from https://github.com/reeds/heron, heron.models.pooler.Pooler'],
          ['1 header credit repository=reeds/heron', '1 header credit module=heron.models.pooler.Pooler'],
        ],
        [['a.py', 'x = 1  # Adapted from Heron'], ['1 comment credit name=Heron']],
        [['a.py', '"""Adapted from Heron"""'], ['1 header credit name=Heron']],
        [['a.py', 'x\n"""\nAdapted from Heron\n"""'], ['3 docstring credit name=Heron']],
        [['a.py', '# Adapted from the cache'], []],
        [
          ['a.py', '# nothing\n# Adapted from Heron\nimport x.y.z'],
          ['2 header credit name=Heron', '3 import mention module=x.y.z'],
        ],
        [['a.cu', '// Adapted from Heron\nimport x.y.z'], ['1 header credit name=Heron']],
      ],
      sources,
    );
  });
  it('is a module of another package that is imported, at its line and once', () => {
    holds(
      [
        [
          [
            'a.py',
            'from heron.models.pooler import A\n\n\nimport stork.legs.knee as k\n  from ibis.a.b import c\n',
          ],
          [
            '1 import mention module=heron.models.pooler',
            '4 import mention module=stork.legs.knee',
            '5 import mention module=ibis.a.b',
          ],
        ],
        [['a.py', 'from heron.models import A'], []],
        [
          ['a.py', 'import heron.models.pooler, x\nfrom heron.models.pooler import A'],
          ['1 import mention module=heron.models.pooler'],
        ],
        [['a.pyi', 'import heron.models.pooler'], ['1 import mention module=heron.models.pooler']],
        [['a.pyx', 'import heron.models.pooler'], []],
        [['a.py', 'x import heron.models.pooler'], []],
        [
          ['a.py', '\n\nimport heron.a.b\nimport heron.a.c'],
          ['3 import mention module=heron.a.b', '4 import mention module=heron.a.c'],
        ],
      ],
      sources,
    );
  });
  it('is the folder of what others wrote', () => {
    holds([[['third_party/heron/a.c', ''], ['0 path mention name=heron']]], sources);
  });
});
describe('the folder of what others wrote', () => {
  it('is known by its name', () => {
    holds(
      [
        ['third_party/heron/a.py', 'heron'],
        ['3rd-party/heron/a.py', 'heron'],
        ['lib/vendor/heron/a.py', 'heron'],
        ['_vendored/heron.py', 'heron'],
        ['externals/heron/a.py', 'heron'],
        ['submodules/heron/x/a.py', 'heron'],
        ['deps/heron/a', 'heron'],
        ['x/y/a.py', null],
        ['third_party/a.c', null],
        ['mythird_party/heron/a.py', null],
        ['third_party/h/a.py', null],
        ['cache/Reeds_heron_main/a.py', 'heron'],
        ['cache/reeds_heron_master/a.py', 'heron'],
        ['cache/reeds_heron_dev/a.py', null],
        ['reeds_heron_main.py', null],
        ['extern/heron.py.bak/x', 'heron.py.bak'],
      ],
      vendoredName,
    );
  });
});
