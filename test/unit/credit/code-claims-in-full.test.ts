import { holds } from '../table.ts';
import { claims } from './sketch-claims.ts';

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
          ['1 code-comment credit heron: https://github.com/reeds/heron'],
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
