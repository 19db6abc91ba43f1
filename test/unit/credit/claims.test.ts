import { strict as assert } from 'node:assert';
import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { extractClaims } from '../../../src/credit/claims.ts';
import { holds } from '../table.ts';
import { NAMED_ALIKE } from './source-facts.ts';

const index = aliasIndex(NAMED_ALIKE);

/** Claims as `line force upstream`, in order. */
function read(path: string, text: string): readonly string[] {
  return extractClaims(path, text, index).map((claim) => `${claim.line} ${claim.force} ${claim.upstream}`);
}

const CREDITS = [
  'Our code is built on LLaVA.',
  'This repository is based upon MiniCPM-V.',
  'We thank the authors of MiniCPM-V for their work.',
  'The projector extends Qwen-VL.',
  'Weights are initialized from MiniCPM-Llama3-V 2.5.',
  'The model was fine-tuned from Llama 3 on our data.',
  'It is powered by Llama3 8B.',
  'MiniCPM-V serves as our base model.',
  'The resampler is borrowed from Qwen-VL.',
  'We use SigLIP as the vision encoder.',
  'A fork of LLaVA.',
  '本项目基于MiniCPM-V开发。',
  '感谢 LLaVA 的开源。',
  '本代码参考了Qwen-VL的实现。',
  '模型结构借鉴 MiniCPM-V。',
  'We build on LLaVA, and outperform MiniCPM-V.',
  'The code here was extracted and adapted from the evaluation code at LLaVA.',
  '在 LLaVA 的基础上开发。',
  '- [LLaVA](https://x.y): the codebase we built upon',
];

const MENTIONS = [
  'We compare with LLaVA.',
  'It outperforms MiniCPM-V on every task.',
  'LLaVA is used as a baseline.',
  'Unlike LLaVA, no cropping is done.',
  'This code is not based on MiniCPM-V.',
  'Our method surpasses Qwen-VL.',
  '我们的模型优于MiniCPM-V。',
  '与 LLaVA 相比更快。',
  'We fine-tune several models and report the Llama 3 baselines.',
  'Support for MiniCPM-V is coming soon.',
  '| MiniCPM-V | 8B | 65.1 |',
  'MiniCPM-V was published in 2024.',
  'MiniCPM-V is built on a tower of its own.',
  'Works with MiniCPM-V.',
  'We do not use any code from MiniCPM-V.',
  'See the leaderboard for Qwen-VL and LLaVA.',
  'It is adapted from our older code, and the evaluation is that of LLaVA.',
];

describe('code that is commented out', () => {
  it('credits nobody by the texts that it holds', () => {
    assert.deepEqual(read('a.py', '# system="You are based on LLaVA."\n'), []);
    assert.deepEqual(read('a.py', "# prompt = f'A model adapted from LLaVA'\n"), []);
    assert.deepEqual(read('a.py', '# "Based on LLaVA",\n'), []);
    assert.deepEqual(read('a.py', '# Based on "LLaVA"\n'), ['1 credit llava']);
    assert.deepEqual(read('a.py', '# Source = adapted from LLaVA\n'), ['1 credit llava']);
    assert.deepEqual(read('a.py', '# from LLaVA\n'), ['1 credit llava']);
    assert.deepEqual(read('a.py', '# from LLaVA on, sizes differ\n'), ['1 mention llava']);
  });
});

describe('the name of an owner', () => {
  it('compares nothing, whatever word is in it', () => {
    const line =
      '[LLaVA](https://github.com/haotian-liu/LLaVA) by LLaVA-Benchmark, Apache-2.0: `a.py` builds on it.';
    assert.deepEqual(read('README.md', `## Acknowledgements\n\n${line}\n`)[0], '3 credit llava');
  });
});

describe('a list that is led in with thanks', () => {
  it('credits, however highly it speaks of whom it names', () => {
    const list = (lead: string): readonly string[] =>
      read('README.md', `${lead}\n\n* [LLaVA](https://github.com/haotian-liu/LLaVA): an open model.\n`);
    assert.deepEqual(list('We are grateful for these awesome projects while building ours:'), [
      '3 credit llava',
    ]);
    assert.deepEqual(list('See also these awesome-lists:'), ['3 mention llava']);
  });
});

