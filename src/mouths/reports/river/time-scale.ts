const DAY = 86_400_000;
/** The shortest time that is drawn, so that a day is no gulf. */
const LEAST_DAYS = 14;
/** A stream this many times older than the youngest one (or than the shortest time) is drawn behind a break. */
const MOST_TIMES = 10;
/** Of the axis' width: the part for what lies behind the break. */
const BEHIND = 0.2;

/** Where a date lies on the picture, from the past at the left to the repository's first date at the right. */
export interface TimeScale {
  /** X of an ISO date; null puts a stream that has none at the left end. */
  readonly x: (date: string | null) => number;
  /** X of the break mark; null when the axis has none. */
  readonly breakAt: number | null;
  /** Days that the unbroken part shows. */
  readonly days: number;
}

/**
 * A scale on the weeks that decide: linear over the streams that are near in time, older ones in their order behind a
 * break. `now` is the repository's own first date.
 */
export function timeScale(
  dates: readonly (string | null)[],
  now: string | null,
  left: number,
  right: number,
): TimeScale {
  const end = now === null ? Number.NaN : Date.parse(now);
  const daysOf = (date: string | null): number =>
    date === null ? Number.NaN : (end - Date.parse(date)) / DAY;
  const days = dates
    .map(daysOf)
    .filter((age) => !Number.isNaN(age))
    .map((age) => Math.max(0, age));
  const youngest = Math.max(LEAST_DAYS, Math.min(...days, Number.POSITIVE_INFINITY));
  const near = days.filter((age) => age <= MOST_TIMES * youngest);
  const far = [...new Set(days.filter((age) => age > MOST_TIMES * youngest))].sort((a, b) => b - a);
  const span = Math.max(LEAST_DAYS, ...near) * 1.1;
  const hasBreak = far.length > 0 || days.length < dates.length;
  const start = hasBreak ? left + BEHIND * (right - left) : left;
  return {
    days: span,
    breakAt: hasBreak ? start : null,
    x: (date) => {
      const age = Math.max(0, daysOf(date));
      if (Number.isNaN(age)) return left;
      const behind = far.indexOf(age);
      if (behind >= 0) return left + (behind / Math.max(1, far.length)) * (start - left - 12);
      return right - (Math.min(age, span) / span) * (right - start);
    },
  };
}
