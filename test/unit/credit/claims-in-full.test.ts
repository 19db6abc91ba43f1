import { holds } from '../table.ts';
import { claims } from './sketch-claims.ts';

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
          [
            'README.md',
            '![Badge](https://img.shields.io/badge/wing-credit-red?link=https%3A%2F%2Fgithub.com%2Freeds%2Fheron)',
          ],
          [
            '1 readme credit heron: ![Badge](https://img.shields.io/badge/wing-credit-red?link=https%3A%2F%2Fgithub.com%2Freeds%2Fheron)',
          ],
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
