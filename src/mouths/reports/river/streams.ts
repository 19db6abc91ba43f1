import type { AuditReport, LineRange } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
import { type Answer, answerOf } from '../answer/answer.ts';
import { type CreditState, sayCreditState } from '../answer/credit-state.ts';
import { firstLocalDate } from '../answer/gap.ts';
import { sayModules } from '../answer/phrases.ts';
import { sayArtefactKind, type UpstreamAnswer } from '../answer/upstream-answer.ts';
import { percent } from '../wording.ts';

/** What flows into the repository from one upstream, or into such a stream from where that has it. */
export interface Stream {
  readonly upstream: string;
  readonly name: string;
  /** Null for one that only another stream has its code from. */
  readonly state: CreditState | null;
  /** 0..1 of the repository's modules, by size. */
  readonly share: number;
  /** ISO date from which it was public. */
  readonly since: string | null;
  /** What stands under the name. */
  readonly facts: readonly Said[];
  /** How long before, in words. */
  readonly gap: Said | null;
  /** Index of the stream it flows into; null: the repository's. */
  readonly into: number | null;
  /** The heaviest pair, for a link to its code. */
  readonly pair: { readonly module: string; readonly path: string; readonly range: LineRange } | null;
}

export interface Streams {
  readonly name: string;
  /** ISO date of the repository's own first state. */
  readonly now: string | null;
  readonly streams: readonly Stream[];
  /** Upstreams that the picture leaves out. */
  readonly left: number;
}

/** Streams of a picture; the others are counted. */
const MOST = 6;
const MOST_BEHIND = 2;

function percentRange({ pairs }: UpstreamAnswer): Said | null {
  const shares = pairs.map(({ match }) => match.containment.local).sort((a, b) => a - b);
  const [least] = shares;
  const most = shares.at(-1);
  if (least === undefined || most === undefined) return null;
  const from = Math.round(100 * least);
  const to = Math.round(100 * most);
  return from === to ? say`${percent(least)}` : say`${from} to ${to}%`;
}

function sayWhat(upstream: UpstreamAnswer): readonly Said[] {
  const { pairs, files, artefacts } = upstream;
  const range = percentRange(upstream);
  if (range !== null) return [sayModules(pairs.length, files), range];
  const [first] = artefacts;
  return [first === undefined ? say`named here` : sayArtefactKind(first.kind)];
}

function earliestOf(upstream: UpstreamAnswer): string | null {
  const dates = upstream.pairs.flatMap(({ match }) => (match.published === null ? [] : [match.published]));
  const known = dates.length > 0 ? dates : [upstream.source?.published ?? ''].filter((date) => date !== '');
  return known.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

function direct(upstream: UpstreamAnswer): Stream {
  const [first] = upstream.pairs;
  return {
    upstream: upstream.lineage.upstream,
    name: upstream.name,
    state: upstream.state,
    share: upstream.share,
    since: earliestOf(upstream),
    facts: [
      sayCreditState(upstream.state),
      ...(upstream.license === null || upstream.license === 'NONE' ? [] : [say`${upstream.license}`]),
      ...sayWhat(upstream),
    ],
    gap: upstream.since,
    into: null,
    pair:
      first === undefined
        ? null
        : { module: first.module.id, path: first.module.path, range: first.module.range },
  };
}

function behindOf(report: AuditReport, answer: Answer, upstream: string, into: number): readonly Stream[] {
  return answer.behind
    .filter(({ through }) => through === upstream)
    .slice(0, MOST_BEHIND)
    .map(({ upstream: id, name, parts }) => ({
      upstream: id,
      name,
      state: null,
      share: 0,
      since: report.sources.find(({ project }) => project === id)?.published ?? null,
      facts: [say`${parts.map((part) => part.replace(/ \+\d+$/, '')).join(', ')}`],
      gap: null,
      into,
      pair: null,
    }));
}

/** The streams of a report, heaviest state first, each followed by what flows into it. */
export function streamsOf(report: AuditReport): Streams {
  const answer = answerOf(report);
  const shown = answer.upstreams.filter(({ pairs, artefacts }) => pairs.length + artefacts.length > 0);
  const streams: Stream[] = [];
  for (const upstream of shown.slice(0, MOST)) {
    const at = streams.push(direct(upstream)) - 1;
    streams.push(...behindOf(report, answer, upstream.lineage.upstream, at));
  }
  const [first] = shown;
  const local = first === undefined ? null : firstLocalDate(first.lineage, report.target.firstCommitDate);
  return {
    name: report.target.name,
    now: local ?? report.target.firstCommitDate ?? null,
    streams,
    left: Math.max(0, shown.length - MOST),
  };
}
