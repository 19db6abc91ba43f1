import type { ArtefactFacts, UpstreamArtefacts } from '../artefacts/configs/artefact-facts.ts';
import { type ArtefactMatch, compareArtefacts } from '../artefacts/configs/compare-artefacts.ts';
import { identityFacts } from '../artefacts/configs/extract-facts.ts';
import { comparePages, type UpstreamPages } from '../artefacts/prose/compare-pages.ts';
import { hashText, hex8 } from '../bytes/hash.ts';
import { describeClaims, lineageWithCredit } from '../credit/credit.ts';
import { buildLineage } from '../lineage/build-lineage.ts';
import { type PlacedModule, sourceChooser } from '../lineage/choose-sources.ts';
import { findSelf } from '../lineage/find-self.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence, HistoryFacts, UpstreamHeader, UpstreamNotice } from '../model/evidence.ts';
import {
  type AuditedModule,
  type AuditReport,
  type NotExamined,
  REPORT_SCHEMA_VERSION,
  type Residue,
} from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { TOOL_VERSION } from '../model/version.ts';
import { checkRules } from '../rules/check-rules.ts';
import type { FileAnalysis } from './file/file-analysis.ts';
import { licenseRecords } from './file/merge-licenses.ts';
import type { Cancellation, FileEntry, HistoryReader, Progress, TreeReader } from './ports.ts';

/** What the audit knows of all opened catalogues together. */
export interface CatalogueFacts {
  readonly id: string;
  readonly built: string;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  artefacts(): readonly UpstreamArtefacts[];
  headerOf(version: string, path: string): UpstreamHeader | null;
  noticeOf(version: string): UpstreamNotice | null;
  pages(): readonly UpstreamPages[];
}

/** Everything outside the pure core that an audit needs. */
export interface AuditPorts {
  readonly tree: TreeReader;
  /** Awaited when the files have been read. Null without git, or where no process may start. */
  readonly history: HistoryReader | null | Promise<HistoryReader | null>;
  readonly catalogue: CatalogueFacts;
  /** Reads and analyses files, in any order, from a cache where it can. */
  analyse(
    entries: readonly FileEntry[],
    progress: Progress,
    signal: Cancellation,
  ): Promise<{ readonly files: readonly FileAnalysis[]; readonly failures: readonly NotExamined[] }>;
  /** Facts for rules that only git can tell. */
  historyFacts(paths: readonly string[]): Promise<HistoryFacts | null>;
}

const byPath = <T extends { readonly path: string }>(a: T, b: T): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/** Absent files are still known by their blob ids; an artefact among them is evidence without its content. */
function artefactsOf(files: readonly FileAnalysis[], absent: readonly FileEntry[]): readonly ArtefactFacts[] {
  const known = files.flatMap((file) => (file.artefact === null ? [] : [file.artefact]));
  const ids = absent.flatMap(
    (entry) => identityFacts(entry.path, entry.blob === undefined ? {} : { blob: entry.blob }) ?? [],
  );
  return [...known, ...ids];
}

