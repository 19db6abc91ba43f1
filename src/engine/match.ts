import type { ArtefactFacts } from '../artefacts/configs/artefact-facts.ts';
import { type ArtefactMatch, compareArtefacts } from '../artefacts/configs/compare-artefacts.ts';
import { identityFacts } from '../artefacts/configs/extract-facts.ts';
import { configurationEvidence } from '../artefacts/models/configuration-evidence.ts';
import { comparePages } from '../artefacts/prose/compare-pages.ts';
import { type PlacedModule, sourceChooser } from '../lineage/choose-sources.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { ArtefactEvidence, AuditedModule } from '../model/report.ts';
import type { FileAnalysis, LocalModule } from './file/file-analysis.ts';
import type { Gathered } from './gather.ts';
import type { CatalogueFacts } from './ports.ts';

/** What the tree shares with upstreams, before it is said from whom it has what. */
export interface Matched {
  readonly placed: readonly PlacedModule[];
  /**
   * Modules with their likely sources, where `self` are projects that the repository is; see `chooseSources`.
   * What one choice has weighed is known to the next.
   */
  readonly modulesAs: (self?: ReadonlySet<string>, undated?: ReadonlySet<string>) => readonly AuditedModule[];
  /** Configurations, tokenizers and tensor indexes. */
  readonly configurations: readonly ArtefactMatch[];
  /** What configurations tell of the models they could stem from; it makes no lineage. */
  readonly told: readonly ArtefactEvidence[];
  /** Front pages, where `self` are projects that the repository is. */
  readonly pagesAs: (self: ReadonlySet<string>) => readonly ArtefactMatch[];
  /** What the tree says of upstreams. */
  readonly claims: readonly DraftClaim[];
}

/** Whether the repository itself names a model, in a card, in the file of an adapter, in a document, or is that model. */
function namedBy({ files, name }: Gathered): (model: string) => boolean {
  const texts = files.flatMap(({ claims, text }) => [
    ...claims.map((claim) => claim.text.toLowerCase()),
    ...(text === null ? [] : [text.toLowerCase()]),
  ]);
  return (model) => {
    const id = model.toLowerCase();
    return id.endsWith(`/${name.toLowerCase()}`) || texts.some((text) => text.includes(id));
  };
}

/** Compares the files of a tree with every upstream. */
export function match(gathered: Gathered, catalogue: CatalogueFacts): Matched {
  const { files, history } = gathered;
  const placed = files.flatMap((file) => file.modules.map((module) => ({ path: file.path, module })));
  const claims = files.flatMap((file) => file.claims);
  const artefacts = artefactsOf(gathered);
  return {
    placed,
    modulesAs: sourceChooser(
      placed.filter(({ module }) => mayBeTold(module)),
      catalogue.sources,
      (path) => history.introduced.get(path) ?? null,
    ),
    told: artefacts.some(
      ({ kind, fields }) => kind === 'config' || (kind === 'weights' && fields !== undefined),
    )
      ? configurationEvidence(artefacts, catalogue.models(), namedBy(gathered))
      : [],
    configurations:
      artefacts.length === 0
        ? []
        : compareArtefacts({
            local: artefacts,
            code: codeOf(gathered),
            upstreams: catalogue.artefacts(),
            common: catalogue.common(),
            declaredBases: [
              ...new Set(
                claims.flatMap((claim) =>
                  claim.force === 'credit' && claim.upstream !== null ? [claim.upstream] : [],
                ),
              ),
            ],
          }),
    pagesAs: pageComparison(gathered, claims, catalogue),
    claims,
  };
}

/** Whether a report may tell of a module: of most code there is nothing to say, and nothing is to be chosen for it. */
export const mayBeTold = ({ role, pairs, pedigree }: LocalModule): boolean =>
  role !== 'other' || pairs.length > 0 || (pedigree?.origins.length ?? 0) > 0;

export const isClassName = (symbol: string): boolean => /^[A-Z]/.test(symbol);

/** Absent files are still known by their blob ids; an artefact among them is evidence without its content. */
function artefactsOf({ files, skipped }: Gathered): readonly ArtefactFacts[] {
  const known = files.flatMap((file) => (file.artefact === null ? [] : [file.artefact]));
  const ids = skipped.flatMap(({ path, blob }) =>
    blob === undefined ? [] : (identityFacts(path, { blob }) ?? []),
  );
  return [...known, ...ids];
}

function codeOf({ files, listed }: Gathered): { modules: Set<string>; classes: Set<string> } {
  const modules = new Set(listed.flatMap(({ path }) => /([^/]+)\.py$/.exec(path)?.[1] ?? []));
  const classes = new Set(
    files.flatMap((file) => file.modules.map((module) => module.symbol).filter(isClassName)),
  );
  return { modules, classes };
}

/** Compares the front pages with those of the upstreams, once it is known which of these the repository is itself. */
function pageComparison(
  { files, history }: Gathered,
  claims: readonly DraftClaim[],
  catalogue: CatalogueFacts,
): Matched['pagesAs'] {
  const local = files.flatMap((file: FileAnalysis) => (file.page === null ? [] : [file.page]));
  if (local.length === 0) return () => [];
  const upstreams = catalogue.pages();
  return (self) =>
    comparePages({
      local,
      upstreams,
      self,
      appeared: (path) => history.introduced.get(path) ?? null,
      lastChanged: (path) => history.pagesChanged.get(path) ?? null,
      creditLines: (path, project) =>
        claims
          .filter((one) => one.path === path && one.upstream === project && one.force === 'credit')
          .map((one) => one.line),
    });
}
