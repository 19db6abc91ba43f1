import type { ArtefactMatch } from '../artefacts/configs/compare-artefacts.ts';
import { hashText, hex8 } from '../bytes/hash.ts';
import { buildLineage } from '../lineage/build-lineage.ts';
import type { PlacedModule } from '../lineage/choose-sources.ts';
import { inDatedOrder } from '../lineage/dated-order.ts';
import { type Identities, identify } from '../lineage/identity.ts';
import { nameOrigins } from '../lineage/name-origins.ts';
import { foreignBeforeOwn, ownWhereUndated } from '../lineage/own-modules.ts';
import { onlyOfWorld, worldProjects } from '../lineage/world-projects.ts';
import type { DraftLineage } from '../model/evidence.ts';
import type { AuditedModule, Residue } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import type { World } from '../origins/world.ts';
import type { FileAnalysis } from './file/file-analysis.ts';
import type { Gathered } from './gather.ts';
import type { Matched } from './match.ts';
import type { CatalogueFacts } from './ports.ts';

/** From whom the tree has what, and what it is itself. */
export interface Chosen {
  /** Projects that the repository is itself: nobody's source here. */
  readonly self: ReadonlySet<string>;
  readonly modules: readonly AuditedModule[];
  readonly artefacts: readonly ArtefactMatch[];
  readonly told: Matched['told'];
  /** Words of upstreams with a lineage that were left behind. */
  readonly residues: readonly Residue[];
  readonly lineage: readonly DraftLineage[];
  readonly claims: Matched['claims'];
  /** Facts of every version that may be named, those of the world included. */
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** Facts of projects that comments name and `sources` lack: nothing here matches them. */
  readonly named: readonly SourceFacts[];
  /** The project of the world that first had a file byte for byte, by path; none that the repository is itself. */
  readonly keptFrom: ReadonlyMap<string, string>;
}

/** Says from whom the tree has what it shares. */
export function choose(
  gathered: Gathered,
  matched: Matched,
  catalogue: CatalogueFacts,
  world: World | null,
): Chosen {
  const { history } = gathered;
  const catalogued = catalogue.sources;
  const own = matched.modulesAs();
  const { of: identities, itself } = identitiesOf(gathered, matched, own, catalogued, world);
  const having = (relation: 'self' | 'fork'): ReadonlySet<string> =>
    new Set([...identities].flatMap(([id, one]) => (one.relation === relation ? [id] : [])));
  const [self, forks] = [having('self'), having('fork')];
  // What a history shares with its upstream's has no before and after.
  const undated = new Set([...self, ...forks]);
  const dateOf = (path: string): string | null => history.introduced.get(path) ?? null;
  const chosen =
    self.size > 0
      ? foreignBeforeOwn(
          ownWhereUndated(own, matched.modulesAs(new Set(), undated), undated),
          matched.modulesAs(self, forks),
          catalogued,
        )
      : forks.size > 0
        ? matched.modulesAs(new Set(), forks)
        : own;
  const stated = new Map(gathered.files.map((file) => [file.path, file.stated]));
  const contents = new Map(gathered.files.map((file) => [file.path, file.unchanged ?? -1]));
  const projects = world === null ? null : worldProjects(world, catalogued);
  const named =
    world === null || projects === null
      ? null
      : nameOrigins({
          modules: chosen,
          placed: matched.placed,
          world,
          projects,
          dateOf,
          statedOf: (path) => stated.get(path) ?? { all: [], ofFile: [] },
          contentOf: (path) => contents.get(path) ?? -1,
          name: gathered.name,
          itself,
        });
  const modules = inDatedOrder(
    named?.modules ?? chosen.filter((one) => one.role !== 'other' || one.matches.length > 0),
    (path) => history.claimed.get(path) ?? null,
  );
  const sources = new Map([...(named?.sources ?? []), ...catalogued]);
  const artefacts = [...matched.configurations, ...matched.pagesAs(self)];
  const found = new Set([
    ...modules.flatMap((module) => module.matches.map((one) => one.upstream)),
    ...artefacts.map((one) => one.evidence.upstream),
  ]);
  const residues = residuesOf(gathered.files, found);
  const lineage = buildLineage({
    modules,
    residues,
    artefacts,
    self,
    identities,
    code: gathered.files.flatMap((file) =>
      isTelling(file) ? [{ path: file.path, unchanged: file.kept !== undefined }] : [],
    ),
    sources,
    dateOf,
    history,
    own: named?.own ?? new Map(),
    threshold: world?.threshold ?? 0,
  });
  const lineages = new Set(lineage.map((one) => one.upstream));
  return {
    self,
    modules,
    artefacts,
    told: matched.told,
    residues: residues.filter((residue) => lineages.has(residue.upstream)),
    lineage,
    claims: matched.claims,
    sources,
    named: world === null ? [] : namedBesides(matched.claims, sources, world, catalogued),
    keptFrom: new Map(
      gathered.files.flatMap(({ path, unchanged }) =>
        unchanged === undefined || itself.has(unchanged) || projects === null
          ? []
          : [[path, projects.nameOf(unchanged, path)] as const],
      ),
    ),
  };
}

