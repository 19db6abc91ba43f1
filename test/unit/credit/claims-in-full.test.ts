import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { extractClaims } from '../../../src/credit/claims.ts';
import { holds } from '../table.ts';
import { sourceFacts } from './source-facts.ts';

const index = aliasIndex([
  sourceFacts({
    project: 'heron',
    projectName: 'Heron-VL',
    repository: 'reeds/heron',
    aliases: ['reeds/heron-vl'],
  }),
  sourceFacts({ project: 'stork', projectName: 'Stork3', repository: 'reeds/stork' }),
  sourceFacts({ project: 'ibis-a', projectName: 'Ibis Alba', repository: 'reeds/ibis' }),
  sourceFacts({ project: 'ibis-b', projectName: 'Ibis Nigra', repository: 'reeds/ibis' }),
]);

/** Each claim of a file: its line, kind, force, upstream and text. */
const claims = ([path, text]: readonly [string, string]): readonly string[] =>
  extractClaims(path, text, index).map(
    ({ line, kind, force, upstream, text }) => `${line} ${kind} ${force} ${upstream}: ${text}`,
  );

describe('claims of a document', () => {
  it('are of the kind that its name tells', () => {
    holds(
      [
        [['README.md', 'Built on Heron-VL'], ['1 readme credit heron: Built on Heron-VL']],
        [['NOTICE', 'Heron-VL'], ['1 notice credit heron: Heron-VL']],
        [['third_party/NOTICE.txt', 'Unlike Heron-VL'], ['1 notice credit heron: Unlike Heron-VL']],
        [['THIRD-PARTY.md', 'Heron-VL'], ['1 notice credit heron: Heron-VL']],
        [['CREDITS', 'Heron-VL'], ['1 notice credit heron: Heron-VL']],
        [['CITATION.cff', 'title: Heron-VL'], ['1 citation credit heron: title: Heron-VL']],
        [['refs.bib', '@misc{a,\n title={Heron-VL}\n}'], ['2 citation credit heron: title={Heron-VL}']],
        [['docs/a.rst', 'Built on Heron-VL'], ['1 readme credit heron: Built on Heron-VL']],
        [['a.html', '<p>Built on Heron-VL</p>'], ['1 readme credit heron: <p>Built on Heron-VL</p>']],
        [['AUTHORS', 'Heron-VL'], ['1 readme mention heron: Heron-VL']],
        [['a.mdx', 'Heron-VL'], ['1 readme mention heron: Heron-VL']],
        [['a.docx', 'Built on Heron-VL'], []],
        [['README', 'Heron-VL'], ['1 readme mention heron: Heron-VL']],
        [['myREADME', 'Built on Heron-VL'], []],
      ],
      claims,
    );
  });
  it('are each of one name in one line, credit before mention', () => {
    holds(
      [
        [
          ['README.md', 'Unlike Heron-VL, and built on Heron-VL.'],
          ['1 readme credit heron: Unlike Heron-VL, and built on Heron-VL.'],
        ],
        [
          ['README.md', 'Built on Heron-VL and Heron-VL.'],
          ['1 readme credit heron: Built on Heron-VL and Heron-VL.'],
        ],
        [
          ['README.md', 'Heron-VL\nbuilt on Heron-VL'],
          ['1 readme mention heron: Heron-VL', '2 readme credit heron: built on Heron-VL'],
        ],
        [
          ['README.md', 'Stork3 is not Heron-VL'],
          [
            '1 readme mention stork: Stork3 is not Heron-VL',
            '1 readme mention heron: Stork3 is not Heron-VL',
          ],
        ],
        [
          ['README.md', 'Built on Heron-VL,\nunlike Heron-VL'],
          ['1 readme credit heron: Built on Heron-VL,', '2 readme mention heron: unlike Heron-VL'],
        ],
      ],
      claims,
    );
  });
  it('are links to a repository too, credit where nothing is said of them', () => {
    holds(
      [
        [
          ['README.md', '- https://github.com/reeds/heron'],
          ['1 readme credit heron: - https://github.com/reeds/heron'],
        ],
        [
          ['README.md', '| https://github.com/reeds/heron |'],
          ['1 readme mention heron: | https://github.com/reeds/heron |'],
        ],
        [
          ['README.md', 'We beat https://github.com/reeds/heron'],
          ['1 readme mention heron: We beat https://github.com/reeds/heron'],
        ],
        [
          ['README.md', '[x](https://github.com/reeds/heron) and [Stork3](https://github.com/reeds/stork)'],
          [
            '1 readme credit heron: [x](https://github.com/reeds/heron) and [Stork3](https://github.com/reeds/stork)',
            '1 readme credit stork: [x](https://github.com/reeds/heron) and [Stork3](https://github.com/reeds/stork)',
          ],
        ],
        [
          ['README.md', '- https://github.com/reeds/ibis'],
          ['1 readme credit null: - https://github.com/reeds/ibis'],
        ],
        [['README.md', 'We beat https://github.com/reeds/ibis'], []],
        [
          ['NOTICE', 'https://github.com/reeds/ibis'],
          ['1 notice credit null: https://github.com/reeds/ibis'],
        ],
        [
          ['README.md', 'Built on https://github.com/reeds/heron/issues/1'],
          ['1 readme credit heron: Built on https://github.com/reeds/heron/issues/1'],
        ],
        [
          ['README.md', 'one\nhttps://github.com/reeds/heron'],
          ['2 readme credit heron: https://github.com/reeds/heron'],
        ],
      ],
      claims,
    );
  });
  it('are credits to what nobody knows, where an address tells it', () => {
    holds(
      [
        [
          ['README.md', 'Built on https://github.com/a/b.'],
          ['1 readme credit null: Built on https://github.com/a/b.'],
        ],
        [['README.md', 'Built on https://github.com/a'], []],
        [['README.md', 'See https://github.com/a/b.'], []],
        [['README.md', 'Built on https://example.com/x'], []],
        [
          ['README.md', '## Credits\n\n- https://example.com/x'],
          ['3 readme credit null: - https://example.com/x'],
        ],
        [
          ['README.md', '## Credits\n\n- https://example.com'],
          ['3 readme credit null: - https://example.com'],
        ],
        [['README.md', '## Credits\n\nhttps://example.com/x'], []],
        [['README.md', '## Usage\n\n- https://example.com/x'], []],
        [
          [
            'README.md',
            '## Credits\n\n- https://www.linkedin.com/in/x\n- https://x.com/y\n- https://twitter.com/y\n- https://hex.com/y\n- https://t.me/y',
          ],
          ['6 readme credit null: - https://hex.com/y'],
        ],
        [
          [
            'README.md',
            '## Credits\n\n- https://huggingface.co/a\n- https://www.github.com/a\n- https://gitlab.com/a/b',
          ],
          ['5 readme credit null: - https://gitlab.com/a/b'],
        ],
        [
          ['README.md', 'Built on https://github.com/a/b and Heron-VL'],
          ['1 readme credit heron: Built on https://github.com/a/b and Heron-VL'],
        ],
        [['CITATION.cff', 'url: https://github.com/a/b'], []],
        [['NOTICE', 'This has code of https://github.com/a/b'], []],
        [
          ['NOTICE', 'Built on https://github.com/a/b'],
          ['1 notice credit null: Built on https://github.com/a/b'],
        ],
      ],
      claims,
    );
  });
  it('are citations, of works and not of their authors', () => {
    holds(
      [
        [
          ['README.md', '@misc{a,\n title={Heron-VL},\n author={Stork3}\n}'],
          ['2 citation credit heron: title={Heron-VL},'],
        ],
        [['README.md', '@misc{a,\n editor = {Stork3},\n title={x}\n}'], []],
        [
          ['CITATION.cff', 'authors:\n  - family-names: Stork3\n    given-names: Heron-VL\ntitle: Heron-VL'],
          ['4 citation credit heron: title: Heron-VL'],
        ],
        [['CITATION.cff', 'author-note: Stork3'], ['1 citation credit stork: author-note: Stork3']],
        [['README.md', '@misc{a,\n note={Stork3},\n}'], ['2 citation credit stork: note={Stork3},']],
      ],
      claims,
    );
  });
  it('are cut at 240 characters', () => {
    holds(
      [
        [10, ['1 notice credit heron: Heron-VL 10']],
        [230, ['1 notice credit heron: Heron-VL 230']],
        [231, ['1 notice credit heron: Heron-VL 231']],
        [232, ['1 notice credit heron: Heron-VL 230…']],
        [500, ['1 notice credit heron: Heron-VL 230…']],
      ],
      (length: number) =>
        claims(['NOTICE', `Heron-VL ${'x'.repeat(length)}`]).map((one) =>
          one.replace(/x+/, (all) => `${all.length}`),
        ),
    );
  });
  it('are none in a long list of labels', () => {
    holds(
      [
        [['labels.txt', 10], 1],
        [['labels.txt', 49983], 1],
        [['labels.txt', 49984], 0],
        [['labels.TXT', 60000], 0],
        [['readme.txt', 60000], 1],
        [['LICENSE-a.txt', 60000], 1],
        [['labels.md', 60000], 1],
        [['labels.txt.md', 60000], 1],
      ],
      ([name, length]: readonly [string, number]) =>
        claims([name, `Built on Heron-VL${' '.repeat(length)}`]).length,
    );
  });
  it('are what a model card names as its base, and its data as a mention', () => {
    holds(
      [
        [
          ['README.md', '---\nbase_model: reeds/heron-vl\ndatasets:\n- a/b\n---\n'],
          [
            '2 model-card credit heron: base_model: reeds/heron-vl',
            '4 model-card mention null: datasets: a/b',
          ],
        ],
        [
          ['README.md', '---\nbase_model: [reeds/heron-vl, "c/d", \'e/f\'] # why\n---\n'],
          [
            '2 model-card credit heron: base_model: reeds/heron-vl',
            '2 model-card credit null: base_model: c/d',
            '2 model-card credit null: base_model: e/f',
          ],
        ],
        [
          ['README.md', '---\nbase_model:\n- reeds/heron-vl # why\n-   "c/d"\n-\nother: x\n- no\n---\n'],
          [
            '3 model-card credit heron: base_model: reeds/heron-vl',
            '4 model-card credit null: base_model: c/d',
          ],
        ],
        [
          ['README.md', '---\nbase_model_relation: x\nbase_model :reeds/heron-vl\n---\n'],
          [
            '2 model-card mention null: base_model_relation: x',
            '3 model-card credit heron: base_model: reeds/heron-vl',
          ],
        ],
        [['README.md', '---\nbase_model:\n  - a\n  b\n---\n'], ['3 model-card credit null: base_model: a']],
        [['README.md', '---\nlicense: mit\n- x\n---\nHeron-VL'], ['5 readme mention heron: Heron-VL']],
        [
          ['README.md', '---\nbase_model: ""\ndatasets: [a, ,b]\n---'],
          ['3 model-card mention null: datasets: a', '3 model-card mention null: datasets: b'],
        ],
      ],
      claims,
    );
  });
});
describe('claims of the files of a model', () => {
  it('name the base of an adapter', () => {
    holds(
      [
        [
          ['adapter_config.json', '{\n "base_model_name_or_path": "reeds/heron-vl",\n "x": 1\n}'],
          ['2 model-card credit heron: base_model_name_or_path: reeds/heron-vl'],
        ],
        [
          ['a/adapter_config.json', '{"base_model_name_or_path" : "c/d"}'],
          ['1 model-card credit null: base_model_name_or_path: c/d'],
        ],
        [['adapter_config.json', '{"base_model_name_or_path": "/home/x/y"}'], []],
        [['adapter_config.json', '{"base_model_name_or_path": "./y"}'], []],
        [['adapter_config.json', '{"base_model_name_or_path": "y"}'], []],
        [['adapter_config.json', '{"base_model_name_or_path": ""}'], []],
        [['my_adapter_config.json', '{"base_model_name_or_path": "c/d"}'], []],
        [['adapter_config.json', '{"other": "Built on Heron-VL"}'], []],
        [
          ['adapter_config.json', '{"base_model_name_or_path": "https://huggingface.co/c/d"}'],
          ['1 model-card credit null: base_model_name_or_path: c/d'],
        ],
      ],
      claims,
    );
  });
  it('name each model of a merge once', () => {
    holds(
      [
        [
          [
            'mergekit_config.yml',
            'models:\n  - model: reeds/heron-vl\n  - model: c/d+e/f # why\n  - model: "c/d"\nbase_model: \'g/h\'\nmodel_type: x/y',
          ],
          [
            '2 model-card credit heron: model: reeds/heron-vl',
            '3 model-card credit null: model: c/d',
            '5 model-card credit null: model: g/h',
          ],
        ],
        [
          ['merge-config.yaml', 'model: https://www.huggingface.co/c/d'],
          ['1 model-card credit null: model: c/d'],
        ],
        [['merge.yml', 'model: c/d'], []],
        [['x/mergeconfig.yml', '- model: c/d'], ['1 model-card credit null: model: c/d']],
        [['merge_config.yml', 'name: model: c/d'], []],
      ],
      claims,
    );
  });
});
describe('claims of code', () => {
  it('are told by address, module or name, each upstream once', () => {
    holds(
      [
        [
          ['a.py', '# Adapted from https://github.com/reeds/heron'],
          ['1 code-comment credit heron: Adapted from https://github.com/reeds/heron'],
        ],
        [
          ['a.py', '# https://github.com/reeds/heron'],
          ['1 code-comment mention heron: https://github.com/reeds/heron'],
        ],
        [
          ['a.py', '# see issue https://github.com/reeds/heron/issues/3 of Heron-VL'],
          ['1 code-comment mention heron: see issue https://github.com/reeds/heron/issues/3 of Heron-VL'],
        ],
        [
          ['a.py', '# from https://github.com/reeds/ibis'],
          ['1 code-comment credit null: from https://github.com/reeds/ibis'],
        ],
        [['a.py', '# x https://github.com/reeds/ibis'], []],
        [
          ['a.py', '# Adapted from Heron-VL (https://github.com/reeds/heron)'],
          ['1 code-comment credit heron: Adapted from Heron-VL (https://github.com/reeds/heron)'],
        ],
        [
          ['a.py', '# Adapted from https://github.com/reeds/heron and https://github.com/reeds/stork'],
          [
            '1 code-comment credit heron: Adapted from https://github.com/reeds/heron and https://github.com/reeds/stork',
            '1 code-comment credit stork: Adapted from https://github.com/reeds/heron and https://github.com/reeds/stork',
          ],
        ],
        [
          ['a.py', '# Adapted from Heron-VL, unlike Stork3'],
          [
            '1 code-comment credit heron: Adapted from Heron-VL, unlike Stork3',
            '1 code-comment mention stork: Adapted from Heron-VL, unlike Stork3',
          ],
        ],
        [
          ['a.py', '# unlike Heron-VL, adapted from Heron-VL'],
          ['1 code-comment credit heron: unlike Heron-VL, adapted from Heron-VL'],
        ],
        [
          ['a.py', '# Copied from heron.models.pooler.Heron with Stork3->Ibis, Ibis -> Stork3'],
          [
            '1 code-comment credit null: Copied from heron.models.pooler.Heron with Stork3->Ibis, Ibis -> Stork3',
          ],
        ],
        [
          ['a.py', '# with Stork3 -> Ibis: taken from Heron-VL'],
          ['1 code-comment credit heron: with Stork3 -> Ibis: taken from Heron-VL'],
        ],
        [
          ['a.py', '# Adapted from https://github.com/a/Heron-VL'],
          ['1 code-comment credit heron: Adapted from https://github.com/a/Heron-VL'],
        ],
        [
          ['a.py', '# Adapted from https://github.com/a/b'],
          ['1 code-comment credit null: Adapted from https://github.com/a/b'],
        ],
        [['a.py', '# x https://github.com/a/b'], []],
        [['a.py', '# Heron-VL'], []],
        [['a.py', 'x = 1'], []],
        [['a.cu', '// Built on Heron-VL'], ['1 code-comment credit heron: Built on Heron-VL']],
      ],
      claims,
    );
  });
  it('are judged with the lines that their sentence runs over', () => {
    holds(
      [
        [
          ['a.py', '# This is adapted\n# from the code of\n# Heron-VL'],
          ['3 code-comment credit heron: Heron-VL'],
        ],
        [['a.py', '# This is based on\n# a\n# b\n# c\n# d\n# Heron-VL'], []],
        [['a.py', '# This is based on\n# a\n# b\n# Heron-VL'], ['4 code-comment credit heron: Heron-VL']],
        [['a.py', '# This is based on\n#\n# Heron-VL'], ['3 code-comment mention heron: Heron-VL']],
        [['a.py', '# Heron-VL serves\n# as our backbone'], []],
        [
          ['a.py', '# Heron-VL serves\n# a\n# b\n# as our backbone from'],
          ['1 code-comment credit heron: Heron-VL serves'],
        ],
        [['a.py', '# Heron-VL serves\n# a\n# b\n# c\n# as our backbone from'], []],
        [['a.py', '# Heron-VL serves\n#\n# as our backbone'], []],
        [['a.py', '# Adapted from:\n# Heron-VL'], ['2 code-comment credit heron: Heron-VL']],
        [
          ['a.py', '# References:\n# Heron-VL https://github.com/a/b'],
          ['2 code-comment credit heron: Heron-VL https://github.com/a/b'],
        ],
        [['a.py', '# Heron-VL\n# a\n# b\n# c\n# from'], []],
        [['a.py', '# Heron-VL\n# a\n# b\n# from'], ['1 code-comment mention heron: Heron-VL']],
        [['a.py', '# from\n# a\n# b\n# c\n# Heron-VL'], []],
        [['a.py', '# from\n# a\n# b\n# Heron-VL'], ['4 code-comment mention heron: Heron-VL']],
      ],
      claims,
    );
  });
  it('are cut at 240 characters', () => {
    holds(
      [
        [10, [61]],
        [218, [269]],
        [219, [269]],
        [500, [269]],
      ],
      (length: number) =>
        claims(['a.py', `# Adapted from Heron-VL ${'x'.repeat(length)}`]).map((one) => one.length),
    );
  });
  it('are at most 500', () => {
    holds(
      [
        [499, 499],
        [500, 500],
        [501, 500],
      ],
      (lines: number) => claims(['a.py', '# Adapted from Heron-VL\n'.repeat(lines)]).length,
    );
  });
});
