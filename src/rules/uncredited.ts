import type { Credit } from '../credit/credit.ts';
import { type Derivation, isEnough, type Place } from './derivations.ts';
import type { Reading } from './rule.ts';

/** What was taken from one upstream without a credit that covers it. */
export interface Uncredited {
  /** The part that no credit covers. */
  readonly derivation: Derivation;
  readonly credit: Credit;
}

/** Upstreams whose missing credit is worth asking for, in the order of the derivations. */
export function uncredited(reading: Pick<Reading, 'derivations' | 'credit'>): readonly Uncredited[] {
  const direct = reading.derivations.filter((one) => one.via === null);
  const upstreams = [...new Set(direct.map((one) => one.upstream))];
  return upstreams.flatMap((upstream) => {
    const credit = reading.credit(upstream);
    const derivation = openPart(
      direct.find((one) => one.upstream === upstream),
      credit,
    );
    if (derivation === undefined || credit.credited === 'yes' || !isWorthAsking(derivation)) return [];
    return [{ derivation, credit }];
  });
}

/**
 * Share of both sides from which on two modules are one.
 */
const WHOLE = 0.95;

/**
 * Evidence of moderate strength names the wrong project as often as the right one, as long as it is not known who had
 * the code first. Where the files say that they are somebody else's, only a module that is the upstream's from end to end
 * is worth a question: a header is soon written.
 */
function isWorthAsking({ certain, lone, places }: Derivation): boolean {
  if (certain) return true;
  if (lone === true) return false;
  const [first] = places;
  return first.doubted === true ? places.some(isWhole) : first.match?.origin !== undefined;
}

function isWhole({ strength, match }: Place): boolean {
  const { local = 0, upstream = 0 } = match?.containment ?? {};
  return (strength === 'conclusive' || strength === 'strong') && Math.min(local, upstream) >= WHOLE;
}

/** What no credit covers, nor that of a project beside it, where some is covered: nothing is asked for that little by itself would not be. */
function openPart(derivation: Derivation | undefined, credit: Credit): Derivation | undefined {
  if (derivation === undefined || derivation.slot !== 'code') return derivation;
  const open = credit.credited === 'partly' ? new Set(credit.open) : null;
  const [first, ...rest] = derivation.places.filter(
    (place) => place.beside !== true && (open === null || open.has(place.path)),
  );
  if (first === undefined) return undefined;
  if (rest.length + 1 === derivation.places.length && open === null) return derivation;
  const places = [first, ...rest] as const;
  return isEnough(places, derivation.upstream) ? { ...derivation, places } : undefined;
}
