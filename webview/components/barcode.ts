import type { LineRange, MatchedRegion } from '../../src/model/report.ts';
import { svg } from '../element.ts';
import { t } from '../strings.ts';

const WIDTH = 1000;
const HEIGHT = 16;

/** One strip for one side of a match: its lines from left to right, with a mark where a region lies. */
export function barcode(
  side: 'local' | 'upstream',
  whole: LineRange,
  regions: readonly MatchedRegion[],
): SVGSVGElement {
  const lines = Math.max(1, whole.endLine - whole.startLine + 1);
  const matched = regions.map((region) => region[side]);
  return svg(
    'svg',
    {
      class: 'barcode',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': t(
        '{0} matched stretches in lines {1} to {2}',
        regions.length,
        String(whole.startLine),
        String(whole.endLine),
      ),
    },
    svg('rect', { class: 'ground', x: 0, y: 0, width: WIDTH, height: HEIGHT }),
    ...matched.map((range, index) => {
      const from = Math.max(0, range.startLine - whole.startLine);
      const size = Math.max(1, range.endLine - range.startLine + 1);
      return svg('rect', {
        class: `mark ${regions[index]?.kind ?? ''}`,
        x: (from / lines) * WIDTH,
        y: 0,
        width: Math.max(4, (Math.min(size, lines - from) / lines) * WIDTH),
        height: HEIGHT,
      });
    }),
  );
}
