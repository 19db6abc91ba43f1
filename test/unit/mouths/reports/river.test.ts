import assert from 'node:assert/strict';
import { Parser } from 'htmlparser2';
import type { AuditReport, Lineage } from '../../../../src/model/report.ts';
import { layOut } from '../../../../src/mouths/reports/river/layout.ts';
import { riverSvg } from '../../../../src/mouths/reports/river/river.ts';
import { streamsOf } from '../../../../src/mouths/reports/river/streams.ts';
import { timeScale } from '../../../../src/mouths/reports/river/time-scale.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { emptyShape, hostile } from '../../../fixtures/reports/other-shapes.ts';

const english = (template: string): string => template;

/** The report with its first lineage said to stand so. */
function standing(change: Partial<Lineage>, findings = foundingShape.findings): AuditReport {
  const [first, ...rest] = foundingShape.lineage;
  assert.ok(first !== undefined);
  return { ...foundingShape, lineage: [{ ...first, ...change }, ...rest], findings };
}

interface Seen {
  readonly tags: readonly string[];
  readonly ids: readonly string[];
  readonly text: string;
}

/** Tags, ids and text of a picture; fails where a tag is left open. */
function seen(svg: string): Seen {
  const tags: string[] = [];
  const ids: string[] = [];
  let text = '';
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        tags.push(name);
        open.push(name);
        if (attributes.id !== undefined) ids.push(attributes.id);
      },
      onclosetag: (name, implied) => {
        assert.equal(open.pop(), name);
        assert.ok(!implied || /^(?:path|rect|circle)$/.test(name), name);
      },
      ontext: (part) => {
        text += part;
      },
    },
    { xmlMode: true },
  );
  parser.end(svg);
  assert.deepEqual(open, []);
  return { tags, ids, text };
}

describe('the river', () => {
  it('has a title and a sentence for each stream', () => {
    const svg = riverSvg(foundingShape);
    assert.match(svg, /role="img" aria-labelledby="river-title river-desc"/);
    assert.match(svg, /<title id="river-title">What flows into tinyvlm<\/title>/);
    assert.match(
      svg,
      /<desc id="river-desc">Lantern-V 2\.5, Not credited, Apache-2\.0, 3 modules in 2 files, 83 to 96%, public 8 days earlier\./,
    );
  });

  it('tells the states apart by pattern and by word', () => {
    const fills = (
      [standing({}), standing({ credited: 'yes' }), standing({ credited: 'yes' }, [])] as const
    ).map((report) => {
      const svg = riverSvg(report);
      return [
        /class="stream ([\w-]+)"/.exec(svg)?.[1],
        /" fill="([^"]+)" fill-opacity/.exec(svg.slice(svg.indexOf('</defs>')))?.[1],
      ];
    });
    assert.deepEqual(fills, [
      ['not-credited', 'url(#river-not-credited)'],
      ['terms-open', 'url(#river-terms-open)'],
      ['complete', 'currentColor'],
    ]);
  });

  it('names the repository as it is written, in one piece', () => {
    for (const width of [400, 800]) {
      const streams = { ...streamsOf(foundingShape), name: 'tiny-vlm_2 b' };
      assert.deepEqual(
        layOut(streams, width, english).name.map(({ text }) => text),
        ['tiny-vlm_2 b'],
      );
    }
  });

  it('is empty where nothing flows in', () => {
    assert.equal(riverSvg(emptyShape), '');
    assert.equal(riverSvg(standing({ relation: 'self' })), '');
  });

  it('is well-formed, with ids of its own, whatever the audited texts hold', () => {
    for (const report of [foundingShape, hostile(foundingShape)]) {
      const { tags, ids } = seen(riverSvg(report, { id: 'one' }));
      assert.ok(!tags.includes('script'));
      assert.ok(ids.length > 0 && ids.every((id) => id.startsWith('one-')));
      assert.equal(new Set(ids).size, ids.length);
    }
  });

  it('takes its color from the text around it, and needs no style', () => {
    const svg = riverSvg(foundingShape);
    assert.doesNotMatch(svg, /#[0-9a-f]{3,6}\b|style=|<style/);
    assert.match(riverSvg(foundingShape, { standalone: true }), /<style>/);
  });

  it('opens a card and a code pair where links are asked for', () => {
    const svg = riverSvg(foundingShape, {
      linkOf: (target) => ('upstream' in target ? `#u-${target.upstream}` : `#m-${target.module}`),
    });
    assert.match(svg, /<a href="#u-lantern-v"><title>Lantern-V 2\.5, Not credited/);
    assert.match(
      svg,
      /<a href="#m-module:[^"]*" aria-label="The code of tinyvlm\/image_processing\.py beside that of Lantern-V 2\.5"/,
    );
    assert.match(svg, /role="group"/);
  });

  it('speaks the language that it is given', () => {
    const svg = riverSvg(foundingShape, {
      translate: (template) => (template === 'Not credited' ? '未署名' : template),
    });
    assert.ok(seen(svg).text.includes('未署名'));
  });

  for (const width of [320, 400, 720]) {
    it(`keeps every mark and every line inside ${width} pixels, and no text on another`, () => {
      const layout = layOut(streamsOf(foundingShape), width, english);
      const texts = layout.courses.flatMap(({ lines }) => lines);
      for (const { text, size } of texts) assert.ok(text.length * size * 0.56 <= width, text);
      const heights = texts.map(({ y }) => y);
      assert.deepEqual([...new Set(heights)], heights);
      for (const { x, endX, endTop, thick } of layout.courses) {
        assert.ok(x >= 0 && x < endX && endX < width);
        assert.ok(endTop >= 0 && endTop + thick <= layout.height);
      }
    });
  }

  it('gives each stream the share of the modules that it has', () => {
    const layout = layOut(streamsOf(foundingShape), 720, english);
    const [first] = layout.courses;
    const share = (1480 + 210 + 902) / (1480 + 210 + 902 + 2210);
    assert.ok(first !== undefined && Math.abs(first.thick / layout.own.height - share) < 0.01);
  });
});

describe('the time of the river', () => {
  it('puts the weeks that decide on the axis, and years before them behind a break', () => {
    const scale = timeScale(['2024-05-19', '2022-01-06', '2023-08-22'], '2024-05-28', 0, 100);
    assert.ok(scale.days < 20);
    const [near, oldest, old] = ['2024-05-19', '2022-01-06', '2023-08-22'].map(scale.x);
    assert.ok(scale.breakAt !== null && near !== undefined && oldest !== undefined && old !== undefined);
    assert.ok(oldest < old && old < scale.breakAt && scale.breakAt < near && near < 100);
  });

  it('has no break where all is near, and an end for what has no date', () => {
    assert.equal(timeScale(['2024-05-01', '2024-04-01'], '2024-05-28', 0, 100).breakAt, null);
    assert.equal(timeScale([null], null, 7, 100).x(null), 7);
  });
});
