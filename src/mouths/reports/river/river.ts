import type { AuditReport } from '../../../model/report.ts';
import { inWords, type Said, say } from '../../../model/said.ts';
import type { CreditState } from '../answer/credit-state.ts';
import { html, type Markup } from '../html/escape.ts';
import { type Course, type Layout, layOut, type TextLine } from './layout.ts';
import { type Stream, type Streams, streamsOf } from './streams.ts';

/** What a place that shows the picture may ask of it. */
export interface RiverOptions {
  /** Pixels for which it is laid out; at least 320. */
  readonly width?: number;
  readonly translate?: (template: string) => string;
  /** Begins the picture's ids, which have to be its own on a page. */
  readonly id?: string;
  /** Address of an upstream's card, or of a module's code pair; absent: no links. */
  readonly linkOf?: (target: { readonly upstream: string } | { readonly module: string }) => string;
  /** True for a file of its own: it brings its colors, light and dark. */
  readonly standalone?: boolean;
}

const LEAST_WIDTH = 320;
const DEFAULT_WIDTH = 720;
/** Height in which a label stands free. */
const LEAST_LABEL = 16;
const ALONE =
  ':root{color:#1f2328}text{paint-order:stroke;stroke:#fff;stroke-width:3px}@media (prefers-color-scheme:dark){:root{color:#e6edf3;background:#0d1117}text{stroke:#0d1117}}';

/** Pattern of each state: told apart without color, and named in words beside the stream. */
function patterns(id: string): Markup {
  return html`<defs><pattern id="${id}-not-credited" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="currentColor" fill-opacity="0.3"/><rect width="3" height="6" fill="currentColor" fill-opacity="0.85"/></pattern><pattern id="${id}-terms-open" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="currentColor" fill-opacity="0.1"/><circle cx="3" cy="3" r="1.4" fill="currentColor" fill-opacity="0.8"/></pattern><pattern id="${id}-person" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 4H5" stroke="currentColor" stroke-width="1.4"/></pattern></defs>`;
}

function fillOf(state: CreditState | null, id: string): string {
  if (state === null) return 'none';
  return state === 'complete' ? 'currentColor' : `url(#${id}-${state})`;
}

const n = (value: number): string => String(Math.round(value * 10) / 10);

/** The band of a stream, from its source to where it joins. */
function bandPath({ x, y, thick, turnX, endX, endTop }: Course): string {
  const mid = (turnX + endX) / 2;
  const from = Math.max(x, turnX);
  return [
    `M${n(x)} ${n(y)}`,
    `H${n(from)}`,
    `C${n(mid)} ${n(y)} ${n(mid)} ${n(endTop)} ${n(endX)} ${n(endTop)}`,
    `V${n(endTop + thick)}`,
    `C${n(mid)} ${n(endTop + thick)} ${n(mid)} ${n(y + thick)} ${n(from)} ${n(y + thick)}`,
    `H${n(x)}Z`,
  ].join('');
}

function textLine(line: TextLine, x: number): Markup {
  return html`<text x="${n(x)}" y="${n(line.y)}" font-size="${line.size}" font-weight="${line.isName ? '600' : '400'}" fill="currentColor">${line.text}</text>`;
}

function course(one: Course, layout: Layout, id: string, options: RiverOptions): Markup {
  const { stream } = one;
  const isThin = stream.into !== null;
  const band = html`<path d="${bandPath(one)}" fill="${fillOf(stream.state, id)}" fill-opacity="${stream.state === 'complete' ? '0.18' : '1'}" stroke="currentColor" stroke-width="1"/>`;
  const rest = isThin
    ? null
    : html`<rect x="${n(one.endX)}" y="${n(one.endTop)}" width="${n(layout.own.width)}" height="${n(one.thick)}" fill="${fillOf(stream.state, id)}" fill-opacity="${stream.state === 'complete' ? '0.18' : '1'}" stroke="currentColor" stroke-width="0.5"/>`;
  const translate = options.translate ?? ((template: string) => template);
  const told = inWords(describe(stream), translate);
  const marks = html`${one.lines.map((line) => textLine(line, one.textX))}${isThin ? null : band}`;
  const { linkOf } = options;
  if (linkOf === undefined)
    return html`<g class="stream ${stream.state ?? 'behind'}" data-upstream="${stream.upstream}"><title>${told}</title>${marks}${rest}</g>`;
  const code =
    stream.pair === null || rest === null
      ? rest
      : html`<a href="${linkOf({ module: stream.pair.module })}" aria-label="${inWords(say`The code of ${stream.pair.path} beside that of ${stream.name}`, translate)}" data-module="${stream.pair.module}">${rest}</a>`;
  return html`<g class="stream ${stream.state ?? 'behind'}" data-upstream="${stream.upstream}"><a href="${linkOf({ upstream: stream.upstream })}"><title>${told}</title>${marks}</a>${code}</g>`;
}

/** What flows into another stream, thin and below every label: it crosses those that stand between the two. */
function thinBands({ courses }: Layout): Markup {
  const thin = courses.filter(({ stream }) => stream.into !== null);
  return html`${thin.map((one) => html`<path class="thin" d="${bandPath(one)}" fill="currentColor" fill-opacity="0.55"/>`)}`;
}

