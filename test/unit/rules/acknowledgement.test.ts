import assert from 'node:assert/strict';
import { editedText } from '../../../src/host/fixes/edit-text.ts';
import {
  acknowledgement,
  acknowledgementFix,
  acknowledgementPath,
} from '../../../src/rules/acknowledgement.ts';
import type { Derivation } from '../../../src/rules/derivations.ts';
import type { Reading } from '../../../src/rules/rule.ts';
import { holds } from '../table.ts';
import { evidenceOf } from './evidence-builder.ts';
import { HERON } from './sketch-builders.ts';

type Made = Partial<Omit<Derivation, 'places' | 'source'>> & {
  readonly paths?: readonly string[];
  readonly source?: Partial<typeof HERON>;
};

const made = ({ paths = ['a.py'], source, ...more }: Made = {}): Derivation =>
  ({
    source: { ...HERON, ...source },
    license: { expression: 'MIT', source: '' },
    slot: 'code',
    places: paths.map((path) => ({ path })),
    ...more,
  }) as unknown as Derivation;

/** The document with the upstream acknowledged in it. */
function acknowledged(readme: string, path = 'README.md', more: Made = {}): string {
  const evidence = evidenceOf({ texts: { [path]: readme } });
  const fix = acknowledgementFix(evidence, { readme: path } as Reading, made(more));
  return editedText(readme, [{ kind: fix.kind, line: fix.line ?? 1, text: fix.text }]) ?? '';
}