function codeOf(
  files: readonly FileAnalysis[],
  paths: readonly string[],
): { modules: Set<string>; classes: Set<string> } {
  const modules = new Set(paths.flatMap((path) => /([^/]+)\.py$/.exec(path)?.[1] ?? []));
  const classes = new Set(
    files.flatMap((file) =>
      file.modules.filter((module) => /^[A-Z]/.test(module.symbol)).map((module) => module.symbol),
    ),
  );
  return { modules, classes };
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

/** Compares the front pages with those of the upstreams, once it is known which of these the repository is itself. */
async function pageComparison(
  files: readonly FileAnalysis[],
  claims: readonly DraftClaim[],
  catalogue: CatalogueFacts,
  history: HistoryReader | null,
  dateOf: (path: string) => string | null,
): Promise<(self: ReadonlySet<string>) => readonly ArtefactMatch[]> {
  const local = files.flatMap((file) => (file.page === null ? [] : [file.page]));
  if (local.length === 0) return () => [];
  const upstreams = catalogue.pages();
  const changed = (await history?.lastDates(local.map((page) => page.path))) ?? new Map<string, string>();
  return (self) =>
    comparePages({
      local,
      upstreams,
      self,
      appeared: dateOf,
      lastChanged: (path) => changed.get(path) ?? null,
      creditLines: (path, project) =>
        claims
          .filter((one) => one.path === path && one.upstream === project && one.force === 'credit')
          .map((one) => one.line),
    });
}

/** Share of a module that an upstream's own repository must have from elsewhere to call that its source. */
const HALF = 0.5;
/** The same, for evidence of moderate strength. */
const MOST = 0.6;

/** In an upstream's own repository, what its modules have from others comes before what they share with themselves. */
function withForeignSources(
  own: readonly AuditedModule[],
  foreign: readonly AuditedModule[],
  sources: ReadonlyMap<string, SourceFacts>,
): readonly AuditedModule[] {
  const found = new Map(foreign.map((module) => [module.id, module.matches]));
  const projects = new Set([...sources.values()].map((source) => source.project));
  return own.map((module) => {
    const self = module.matches[0];
    const said = (sources.get(self?.version ?? '')?.ancestors ?? []).filter(
      (one) => one.file === module.path,
    );
    const candidates = (found.get(module.id) ?? []).filter(
      (match) =>
        match.precedes !== null &&
        ((match.strength !== 'weak' && match.containment.local >= MOST) ||
          ((match.strength === 'strong' || match.strength === 'conclusive') &&
            match.containment.local >= HALF)),
    );
    const match = candidates.find((one) => said.some(({ from }) => from === one.upstream)) ?? candidates[0];
    if (match === undefined) return module;
    const rest = module.matches.filter((one) => one.upstream !== match.upstream);
    // An ancestor outside of the catalogue stays: both sides have the code from there.
    const outside = match.sharedAncestor !== null && !projects.has(match.sharedAncestor);
    const sharedAncestor = outside ? match.sharedAncestor : null;
    return { ...module, matches: [{ ...match, sharedAncestor }, ...rest] };
  });
}

/** Modules by their dated matches; by those without dates where these lead nowhere or to the repository itself. */
function withItself(
  dated: readonly AuditedModule[],
  undated: readonly AuditedModule[],
  self: ReadonlySet<string>,
): readonly AuditedModule[] {
  const known = new Map(dated.map((module) => [module.id, module]));
  return undated.map((module) => {
    const before = known.get(module.id);
    const lead = before?.matches[0];
    return before === undefined || lead === undefined || self.has(lead.upstream) ? module : before;
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

/** Audits one tree: facts only, the same for everyone. Decisions are marked afterwards, by `markFindings`. */
export async function audit(
  ports: AuditPorts,
  progress: Progress,
  signal: Cancellation,
): Promise<AuditReport> {
  const { tree, catalogue } = ports;
  const listed = await tree.list(signal);
  const paths = listed.files.map((entry) => entry.path);
  const absent = listed.skipped.filter((entry) => entry.blob !== undefined);
  const { files: unsorted, failures } = await ports.analyse(listed.files, progress, signal);
  const files = [...unsorted].sort(byPath);
  const history = await ports.history;
  const firstCommitDate = (await history?.firstCommitDate()) ?? null;
  const dated = files.filter(
    (file) =>
      file.modules.some((module) => module.pairs.length > 0) || file.artefact !== null || file.page !== null,
  );
  const dates = (await history?.firstDates(dated.map((file) => file.path))) ?? new Map<string, string>();
  const dateOf = (path: string): string | null => dates.get(path) ?? null;

  const placed = files.flatMap((file) => file.modules.map((module) => ({ path: file.path, module })));
  const choose = sourceChooser(placed, catalogue.sources, dateOf);
  const own = choose();
  const claims = files.flatMap((file) => file.claims);
  const bases = [
    ...new Set(
      claims.flatMap((claim) =>
        claim.force === 'credit' && claim.upstream !== null ? [claim.upstream] : [],
      ),
    ),
  ];
  const configurations = compareArtefacts({
    local: artefactsOf(
      files,
      absent.map(({ path, blob }) => ({ path, size: -1, ...(blob === undefined ? {} : { blob }) })),
    ),
    code: codeOf(files, paths),
    upstreams: catalogue.artefacts(),
    declaredBases: bases,
  });
  const pagesWith = await pageComparison(files, claims, catalogue, history, dateOf);
  const matchedProjects = new Set([
    ...own.flatMap((module) => module.matches.map((match) => match.upstream)),
    ...inPlace(placed, catalogue.sources),
    ...pagesWith(new Set()).map((one) => one.evidence.upstream),
  ]);
  const candidates = [...catalogue.sources.values()].filter((source) => matchedProjects.has(source.project));
  const self = await findSelf(tree.name, candidates, own, history);
  const modules =
    self.size === 0
      ? own
      : withForeignSources(withItself(own, choose(new Set(), self), self), choose(self), catalogue.sources);
  const artefacts = [...configurations, ...pagesWith(self)];
  const found = new Set([
    ...modules.flatMap((module) => module.matches.map((match) => match.upstream)),
    ...artefacts.map((one) => one.evidence.upstream),
  ]);
  const residues = residuesOf(files, found);
  const lineage = buildLineage({
    modules,
    residues,
    artefacts,
    self,
    sources: catalogue.sources,
    dateOf,
    history: {
      firstCommit: firstCommitDate,
      oneCommit: found.size === 0 ? null : ((await history?.oneCommit()) ?? null),
      shallow: history?.shallow ?? false,
      firstTag: found.size === 0 ? null : ((await history?.firstTag()) ?? null),
    },
  });
  const lineages = new Set(lineage.map((one) => one.upstream));
  const kept = residues.filter((residue) => lineages.has(residue.upstream));

  const code = new Set(modules.filter((module) => module.matches.length > 0).map((module) => module.path));
  const evidence: Evidence = {
    target: { name: tree.name, firstCommitDate },
    paths: [...paths, ...listed.skipped.map((entry) => entry.path)].sort(),
    modules: modules.filter((module) => !self.has(module.matches[0]?.upstream ?? '')),
    residues: kept.filter((residue) => !self.has(residue.upstream)),
    artefacts: artefacts.map((one) => one.evidence).filter((one) => !self.has(one.upstream)),
    lineage: lineage.filter((one) => one.relation !== 'self'),
    licenses: licenseRecords(files),
    copyrights: new Map(
      files.filter((file) => file.copyrights.length > 0).map((file) => [file.path, file.copyrights]),
    ),
    texts: new Map(files.flatMap((file) => (file.text === null ? [] : [[file.path, file.text] as const]))),
    headers: new Map(
      files.flatMap((file) =>
        file.header === null || !code.has(file.path) ? [] : [[file.path, file.header] as const],
      ),
    ),
    claims: claims.filter((claim) => claim.upstream === null || !self.has(claim.upstream)),
    sources: catalogue.sources,
    upstreamHeader: catalogue.headerOf,
    upstreamNotice: catalogue.noticeOf,
    history: history === null ? null : await ports.historyFacts([...code]),
  };
  signal.throwIfAborted();
  const all = { ...evidence, modules, lineage, claims };
  const dirty = (await history?.dirty()) ?? null;
  const notExamined = [
    ...listed.skipped.map(({ path, reason }) => ({ path, reason })),
    ...failures,
    ...files.flatMap((file) =>
      file.notExamined === null ? [] : [{ path: file.path, reason: file.notExamined }],
    ),
  ].sort(byPath);
  const named = new Set([
    ...lineage.map((one) => one.version),
    ...modules.flatMap((module) =>
      module.matches.flatMap((match) => [
        match.version,
        ...match.ties,
        ...(match.ancestors ?? []).flatMap((one) => [one.version, one.of]),
      ]),
    ),
    ...artefacts.map((one) => one.version),
  ]);
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: 'forebear', version: TOOL_VERSION },
    target: {
      name: tree.name,
      ...(history?.commit == null ? {} : { commit: history.commit }),
      ...(dirty === null ? {} : { dirty }),
      ...(firstCommitDate === null ? {} : { firstCommitDate }),
      files: listed.files.length + listed.skipped.length,
      examined: files.length,
    },
    catalogue: { id: catalogue.id, built: catalogue.built, upstreams: catalogue.sources.size },
    partial: false,
    notExamined,
    modules,
    residues: kept,
    artefacts: artefacts.map((one) => one.evidence).sort(byPath),
    lineage: lineageWithCredit(all),
    licenses: evidence.licenses,
    claims: describeClaims(all),
    findings: checkRules(evidence),
    decisions: [],
    sources: [...named].sort().flatMap((version) => catalogue.sources.get(version) ?? []),
  };
}