/** Projects of the world that comments credit, of which no source tells. */
function namedBesides(
  claims: Matched['claims'],
  sources: ReadonlyMap<string, SourceFacts>,
  world: World,
  catalogued: ReadonlyMap<string, SourceFacts>,
): readonly SourceFacts[] {
  const known = new Set([...sources.values()].map((one) => one.project));
  const named = new Set(
    claims.flatMap(({ kind, upstream }) =>
      kind === 'code-comment' && upstream !== null && !known.has(upstream) ? [upstream] : [],
    ),
  );
  if (named.size === 0) return [];
  return onlyOfWorld(world, [...catalogued.values()]).filter((one) => named.has(one.project));
}

/** Functions from which a file's content is known to the world: smaller ones are the same everywhere. */
const TELLING_UNITS = 2;
/** Files of which the world keeps no states. */
const TESTS = /(?:^|\/)(?:tests?|testing)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/;

/** Whether a file's content would be known if somebody else had it first: of other languages few states are. */
export const isTelling = ({ path, coverage, modules, unchanged }: FileAnalysis): boolean =>
  coverage !== null &&
  (unchanged !== undefined ||
    (path.endsWith('.py') &&
      !TESTS.test(path) &&
      modules.reduce((sum, one) => sum + one.units.length, 0) >= TELLING_UNITS));

function identitiesOf(
  { name, history, files }: Gathered,
  matched: Matched,
  own: readonly AuditedModule[],
  sources: ReadonlyMap<string, SourceFacts>,
  world: World | null,
): Identities {
  const candidates = new Set([
    ...own.flatMap((module) => module.matches.map((one) => one.upstream)),
    ...inPlace(matched.placed, sources),
    ...matched.pagesAs(new Set()).map((one) => one.evidence.upstream),
  ]);
  return identify({
    name,
    sources,
    candidates,
    modules: own,
    history,
    world,
    code: files.filter(isTelling).map(({ unchanged }) => ({ unchanged: unchanged ?? null })),
  });
}

/** Projects that have a module's code in the same file, whenever that was: the repository may be one of them. */
function inPlace(
  placed: readonly PlacedModule[],
  sources: ReadonlyMap<string, SourceFacts>,
): readonly string[] {
  const versions = new Set(
    placed.flatMap(({ path, module }) =>
      module.pairs.flatMap((pair) =>
        pair.places.filter((place) => place.path === path).map((place) => place.version),
      ),
    ),
  );
  return [...versions].flatMap((version) => sources.get(version)?.project ?? []);
}

function residuesOf(files: readonly FileAnalysis[], projects: ReadonlySet<string>): readonly Residue[] {
  return files.flatMap((file) =>
    file.sightings.flatMap((sighting): Residue[] => {
      const project = sighting.projects.find((one) => projects.has(one));
      if (project === undefined || sighting.projects.length > 1) return [];
      return [
        {
          id: `residue-${hex8(hashText(`${file.path}\n${sighting.text}`))}`,
          path: file.path,
          line: sighting.line,
          text: sighting.text,
          kind: sighting.kind,
          upstream: project,
        },
      ];
    }),
  );
}
