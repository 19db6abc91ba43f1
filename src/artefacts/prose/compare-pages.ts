import { precedes } from '../../model/dates.ts';
import type { Strength } from '../../model/report.ts';
import { inEnglish, type Said, say } from '../../model/said.ts';
import type { ArtefactMatch } from '../configs/compare-artefacts.ts';
import { digestOf } from '../configs/digest.ts';
import { matchPages, type PagePassage } from './match-pages.ts';
import type { LocalPage, PagePrint } from './page-print.ts';

/** A front page of an upstream version, without its text. */
export interface UpstreamPage extends PagePrint {
  readonly path: string;
  /** ISO date from which the page was public in this state; null when not known. */
  readonly since: string | null;
}

/** A version of an upstream with its front pages. */
export interface UpstreamPages {
  /** Project id. */
  readonly project: string;
  readonly organisation: string;
  /** Version id. */
  readonly version: string;
  readonly name: string;
  readonly published: string | null;
  readonly pages: readonly UpstreamPage[];
}

export interface PagesRequest {
  readonly local: readonly LocalPage[];
  readonly upstreams: readonly UpstreamPages[];
  /** Projects that the audited repository is itself. */
  readonly self: ReadonlySet<string>;
  /** ISO date on which a local page first appeared; null when not known. */
  readonly appeared: (path: string) => string | null;
  /** ISO date of the last change of a local page; null when not known. */
  readonly lastChanged: (path: string) => string | null;
  /** Lines of a local page that credit a project. */
  readonly creditLines: (path: string, project: string) => readonly number[];
}

/** A run in this many projects, or in two of one organisation, says nothing about where a page came from. */
const SHARED_BY = 3;
/** Words in passages without a mark from which on a page is named, is moderate and is strong evidence. */
const WORDS = { weak: 30, moderate: 80, strong: 300 } as const;
/** A credit this many lines before or after a passage belongs to it. */
const NEAR_LINES = 3;
const SHOWN = 4;

interface Owner {
  readonly project: string;
  readonly organisation: string;
  readonly since: string | null;
}

interface Marked extends PagePassage {
  readonly page: UpstreamPage;
  readonly cited: boolean;
}

interface Compared {
  readonly upstream: UpstreamPages;
  readonly passages: readonly Marked[];
  readonly counted: number;
  /** The local page is older than the project's first page: it may have been the source. */
  readonly undecided: boolean;
}

/**
 * Compares the audited repository's front pages with those of every upstream. A page that an upstream changed after
 * the local one was last changed is no source; a passage belongs to the project that had it first; quoted and
 * credited passages are said and not counted.
 */
export function comparePages(request: PagesRequest): readonly ArtefactMatch[] {
  if (request.local.length === 0) return [];
  const owners = ownersOf(request);
  const firsts = firstDates(request.upstreams);
  const own = new Set(
    request.upstreams.filter(({ project }) => request.self.has(project)).map((one) => one.organisation),
  );
  return request.local.flatMap((page) => {
    const projects = new Map<string, Compared>();
    for (const upstream of request.upstreams) {
      // An organisation's pages share sections among themselves.
      if (request.self.has(upstream.project) || own.has(upstream.organisation)) continue;
      const undecided = precedes(firsts.get(upstream.project) ?? null, request.appeared(page.path)) === false;
      const compared = { ...compareWith(page, upstream, owners, request), undecided };
      const best = projects.get(upstream.project);
      if (compared.passages.length > 0 && (best === undefined || isBetter(compared, best)))
        projects.set(upstream.project, compared);
    }
    return [...projects.values()].flatMap((compared) => matchOf(page, compared) ?? []);
  });
}

/** When each project was first public, by its versions and their pages. */
function firstDates(upstreams: readonly UpstreamPages[]): ReadonlyMap<string, string> {
  const dates = new Map<string, string>();
  for (const { project, published, pages } of upstreams)
    for (const date of [published, ...pages.map((page) => page.since)])
      if (date !== null && !isBefore(dates.get(project) ?? null, date)) dates.set(project, date);
  return dates;
}

/** Who has each run of the local pages. */
function ownersOf({ local, upstreams }: PagesRequest): ReadonlyMap<number, readonly Owner[]> {
  const owners = new Map<number, Owner[]>();
  for (const page of local) for (const hash of page.runs) owners.set(hash, []);
  for (const { project, organisation, published, pages } of upstreams) {
    for (const page of pages) {
      const since = page.since ?? published;
      for (const hash of page.runs) {
        const known = owners.get(hash);
        if (known === undefined) continue;
        const at = known.findIndex((one) => one.project === project);
        if (at < 0) known.push({ project, organisation, since });
        else if (isBefore(since, known[at]?.since ?? null)) known[at] = { project, organisation, since };
      }
    }
  }
  return owners;
}

