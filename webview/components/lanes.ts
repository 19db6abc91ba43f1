import type { TimelineEvent } from '../../src/model/report.ts';
import { t } from '../strings.ts';

/** Upstreams that have a lane of their own, the heaviest; the table holds all. */
const LANES = 8;

export interface Dated {
  readonly upstream: string;
  readonly event: TimelineEvent;
  readonly time: number;
  /** Place of its upstream in the answer: the heaviest has the lowest. */
  readonly rank: number;
}

export interface Lane {
  readonly name: string;
  readonly own: boolean;
  readonly events: readonly Dated[];
}

/** A lane for each of the heaviest upstreams, and one for the repository where it has dates. */
export function lanesOf(dated: readonly Dated[]): readonly Lane[] {
  const upstreams = new Map<string, Dated[]>();
  for (const one of dated.filter(({ event }) => event.side === 'upstream')) {
    upstreams.set(one.upstream, [...(upstreams.get(one.upstream) ?? []), one]);
  }
  const own = dated.filter(({ event }) => event.side === 'local');
  const rankOf = ([, [first]]: readonly [string, readonly Dated[]]): number => first?.rank ?? 0;
  const heaviest = new Set(
    [...upstreams]
      .sort((a, b) => rankOf(a) - rankOf(b))
      .slice(0, LANES)
      .map(([name]) => name),
  );
  return [
    ...[...upstreams]
      .filter(([name]) => heaviest.has(name))
      .map(([name, events]) => ({ name, own: false, events })),
    ...(own.length === 0 ? [] : [{ name: t('This repository'), own: true, events: own }]),
  ];
}