const PEOPLE = '# Wader\n\n## Acknowledgements\n\n- [Kim](https://people.example.org/kim)\n\n';
const ENTRY = /^- \[.*Heron.*a\.py.*build/m;

describe('where an upstream is acknowledged', () => {
  it('joins the list of projects among the sources where only people are thanked', () => {
    const readme = `${PEOPLE}## Citations\n\nBuilt with the help of:\n\n- [Stork](https://github.com/reeds/stork)\n`;
    const text = acknowledged(readme);
    assert.ok(text.startsWith(readme));
    assert.match(text.slice(readme.length), ENTRY);
  });

  it('stays with the acknowledgements where they name projects, and where no list of projects is', () => {
    const thanked =
      '# Wader\n\n## Thanks\n\n- [Crane](https://github.com/reeds/crane)\n\n## References\n\n- [Stork](https://github.com/reeds/stork)\n';
    assert.ok(acknowledged(thanked).search(ENTRY) < acknowledged(thanked).indexOf('## References'));
    const cited = `${PEOPLE}## Citation\n\n\`\`\`\n@misc{wader}\n\`\`\`\n`;
    const text = acknowledged(cited);
    assert.ok(text.indexOf('Heron') > 0 && text.indexOf('Heron') < text.indexOf('## Citation'), text);
  });
});

describe('the place of an acknowledgement', () => {
  const entry =
    '[Heron-VL (Heron-VL 1.0)](https://github.com/marshlight/heron-vl) by Marshlight Lab, MIT: `a.py` builds on it.';
  const put = (readme: string): string => acknowledged(readme).replace(entry, 'HERE');

  it('is in a section of its own, where none is there', () => {
    holds(
      [
        ['# Wader\n', '# Wader\n\n## Acknowledgements\n\nHERE\n'],
        ['# Wader', '# Wader\n\n## Acknowledgements\n\nHERE\n'],
        ['# Wader\n\n## Thanks\n', '# Wader\n\n## Thanks\n\n## Acknowledgements\n\nHERE\n'],
        [
          '# Wader\n\n```\n## Thanks\n\nAll.\n```\n',
          '# Wader\n\n```\n## Thanks\n\nAll.\n```\n\n## Acknowledgements\n\nHERE\n',
        ],
        [
          '# Wader\n\n    ## Thanks\n\nAll.\n',
          '# Wader\n\n    ## Thanks\n\nAll.\n\n## Acknowledgements\n\nHERE\n',
        ],
      ],
      put,
    );
  });

  it('is below the first paragraph of the one that is there', () => {
    holds(
      [
        ['## Thanks\n\nTo all.\n', '## Thanks\n\nTo all.\n\nHERE\n'],
        ['## Credits\nTo all.\nTo you.\n\nMore.\n', '## Credits\nTo all.\nTo you.\n\nHERE\n\nMore.\n'],
        ['## 致谢\n\nTo all.\n# Next\n', '## 致谢\n\nTo all.\n\nHERE\n\n# Next\n'],
        ['## Attribution\n\nTo all.\n\n# Next\n', '## Attribution\n\nTo all.\n\nHERE\n\n# Next\n'],
        ['## Thanks\n\n```\nAll.\n```\n', '## Thanks\n\n```\nAll.\n```\n\n## Acknowledgements\n\nHERE\n'],
        ['## Thanks\n\n## Next\n\nText.\n', '## Thanks\n\n## Next\n\nText.\n\n## Acknowledgements\n\nHERE\n'],
      ],
      put,
    );
  });

  it('is behind the last item of a list of projects, in its manner', () => {
    const stork = '[Stork](https://github.com/reeds/stork)';
    holds(
      [
        [`## Thanks\n\n- ${stork}\n`, `## Thanks\n\n- ${stork}\n- HERE\n`],
        [`## Thanks\n\n  *  ${stork}\n\n# Next\n`, `## Thanks\n\n  *  ${stork}\n  *  HERE\n\n# Next\n`],
        [
          `## Thanks\n\nTo:\n\n+ ${stork}\n\n+ Kim\n\nBye.\n`,
          `## Thanks\n\nTo:\n\n+ ${stork}\n\n+ Kim\n+ HERE\n\nBye.\n`,
        ],
        [
          `## Thanks\n\n- ${stork}\n  for all\nand more\n\nBye.\n`,
          `## Thanks\n\n- ${stork}\n  for all\nand more\n- HERE\n\nBye.\n`,
        ],
        [
          `## Thanks\n\n- ${stork}\n\n  More.\n\nBye.\n`,
          `## Thanks\n\n- ${stork}\n\n  More.\n- HERE\n\nBye.\n`,
        ],
        [
          `## Thanks\n\nTo all.\n\n\`\`\`\n- ${stork}\n\`\`\`\n`,
          `## Thanks\n\nTo all.\n\nHERE\n\n\`\`\`\n- ${stork}\n\`\`\`\n`,
        ],
        [
          `## Thanks\n\nTo all.\n\n# Next\n\n- ${stork}\n`,
          `## Thanks\n\nTo all.\n\nHERE\n\n# Next\n\n- ${stork}\n`,
        ],
        // A list that is set in as code is none.
        [`## Thanks\n\nTo all.\n\n     - ${stork}\n`, `## Thanks\n\nTo all.\n\nHERE\n\n     - ${stork}\n`],
        [
          `## Thanks\n\nTo all.\n\n## Built on\n\n- ${stork}\n`,
          `## Thanks\n\nTo all.\n\n## Built on\n\n- ${stork}\n- HERE\n`,
        ],
      ],
      put,
    );
  });

  it('is a document of its own, where the README has no section and one is there', () => {
    const of = (texts: Readonly<Record<string, string>>, readme: string | null = 'README.md') => {
      const evidence = evidenceOf({ texts, paths: ['CREDITS.rst'] });
      const { path, kind, text } = acknowledgementFix(evidence, { readme } as Reading, made());
      assert.equal(acknowledgementPath(evidence, { readme }), Object.keys(texts).length === 0 ? null : path);
      return `${kind} ${path} ${text.replace(entry, 'HERE')}`;
    };
    const plain =
      'Heron-VL (Heron-VL 1.0) (https://github.com/marshlight/heron-vl) by Marshlight Lab, MIT: a.py builds on it.';
    holds(
      [
        [{}, 'create README.md ## Acknowledgements\n\nHERE\n'],
        [{ 'README.md': '# W\n', 'CREDITS.md': 'All.\n' }, 'append CREDITS.md \nHERE\n'],
        [
          { 'README.md': '# W\n', 'Acknowledgments.markdown': 'All.\n' },
          'append Acknowledgments.markdown \nHERE\n',
        ],
        [{ 'README.md': '# W\n', THANKS: 'All.\n' }, `append THANKS \n${plain}\n`],
        [{ 'README.md': '# W\n', 'docs/CREDITS.md': '' }, 'append README.md \n## Acknowledgements\n\nHERE\n'],
        [{ 'README.md': '# W\n', 'CREDITS.py.md': '' }, 'append README.md \n## Acknowledgements\n\nHERE\n'],
        [{ 'README.md': '## Thanks\n\nAll.\n', 'CREDITS.md': '' }, 'append README.md \nHERE\n'],
      ] as const,
      (texts) => of(texts, 'README.md' in texts ? 'README.md' : null),
    );
  });

  it('is written as its document is', () => {
    holds(
      [
        [
          'README.rst',
          'Wader\n\nAcknowledgements\n----------------\n\n`Heron-VL (Heron-VL 1.0) <https://github.com/marshlight/heron-vl>`_ by Marshlight Lab, MIT: ``a.py`` builds on it.\n',
        ],
        [
          'README.txt',
          'Wader\n\nAcknowledgements:\n\nHeron-VL (Heron-VL 1.0) (https://github.com/marshlight/heron-vl) by Marshlight Lab, MIT: a.py builds on it.\n',
        ],
        ['README.markdown', `Wader\n\n## Acknowledgements\n\n${entry}\n`],
        [
          'README',
          'Wader\n\nAcknowledgements:\n\nHeron-VL (Heron-VL 1.0) (https://github.com/marshlight/heron-vl) by Marshlight Lab, MIT: a.py builds on it.\n',
        ],
      ],
      (path) => acknowledged('Wader\n', path),
    );
  });
});

describe('the words of an acknowledgement', () => {
  it('name who it is by, under what, and which files or how many build on it', () => {
    const files = (folder: string, many: number) =>
      Array.from({ length: many }, (_, at) => `${folder}${at}.py`);
    const lead = '[Heron-VL (Heron-VL 1.0)](https://github.com/marshlight/heron-vl)';
    holds(
      [
        [{}, ' by Marshlight Lab, MIT: `a.py` builds on it.'],
        [{ paths: ['a.py', 'a.py'] }, ' by Marshlight Lab, MIT: `a.py` builds on it.'],
        [{ paths: ['a.py', 'b.py'] }, ' by Marshlight Lab, MIT: `a.py` and `b.py` build on it.'],
        [
          { paths: files('m/x/', 6) },
          ' by Marshlight Lab, MIT: `m/x/0.py`, `m/x/1.py`, `m/x/2.py`, `m/x/3.py`, `m/x/4.py` and `m/x/5.py` build on it.',
        ],
        [{ paths: files('m/x/', 7) }, ' by Marshlight Lab, MIT: 7 files in `m/x/` build on it.'],
        [{ paths: [...files('m/x/', 6), 'm/y.py'] }, ' by Marshlight Lab, MIT: 7 files in `m/` build on it.'],
        [{ paths: [...files('m/x/', 6), 'n/x/y.py'] }, ' by Marshlight Lab, MIT: 7 files build on it.'],
        [
          { slot: 'weights', paths: ['a.json', 'b.json'] },
          ' by Marshlight Lab, MIT: the model builds on it.',
        ],
        [{ license: { expression: 'NONE', source: '' } }, ' by Marshlight Lab: `a.py` builds on it.'],
        [{ license: { expression: 'NOASSERTION', source: '' } }, ' by Marshlight Lab: `a.py` builds on it.'],
        [{ source: { organisation: '' } }, ', MIT: `a.py` builds on it.'],
        [{ source: { organisation: 'Not stated' } }, ', MIT: `a.py` builds on it.'],
        [{ source: { organisation: 'not known' } }, ', MIT: `a.py` builds on it.'],
        [{ source: { organisation: 'Not stated here' } }, ' by Not stated here, MIT: `a.py` builds on it.'],
      ] as readonly (readonly [Made, string])[],
      (more) => acknowledgement(made(more)).replace(lead, ''),
    );
    assert.ok(
      acknowledgement(made({ source: { repository: '/srv/heron' } })).startsWith(
        'Heron-VL (Heron-VL 1.0) by',
      ),
    );
  });
});
