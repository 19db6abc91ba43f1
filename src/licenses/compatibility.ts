import { type Said, say } from '../model/said.ts';
import { branches, parseExpression } from './expression.ts';
import { judgePair } from './judge-pair.ts';

export type Outcome = 'OK' | 'OK-FILE' | 'CONFLICT' | 'REVIEW';

/** What becomes of code under `copied` in a repository under `outbound`. */
export interface Judgement {
  readonly outcome: Outcome;
  /** The branch of the copied expression that was judged. */
  readonly copied: string;
  readonly outbound: string;
  /** License and section the judgement rests on, e.g. `GPL-3.0-only 5(c)`; null when none is known. */
  readonly clause: string | null;
  /** One sentence for a person. */
  readonly why: Said;
}

export interface Copying {
  /** The copied file stays a file of its own under its own license. */
  readonly fileKept: boolean;
}

const RANK: Readonly<Record<Outcome, number>> = {
  OK: 0,
  'OK-FILE': 1,
  REVIEW: 2,
  CONFLICT: 3,
};

/**
 * Judges code under `copied` in a repository under `outbound`, both SPDX expressions.
 * A copied OR takes the branch that passes best; a copied AND needs all parts to pass. An outbound OR offers
 * every branch to the recipient, so each has to pass; an outbound AND names parts, so one that passes is enough.
 * Says nothing of duties.
 */
export function judge(copied: string, outbound: string, copying: Copying): Judgement {
  const inner = parseExpression(copied);
  const outer = parseExpression(outbound);
  if (!inner.ok || !outer.ok) {
    const why = inner.ok
      ? say`The repository's license "${outbound}" cannot be read.`
      : say`${inner.message}`;
    return { outcome: 'REVIEW', copied, outbound, clause: null, why };
  }
  const offers = branches(outer.value);
  const choices = branches(inner.value).map((parts) =>
    worst(offers.map((offer) => judgeParts(parts, offer, outbound, copying))),
  );
  return best(choices);
}

function judgeParts(
  parts: readonly string[],
  offer: readonly string[],
  outbound: string,
  copying: Copying,
): Judgement {
  const judged = worst(
    parts.map((part) =>
      best(
        offer.map((one) => {
          const answer = judgePair(part, one, copying.fileKept);
          return { ...answer, copied: part, outbound: one };
        }),
      ),
    ),
  );
  return { ...judged, copied: parts.join(' AND '), outbound };
}

function worst(all: readonly Judgement[]): Judgement {
  return pick(all, (a, b) => RANK[a.outcome] > RANK[b.outcome]);
}

function best(all: readonly Judgement[]): Judgement {
  return pick(all, (a, b) => RANK[a.outcome] < RANK[b.outcome]);
}

const NOTHING: Judgement = {
  outcome: 'REVIEW',
  copied: '',
  outbound: '',
  clause: null,
  why: say`There is nothing to judge.`,
};

function pick(all: readonly Judgement[], better: (a: Judgement, b: Judgement) => boolean): Judgement {
  const [first, ...rest] = all;
  let chosen = first ?? NOTHING;
  for (const one of rest) if (better(one, chosen)) chosen = one;
  return chosen;
}
