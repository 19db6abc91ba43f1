import assert from 'node:assert/strict';
import { partHidden } from '../../../src/credit/hidden-text.ts';

/** What of a document nobody sees, without its blanks. */
const hiddenIn = (text: string, path = 'README.md'): string =>
  (partHidden(path, text)?.hidden ?? '').replace(/\s+/g, ' ').trim();

describe('hidden text', () => {
  for (const [what, text] of [
    ['a comment', 'Seen. <!-- Based on Heron -->'],
    ['a comment over lines', 'Seen\n\n<!--\nBased on Heron\n-->\n\nSeen'],
    ['a comment without an end that begins a line', 'Seen\n\n<!-- Based on Heron'],
    ['an element that is not displayed', 'Seen <div style="color: red; display : none">Based on Heron</div>'],
    ['one with another of its kind in it', '<div hidden>Based <div>on</div> Heron</div> Seen'],
    ['one without an end', 'Seen\n<p hidden>Based on Heron'],
    ['letters without a size', '<span style="font-size:0">Based on Heron</span>'],
    ['letters of a pixel', "<span style='font-size: 1px;'>Based on Heron</span>"],
    ['letters of a hundredth of a letter', '<b style="font-size:.01em">Based on Heron</b>'],
    ['letters without a color', '<font style=color:transparent>Based on Heron</font>'],
    ['letters that let all light through', '<i style="opacity:0.0">Based on Heron</i>'],
    ['a box without a height', '<div style="height:0;overflow:hidden">Based on Heron</div>'],
    ['a place off the page', '<div style="position:absolute;left:-9999px">Based on Heron</div>'],
    ['a script', '<script>// Based on Heron</script>'],
    ['a template', '<TEMPLATE>Based on Heron</TEMPLATE>'],
    ['data of an element', '<p data-note="Based on Heron">Seen</p>'],
    ['a link without words', 'Seen [](https://github.com/x/Heron)'],
    ['an anchor without words', 'Seen <a href="https://github.com/x/Heron"> </a>'],
    ['a comment as Markdown has them', 'Seen\n\n[//]: # (Based on Heron)\n'],
    ['a comment that begins a line of open code', 'See `x\n<!-- Based on Heron `y -->'],
    ['a comment below what is no fence', '```a`b\n<!-- Based on Heron -->'],
    ['a comment below a fence that is set in too far', '     ```\n<!-- Based on Heron -->\n     ```'],
    ['an address that nothing points to', '[seen](x)\n\n[1]: https://github.com/x/Heron\n'],
  ] as const)
    it(`is ${what}`, () => {
      assert.match(hiddenIn(text), /Heron/);
      const { seen = '', hidden = '' } = partHidden('README.md', text) ?? {};
      assert.doesNotMatch(seen, /Heron/);
      // Lines and places stay what they are.
      assert.equal(seen.length, text.length);
      assert.equal(hidden.split('\n').length, text.split('\n').length);
    });

  for (const [what, text] of [
    ['a comment shown as code', 'Write `<!-- Heron -->` or\n\n```html\n<!-- Heron -->\n```\n'],
    ['an opening that never ends', 'An arrow <!-- points at Heron'],
    ['what a person unfolds', '<details><summary>More</summary>Based on Heron</details>'],
    ['small print', '<sub style="font-size:0.8em">Based on Heron</sub> <p style="font-size:10px">Heron</p>'],
    [
      'half-clear print',
      '<p style="opacity:0.5;height:0">Based on Heron</p> <p style="opacity:inherit">Heron</p>',
    ],
    ['an element of a class', '<p class="a hidden b" aria-hidden="true">Based on Heron</p>'],
    ['behind a picture', '![](https://github.com/x/Heron) <img hidden> Based on Heron'],
    ['an address that a word points to', 'Based on [it][heron].\n\n[Heron]: https://github.com/x/Heron\n'],
    ['a note that is pointed to', 'A model[^1].\n\n[^1]: Based on Heron\n'],
    ['behind a comment that is over at once', '<!--> Based on Heron'],
    ['less than', 'a <b and Heron "quoted'],
  ] as const)
    it(`is not ${what}`, () => assert.doesNotMatch(hiddenIn(text), /Heron/));

  it('is a comment of reStructuredText, and no directive, target, note or word in place of another', () => {
    const text = [
      '.. Based on Heron',
      '   and Egret',
      '',
      '   and Kite',
      '',
      'Seen Finch',
      '',
      '.. note:: Seen Robin',
      '.. py:function:: Seen Wren',
      '.. _Swift: https://example.org',
      '.. [1] Seen Stork',
      '.. |x| replace:: Seen Crane',
      '',
    ].join('\n');
    assert.equal(hiddenIn(text, 'README.rst'), '.. Based on Heron and Egret and Kite');
  });

  it('is nothing of a plain text, where the marks are seen', () => {
    assert.equal(partHidden('NOTICE', '<!-- Heron -->'), null);
    assert.equal(partHidden('README.txt', '<p hidden>Heron</p>'), null);
  });

  it('takes the rest of a page behind a comment without an end', () =>
    assert.match(hiddenIn('<p>Seen <!-- Based on Heron', 'index.html'), /Heron/));
});