/** Whether a run that `project` has came from there: it had it first, and it is no stock phrase. */
function tells(owners: readonly Owner[], project: string, self: ReadonlySet<string>): boolean {
  const others = owners.filter((one) => !self.has(one.project));
  if (others.length >= SHARED_BY) return false;
  const own = owners.find((one) => one.project === project);
  if (own === undefined) return false;
  return owners.every(
    (one) =>
      one === own ||
      ((self.has(one.project) || one.organisation !== own.organisation) && !isBefore(one.since, own.since)),
  );
}

function compareWith(
  local: LocalPage,
  upstream: UpstreamPages,
  owners: ReadonlyMap<number, readonly Owner[]>,
  request: PagesRequest,
): Omit<Compared, 'undecided'> {
  const changed = request.lastChanged(local.path);
  const credits = request.creditLines(local.path, upstream.project);
  const telling = new Map<number, boolean>();
  const isTelling = (hash: number): boolean => {
    const known = telling.get(hash);
    if (known !== undefined) return known;
    const answer = tells(owners.get(hash) ?? [], upstream.project, request.self);
    telling.set(hash, answer);
    return answer;
  };
  const passages = upstream.pages
    .filter((page) => !isBefore(changed, page.since ?? upstream.published))
    .flatMap((page) =>
      matchPages(local, page, isTelling).map((passage): Marked => {
        const [first, last] = passage.localLines;
        const cited = credits.some((line) => line >= first - NEAR_LINES && line <= last + NEAR_LINES);
        return { ...passage, page, cited };
      }),
    );
  const counted = covered(passages.filter((one) => !one.quoted && !one.cited));
  return { upstream, passages, counted };
}

/** More words; of equals the earliest version. */
function isBetter(a: Compared, b: Compared): boolean {
  if (a.counted !== b.counted) return a.counted > b.counted;
  if (covered(a.passages) !== covered(b.passages)) return covered(a.passages) > covered(b.passages);
  return isBefore(a.upstream.published, b.upstream.published);
}

/** Words in at least one passage. */
function covered(passages: readonly PagePassage[]): number {
  let words = 0;
  let reached = 0;
  for (const { from, to } of [...passages].sort((a, b) => a.from - b.from)) {
    words += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return words;
}

function matchOf(
  local: LocalPage,
  { upstream, passages, counted, undecided }: Compared,
): ArtefactMatch | null {
  const marked = passages.filter((one) => one.quoted || one.cited);
  if (counted < WORDS.weak) return null;
  const strength: Strength = undecided
    ? 'weak'
    : counted >= WORDS.strong
      ? 'strong'
      : counted >= WORDS.moderate
        ? 'moderate'
        : 'weak';
  const open = passages.filter((one) => !one.quoted && !one.cited);
  const facts: readonly Said[] = [
    say`About ${counted} of ${local.words} words of ${local.path} stand in passages of ${upstream.name} too, neither quoted nor credited there.`,
    ...shown(open).map(
      (one) =>
        say`Lines ${lines(one.localLines)} match ${one.page.path} lines ${lines(one.upstreamLines)}: about ${one.to - one.from} words.`,
    ),
    ...(open.length > SHOWN ? [say`${open.length - SHOWN} shorter passages match too.`] : []),
    ...(marked.length > 0
      ? [
          marked.length === 1
            ? say`Quoted or credited, and not counted: one passage of about ${covered(marked)} words.`
            : say`Quoted or credited, and not counted: ${marked.length} passages of about ${covered(marked)} words.`,
        ]
      : []),
    ...sinceFacts(open),
    ...(undecided
      ? [
          say`${local.path} was here before ${upstream.name} was public, so which side took from which is not known.`,
        ]
      : []),
  ];
  return {
    version: upstream.version,
    bits: Math.min(36, counted / 10),
    evidence: {
      id: `artefact-${digestOf(`prose ${local.path} ${upstream.project}`)}`,
      path: local.path,
      kind: 'prose',
      upstream: upstream.project,
      strength,
      facts: facts.map(inEnglish),
      factsSaid: facts,
    },
  };
}

/** The longest passages, in the order of the page. */
function shown(passages: readonly Marked[]): readonly Marked[] {
  return [...passages]
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    .slice(0, SHOWN)
    .sort((a, b) => a.from - b.from);
}

function sinceFacts(passages: readonly Marked[]): readonly Said[] {
  const dates = new Map(passages.map(({ page }) => [page.path, page.since]));
  return [...dates].flatMap(([path, since]) =>
    since === null ? [] : [say`${path} is public in this state since ${since.slice(0, 10)}.`],
  );
}

function lines([first, last]: readonly [number, number]): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

/** Whether `a` is surely before `b`; false when either is not known. */
function isBefore(a: string | null, b: string | null): boolean {
  return precedes(a, b) === true;
}
