import { inWords } from '../../../model/said.ts';
import { printable, shortened } from '../printable.ts';
import { columns } from '../text/table.ts';
import type { Stream, Streams } from './streams.ts';
import { type TimeScale, timeScale } from './time-scale.ts';

export interface TextLine {
  readonly text: string;
  readonly y: number;
  readonly size: number;
  readonly isName: boolean;
}

/** Where one stream runs: from `x` at `y`, `thick` wide, into its goal between `top` and `top + thick` at `endX`. */
export interface Course {
  readonly stream: Stream;
  readonly x: number;
  readonly y: number;
  readonly thick: number;
  readonly turnX: number;
  readonly endX: number;
  readonly endTop: number;
  readonly lines: readonly TextLine[];
  readonly textX: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly scale: TimeScale;
  readonly courses: readonly Course[];
  /** The repository's own stream. */
  readonly own: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly axisY: number;
  readonly axisRight: number;
  readonly name: readonly TextLine[];
}

const MARGIN = 8;
const NAME_SIZE = 13;
const FACT_SIZE = 12;
const LINE = 16;
/** Height of the whole repository: a stream's is its share of it. */
const WHOLE = 72;
const LEAST_THICK = 6;
const THIN = 3;
const ROW_GAP = 14;
/** Width of a column of text at a size of 1: an average letter of a sans-serif face. */
const LETTER = 0.56;

/** Words joined into lines of at most `room` pixels. */
function linesIn(words: readonly string[], room: number, size: number): readonly string[] {
  const most = Math.max(8, Math.floor(room / (LETTER * size)));
  const lines: string[] = [];
  for (const word of words.map((one) => shortened(one, most))) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 3 + columns(word) <= most)
      lines[lines.length - 1] = `${last} · ${word}`;
    else lines.push(word);
  }
  return lines;
}

function linesOf(
  stream: Stream,
  top: number,
  room: number,
  translate: (template: string) => string,
): readonly TextLine[] {
  const facts = stream.facts.map((fact) => printable(inWords(fact, translate))).filter((fact) => fact !== '');
  if (stream.into !== null) {
    const [text = ''] = linesIn([[printable(stream.name), ...facts].join(' · ')], room, FACT_SIZE);
    return [{ text, y: top + LINE - 4, size: FACT_SIZE, isName: false }];
  }
  const [name = ''] = linesIn([printable(stream.name)], room, NAME_SIZE);
  return [
    { text: name, y: top + LINE - 4, size: NAME_SIZE, isName: true },
    ...linesIn(facts, room, FACT_SIZE).map((text, at) => ({
      text,
      y: top + (at + 2) * LINE - 4,
      size: FACT_SIZE,
      isName: false,
    })),
  ];
}

/** Geometry of the picture at a width of `width` pixels. */
export function layOut(streams: Streams, width: number, translate: (template: string) => string): Layout {
  const ownX = Math.round(width * 0.76);
  const turnX = Math.round(width * 0.6);
  const textRoom = turnX - MARGIN + 10;
  const all = streams.streams;
  const scale = timeScale(
    all.map(({ since }) => since),
    streams.now,
    MARGIN,
    turnX,
  );
  const shares = all.map(({ share, into }) => (into === null ? Math.max(LEAST_THICK, share * WHOLE) : 0));
  const flowing = shares.reduce((sum, one) => sum + one, 0);
  const squeeze = flowing > WHOLE ? WHOLE / flowing : 1;
  const thicks = all.map(({ into }, at) => (into === null ? Math.max(4, (shares[at] ?? 0) * squeeze) : THIN));
  let y = MARGIN;
  const rows = all.map((stream, at) => {
    const lines = linesOf(stream, y, textRoom, translate);
    const band = y + lines.length * LINE + 2;
    y = band + (thicks[at] ?? THIN) + (all[at + 1]?.into == null ? ROW_GAP : 6);
    return { stream, lines, band };
  });
  const bottom = y;
  const height = bottom + 22;
  const ownY = Math.max(MARGIN, (bottom - WHOLE) / 2);
  let top = ownY;
  const courses = rows.map(({ stream, lines, band }, at): Course => {
    const thick = thicks[at] ?? THIN;
    const x = Math.min(scale.x(stream.since), turnX - 18);
    if (stream.into !== null) {
      const goal = rows[stream.into];
      const goalX = Math.max(x + 24, Math.min(scale.x(goal?.stream.since ?? null) + 30, turnX - 4));
      const endTop = (goal?.band ?? band) + (thicks[stream.into] ?? 0) - THIN;
      return { stream, x, y: band, thick, turnX: goalX - 20, endX: goalX, endTop, lines, textX: MARGIN };
    }
    const course = { stream, x, y: band, thick, turnX, endX: ownX, endTop: top, lines, textX: MARGIN };
    top += thick;
    return course;
  });
  return {
    width,
    height,
    scale,
    courses,
    own: { x: ownX, y: ownY, width: width - MARGIN - ownX, height: Math.max(WHOLE, top - ownY) },
    axisY: bottom,
    axisRight: turnX,
    name: linesIn([printable(streams.name)], width - MARGIN - ownX, NAME_SIZE).map((text) => ({
      text,
      y: ownY - 6,
      size: NAME_SIZE,
      isName: true,
    })),
  };
}
