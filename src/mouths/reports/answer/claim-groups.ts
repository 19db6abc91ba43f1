import type { AuditReport, Claim } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';
import { byText } from '../../../model/text-order.ts';
import { namesOf } from '../names.ts';
import { identityOf } from './identity.ts';

/** What the repository says of one project, as one row. */
export interface ClaimGroup {
  /** Project id; null: no project that is known here. */
  readonly upstream: string | null;
  readonly name: string | null;
  /** Whether it is said to be built on, or only named. */
  readonly force: Claim['force'];
  readonly found: Claim['found'];
  /** Each sentence once, with every place it stands at: `README.md:13`. */
  readonly sentences: readonly { readonly text: string; readonly places: readonly string[] }[];
}

const FOUND: Readonly<Record<Claim['found'], Said>> = {
  credited: say`Found here, and covered by the credit`,
  partly: say`Found here; the credit does not cover all of it`,
  'not-found': say`Named as a source; nothing here matches it`,
  mention: say`Only named`,
};

/** What the code shows of a claim. */
export function sayFound(found: Claim['found']): Said {
  return FOUND[found];
}

const ORDER: readonly Claim['found'][] = ['credited', 'partly', 'not-found', 'mention'];

/** A sentence of a document without its marks: links by their words, no emphasis, no mark of a list or heading. */
export function withoutMarks(text: string): string {
  return text
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)?)?/g, '$1')
    .replace(/\*\*|__|`/g, '')
    .replace(/^(?:[-*+>#]+|\d+[.)])\s+/, '')
    .replace(/\s*\|\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function groupOf(claims: readonly Claim[], nameOf: (id: string) => string): ClaimGroup {
  const [first] = claims;
  const credits = claims.filter(({ force }) => force === 'credit');
  const told = credits.length > 0 ? credits : claims;
  const places = new Map<string, string[]>();
  for (const { text, path, line } of told) {
    const sentence = withoutMarks(text);
    const place = `${path}:${line}`;
    const known = places.get(sentence);
    if (known === undefined) places.set(sentence, [place]);
    else if (!known.includes(place)) known.push(place);
  }
  const upstream = first?.upstream ?? null;
  const found = ORDER.find((one) => told.some((claim) => claim.found === one)) ?? 'mention';
  return {
    upstream,
    name: upstream === null ? null : nameOf(upstream),
    force: credits.length > 0 ? 'credit' : 'mention',
    found,
    sentences: [...places].map(([text, at]) => ({ text, places: at })),
  };
}

/**
 * What the repository says it is built on, one group for each project: those of which code is here first, then those that
 * are credited, then those only named. What it says of itself is left out.
 */
export function claimGroups(report: AuditReport): readonly ClaimGroup[] {
  const identity = identityOf(report);
  const self = identity?.relation === 'self' ? identity.upstream : null;
  const byUpstream = new Map<string | null, Claim[]>();
  for (const claim of report.claims) {
    if (self !== null && claim.upstream === self) continue;
    const known = byUpstream.get(claim.upstream);
    if (known === undefined) byUpstream.set(claim.upstream, [claim]);
    else known.push(claim);
  }
  const { project } = namesOf(report);
  return [...byUpstream.values()]
    .map((claims) => groupOf(claims, project))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.found) - ORDER.indexOf(b.found) ||
        Number(a.upstream === null) - Number(b.upstream === null) ||
        byText(a.name ?? '', b.name ?? ''),
    );
}