/** The gap between the heaviest stream's first date and the repository's, as a bracket with words. */
function bracket(layout: Layout, translate: (template: string) => string): Markup {
  const one = layout.courses.find(({ stream }) => stream.gap !== null && stream.into === null);
  if (one?.stream.gap == null || one.stream.since === null) return html``;
  const y = layout.axisY + 6;
  const { x } = one;
  const right = layout.axisRight;
  const several = layout.courses.filter(({ stream }) => stream.into === null).length > 1;
  const said = several ? say`${one.stream.name}: ${one.stream.gap}` : one.stream.gap;
  const words = inWords(said, translate);
  const room = right - x;
  const wide = words.length * 6.5;
  const anchor = wide > right - 8 - x ? 'end' : 'middle';
  const at = anchor === 'end' ? right : x + room / 2;
  return html`<path d="M${n(x)} ${n(y - 4)}V${n(y)}H${n(right)}V${n(y - 4)}" fill="none" stroke="currentColor"/><text x="${n(Math.max(at, anchor === 'end' ? wide : wide / 2))}" y="${n(y + 13)}" font-size="12" text-anchor="${anchor}" fill="currentColor">${words}</text>`;
}

/** What is left of the repository's stream: its own, or not known. */
function remainder({ own, courses }: Layout, translate: (template: string) => string): Markup {
  const flowing = courses.filter(({ stream }) => stream.into === null);
  const top = Math.max(own.y, ...flowing.map(({ endTop, thick }) => endTop + thick));
  const room = own.y + own.height - top;
  if (room < LEAST_LABEL) return html``;
  return html`<text x="${n(own.x + 4)}" y="${n(top + room / 2 + 4)}" font-size="11" fill="currentColor">${inWords(say`its own`, translate)}</text>`;
}

function axis({ scale, axisY, axisRight, own, width }: Layout): Markup {
  const cut =
    scale.breakAt === null
      ? null
      : html`<path d="M${n(scale.breakAt - 3)} ${n(axisY + 4)}l3 -8m2 8l3 -8" fill="none" stroke="currentColor"/>`;
  return html`<path d="M8 ${n(axisY)}H${n(axisRight)}" fill="none" stroke="currentColor" stroke-opacity="0.35"/>${cut}<path d="M${n(own.x)} ${n(own.y)}H${n(width - 8)}M${n(own.x)} ${n(own.y + own.height)}H${n(width - 8)}" fill="none" stroke="currentColor"/>`;
}

/** One stream in a sentence. */
function describe(stream: Stream): Said {
  const facts = stream.facts.reduce<Said>((list, fact) => say`${list}, ${fact}`, say`${stream.name}`);
  return stream.gap === null ? facts : say`${facts}, ${stream.gap}`;
}

function described(streams: Streams, translate: (template: string) => string): string {
  const own = streams.streams.filter(({ into }) => into === null);
  const behind = streams.streams.filter(({ into }) => into !== null);
  return [
    ...own.map((stream) => `${inWords(describe(stream), translate)}.`),
    ...behind.map((stream) => `${inWords(say`Behind it: ${describe(stream)}`, translate)}.`),
  ].join(' ');
}

/**
 * The one picture of a report: each upstream is a stream that flows into the repository's; its width is its share of the
 * modules, its pattern the state of its credit, its beginning the date from which it was public. Thin streams are what an
 * upstream has from others. SVG in the color of the text around it; empty where nothing flows in.
 */
export function riverSvg(report: AuditReport, options: RiverOptions = {}): string {
  const { id = 'river', translate = (template) => template, linkOf, standalone = false } = options;
  const streams = streamsOf(report);
  if (streams.streams.length === 0) return '';
  const width = Math.max(LEAST_WIDTH, Math.round(options.width ?? DEFAULT_WIDTH));
  const layout = layOut(streams, width, translate);
  const title = inWords(say`What flows into ${streams.name}`, translate);
  const more =
    streams.left === 0
      ? null
      : html`<text x="${n(layout.own.x)}" y="${n(layout.own.y + layout.own.height + 16)}" font-size="12" fill="currentColor">${inWords(say`and ${streams.left} more`, translate)}</text>`;
  const head = html`<svg xmlns="http://www.w3.org/2000/svg" class="river" viewBox="0 0 ${layout.width} ${n(layout.height)}" width="${layout.width}" height="${n(layout.height)}" font-family="system-ui, sans-serif" role="${linkOf === undefined ? 'img' : 'group'}" aria-labelledby="${id}-title ${id}-desc">`;
  return html`${head}${standalone ? html`<style>${{ markup: ALONE }}</style>` : null}<title id="${id}-title">${title}</title><desc id="${id}-desc">${described(streams, translate)}</desc>${patterns(id)}${thinBands(layout)}${layout.courses.map((one) => course(one, layout, id, options))}${layout.name.map((line) => textLine(line, layout.own.x))}${axis(layout)}${remainder(layout, translate)}${bracket(layout, translate)}${more}</svg>`
    .markup;
}