describe('claims of a README', () => {
  for (const line of CREDITS) {
    it(`take "${line}" as credit`, () => {
      const [first] = extractClaims('README.md', line, index);
      assert.equal(first?.force, 'credit');
    });
  }

  for (const line of MENTIONS) {
    it(`take "${line}" as a mention`, () => {
      const claims = extractClaims('README.md', line, index);
      assert.notEqual(claims.length, 0);
      assert.deepEqual(
        claims.map((claim) => claim.force),
        claims.map(() => 'mention'),
      );
    });
  }

  it('judge each name of a sentence by the words next to it', () => {
    assert.deepEqual(
      extractClaims('README.md', 'We build on LLaVA, and outperform MiniCPM-V.', index).map(
        (one) => one.force,
      ),
      ['credit', 'mention'],
    );
  });

  it('take the list under an acknowledgement heading as credit and name its lines', () => {
    const text =
      '# Model\n\n## Acknowledgements\n\n- [LLaVA](https://x.y/llava)\n- [SigLIP](https://x.y/s)\n';
    assert.deepEqual(read('README.md', text), ['5 credit llava', '6 credit siglip']);
  });

  it('take a list that is introduced as baselines as mentions, wherever it stands', () => {
    const text = '# Model\n\nWe compare with the following models:\n\n- LLaVA\n- MiniCPM-V\n';
    assert.deepEqual(read('README.md', text), ['5 mention llava', '6 mention minicpm-v']);
  });

  it('keep an entry with an address that no catalogue knows, but not a link to a person', () => {
    const text =
      '## Credits\n\n- [Otter](https://github.com/someone/otter)\n- [A person](https://www.linkedin.com/in/p)\n' +
      '- [Another](https://github.com/another)\n';
    assert.deepEqual(read('README.md', text), ['3 credit null']);
  });

  it('read base_model of a model card, one or several, quoted or not', () => {
    const card =
      '---\nlicense: apache-2.0\nbase_model:\n  - "openbmb/MiniCPM-Llama3-V-2_5"\n  - unknown/model # a note\n---\n# M\n';
    assert.deepEqual(read('README.md', card), ['4 credit minicpm-v', '5 credit null']);
    assert.deepEqual(read('README.md', '---\nbase_model: meta-llama/Meta-Llama-3-8B\n---\n'), [
      '2 credit llama-3',
    ]);
  });

  it('take what is called its owner’s for that owner’s', () => {
    assert.deepEqual(read('README.md', "Built on [kestrel's LLaVA](https://github.com/kestrel/LLaVA).\n"), [
      '1 credit null',
    ]);
    assert.deepEqual(read('README.md', "Built on kestrel's LLaVA.\n"), ['1 credit llava']);
    assert.deepEqual(read('README.md', 'Built on [LLaVA](https://github.com/kestrel/LLaVA).\n'), [
      '1 credit llava',
    ]);
  });

  it('take a BibTeX entry as a citation', () => {
    const text = '## Citation\n\n```bibtex\n@misc{x,\n  title={MiniCPM-V: a model},\n}\n```\n';
    const [claim] = extractClaims('README.md', text, index);
    assert.deepEqual([claim?.kind, claim?.line, claim?.upstream], ['citation', 5, 'minicpm-v']);
  });

  it('do not take an author of a cited paper for a project', () => {
    const text =
      '## Citation\n\n```\n@misc{x,\n  title={A model},\n  author={Yi Llava and\n    Yi Other},\n}\n```\n';
    assert.deepEqual(read('README.md', text), []);
  });

  it('know a paper by its number', () => {
    assert.deepEqual(read('README.md', 'Built on [this work](https://arxiv.org/abs/2403.04652).'), [
      '1 credit yi',
    ]);
  });

  it('find a credit that is wrapped over two lines, at the line of the name', () => {
    assert.deepEqual(read('README.md', 'This project is based\non the code of LLaVA.\n'), ['2 credit llava']);
  });

  it('skip code fences', () => {
    assert.deepEqual(read('README.md', '```python\n# based on LLaVA\n```\n'), []);
  });
});

describe('claims of code', () => {
  it('are comments that say where code was taken from', () => {
    const text =
      '# Adapted from https://github.com/haotian-liu/LLaVA\nx = 1  # copied from Qwen-VL\n"""Based on MiniCPM-V."""\n';
    assert.deepEqual(read('model.py', text), ['1 credit llava', '2 credit qwen-vl', '3 credit minicpm-v']);
  });

  it('keep an address that no catalogue knows', () => {
    assert.deepEqual(read('model.py', '# Copied from https://github.com/a/b/blob/main/c.py\n'), [
      '1 credit null',
    ]);
  });

  it('are not strings, names or calls', () => {
    assert.deepEqual(read('model.py', 'model = load("based on LLaVA")\nfrom llava import LLaVA\n'), []);
  });

  it('do not take a comparison in a comment as credit', () => {
    assert.deepEqual(read('model.py', '# unlike LLaVA, this is based on nothing\n'), ['1 mention llava']);
  });
});

describe('claims of hostile text', () => {
  const shapes = [
    'based on '.repeat(40_000),
    '[a](https://'.repeat(30_000),
    '# '.repeat(150_000),
    '@a{'.repeat(90_000),
  ];
  for (const shape of shapes) {
    it(`are found without catastrophic search in ${JSON.stringify(shape.slice(0, 12))}…`, () => {
      assert.deepEqual(extractClaims('README.md', shape, index), []);
      assert.deepEqual(extractClaims('code.py', shape, index), []);
    }).timeout(60_000);
  }

  const crowds = [
    'LLaVA ',
    'LLaVA\n',
    'based on LLaVA, ',
    '@misc{a, title={LLaVA}, author={x}\n',
    '- LLaVA: ',
  ];
  for (const crowd of crowds) {
    it(`are found in a document of nothing but ${JSON.stringify(crowd)}`, () => {
      assert.notEqual(extractClaims('README.md', crowd.repeat(400_000 / crowd.length), index).length, 0);
    }).timeout(60_000);
  }

  it('reads no credit where it is said what to install', () => {
    const text = 'llava @ git+https://github.com/haotian-liu/LLaVA\nThanks to LLaVA.\n';
    holds(
      [
        ['requirements.txt', 0],
        ['requirements-dev.txt', 0],
        ['dev_requirements.txt', 0],
        ['requirements/train.txt', 0],
        ['constraints.txt', 0],
        ['CODE_OF_CONDUCT.md', 0],
        ['credits.txt', 1],
        ['docs/requirementslist.txt', 1],
      ],
      (path) => Math.min(1, read(path, text).length),
    );
  });
});
