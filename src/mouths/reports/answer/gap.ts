import type { Lineage } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
import type { ModulePair } from './module-pair.ts';

const DAY = 86_400_000;
/** Days up to which a gap is told in days, and up to which in months. */
const MOST_DAYS = 120;
const MOST_MONTHS_IN_DAYS = 730;

interface Gap {
  readonly number: number;
  readonly unit: 'day' | 'month' | 'year';
}

function gapOf(days: number): Gap {
  if (days <= MOST_DAYS) return { number: Math.round(days), unit: 'day' };
  if (days <= MOST_MONTHS_IN_DAYS) return { number: Math.round(days / 30.44), unit: 'month' };
  return { number: Math.floor(days / 365.25), unit: 'year' };
}

function sayGap({ number, unit }: Gap): Said {
  if (unit === 'day') return number === 1 ? say`1 day` : say`${number} days`;
  if (unit === 'month') return say`${number} months`;
  return number === 1 ? say`1 year` : say`${number} years`;
}

function sayEarlier(least: Gap, most: Gap): Said {
  if (most.number === 0) return say`public on the same day`;
  if (least.number === 0) return say`public up to ${sayGap(most)} earlier`;
  if (least.unit !== most.unit || least.number === most.number) return say`public ${sayGap(least)} earlier`;
  return say`public ${least.number} to ${sayGap(most)} earlier`;
}

/**
 * Earliest date of the timeline on which files that match were in the repository; null when it has none. `began` is the
 * date of the repository's first commit, of which every timeline tells: it counts where such files came with it, or
 * where of none is known when it came.
 */
export function firstLocalDate({ timeline }: Lineage, began: string | undefined): string | null {
  const dates = timeline.flatMap(({ side, date }) => (side === 'local' ? [date] : []));
  const own = dates.indexOf(began ?? '');
  const ofFiles = dates.filter((_, at) => at !== own);
  return (ofFiles.length > 0 ? ofFiles : dates).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

/**
 * How long before the first date of the repository's files the matched states of the upstream were public, from the latest to the
 * earliest of them; null when a date is missing. Whose word the dates are stands in the timeline.
 */
export function publicBefore(
  pairs: readonly ModulePair[],
  lineage: Lineage,
  began: string | undefined,
): Said | null {
  if (pairs.length > 0 && pairs.every(({ match }) => match.order === 'disputed'))
    return say`which came first is disputed`;
  const local = firstLocalDate(lineage, began);
  const dates = pairs.flatMap(({ match }) => (match.published === null ? [] : [Date.parse(match.published)]));
  const upstream = lineage.timeline.flatMap(({ side, date }) =>
    side === 'upstream' ? [Date.parse(date)] : [],
  );
  const known = (dates.length > 0 ? dates : upstream).filter((date) => !Number.isNaN(date));
  if (local === null || known.length === 0) return null;
  const days = known.map((date) => (Date.parse(local) - date) / DAY).sort((a, b) => a - b);
  const [least = 0] = days;
  const most = days.at(-1) ?? 0;
  const precedes = pairs.some(({ match }) => match.precedes === true) || pairs.length === 0;
  if (!precedes && pairs.every(({ match }) => match.precedes === false)) return say`public later than here`;
  if (!precedes || most < 0) return say`which came first is not known`;
  const earlier = sayEarlier(gapOf(Math.max(0, least)), gapOf(most));
  return hadBefore(pairs, lineage.upstream, Math.min(...known)) ? say`this version ${earlier}` : earlier;
}

/** Whether the project had part of it in a state before the first of these dates: then they are those of a version alone. */
const hadBefore = (pairs: readonly ModulePair[], upstream: string, first: number): boolean =>
  pairs.some(({ match }) =>
    (match.origin ?? []).some(
      ({ project, date = null }) => project === upstream && date !== null && Date.parse(date) < first - DAY,
    ),
  );
