import assert from 'node:assert/strict';
import { Parser } from 'htmlparser2';
import { FORMATS } from '../../../../src/mouths/reports/formats.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { hostile } from '../../../fixtures/reports/other-shapes.ts';

/** Ids and links of a page, its tags, and its text outside of folded parts. */
function read(page: string) {
  const ids: string[] = [];
  const links: string[] = [];
  const tags = new Set<string>();
  let folded = 0;
  let text = '';
  const parser = new Parser({
    onopentag: (name, { id, href }) => {
      tags.add(name);
      if (name === 'details') folded += 1;
      if (id !== undefined) ids.push(id);
      if (href !== undefined) links.push(href);
    },
    onclosetag: (name) => {
      if (name === 'details') folded -= 1;
    },
    ontext: (part) => {
      if (folded === 0) text += part;
    },
  });
  parser.end(page);
  return { ids, links, tags, text };
}

const numbered = (count: number, word: string): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${word} line ${at + 1}`);

describe('the HTML report', () => {
  it('answers before anything that is folded: what, since when, credited or not, what to do', () => {
    const { text } = read(FORMATS.html(foundingShape));
    assert.match(
      text,
      /3 modules in 2 files match Lantern-V 2\.5 of Lantern Lab \(public 8 days earlier\), which is not credited\./,
    );
    assert.match(text, /3 to do: 1 error, 2 warnings\./);
    assert.match(text, /Credit Lantern-V in README\.md/);
  });

  it('leads every link to a place of its own page, and names no place twice', () => {
    for (const report of [foundingShape, hostile(foundingShape)]) {
      const { ids, links } = read(FORMATS.html(report));
      assert.deepEqual([...new Set(ids)], ids);
      assert.ok(links.length > 10);
      for (const link of links) assert.ok(link.startsWith('#') && ids.includes(link.slice(1)), link);
    }
  });

  it('loads and runs nothing', () => {
    const { tags } = read(FORMATS.html(hostile(foundingShape)));
    for (const tag of ['script', 'img', 'iframe', 'link', 'object']) assert.ok(!tags.has(tag), tag);
  });

  it('shows both codes beside each other by stretch, with what was renamed marked alike on both sides', () => {
    const [module] = foundingShape.modules;
    assert.ok(module !== undefined);
    const code = new Map([
      [module.id, { local: numbered(130, 'slice_image'), upstream: numbered(150, 'split_into_tiles') }],
    ]);
    const page = FORMATS.html(foundingShape, { code });
    assert.match(page, /<span class="run"><u class="name0">slice_image<\/u> line<\/span> 12<\/code>/);
    assert.match(page, /<span class="run"><u class="name0">split_into_tiles<\/u> line<\/span> 31<\/code>/);
    assert.match(page, /<tbody class="own"><tr><td colspan="4">… 2 lines of its own · 4 lines only there</);
    assert.ok(!page.includes('slice_image</u> line</span> 61'));
  });

  it('shows the code here alone where the upstream’s is not at hand, each stretch as alike as it is', () => {
    const [module] = foundingShape.modules;
    assert.ok(module !== undefined);
    const code = new Map([[module.id, { local: numbered(130, 'slice_image'), upstream: null }]]);
    const page = FORMATS.html(foundingShape, { code });
    assert.match(page, /<tr class="same"><td class="line here">12<\/td><td class="code here">/);
    assert.match(page, /<tr class="renamed"><td class="line here">63<\/td><td class="code here">/);
    assert.match(page, /Here, lines 12-60: the same; there, lines 31-79/);
    assert.match(page, /--mirror/);
  });

  it('says where the stretches are, and once for the page how to get the text, where it is not at hand', () => {
    const page = FORMATS.html(foundingShape);
    assert.match(page, /lines 12-60 here, lines 31-79 of <code>lantern\/slicing\.py<\/code> there: the same/);
    assert.equal(page.match(/--mirror/g)?.length, 1);
    assert.match(page, /Not at hand: <code>lantern-lab\/lantern-v<\/code> \(3 pairs\)\./);
  });

  it('says of a page with every text at hand nothing of how to get one', () => {
    const both = { local: numbered(150, 'a'), upstream: numbered(150, 'b') };
    const code = new Map(foundingShape.modules.map(({ id }) => [id, both]));
    assert.ok(!FORMATS.html(foundingShape, { code }).includes('--mirror'));
  });

  it('holds the text of code as text', () => {
    const [module] = foundingShape.modules;
    assert.ok(module !== undefined);
    const evil = Array.from({ length: 150 }, () => '</code></pre><script>alert(1)</script>');
    const { tags } = read(
      FORMATS.html(foundingShape, { code: new Map([[module.id, { local: evil, upstream: evil }]]) }),
    );
    assert.ok(!tags.has('script'));
  });
});
