import { describeClaims, lineageWithCredit } from '../credit/credit.ts';
import { licenseTable } from '../licenses/license-table.ts';
import { licenseParts } from '../licenses/scopes/license-parts.ts';
import { openScopes } from '../licenses/scopes/license-scopes.ts';
import { datesTaken } from '../lineage/dated-order.ts';
import type { Evidence } from '../model/evidence.ts';
import { type AuditReport, REPORT_SCHEMA_VERSION } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { TOOL_VERSION } from '../model/version.ts';
import { declaredBases } from '../rules/base-models.ts';
import { checkRules, holdsCode, ownLicenses } from '../rules/check-rules.ts';
import { wordsTaken } from '../rules/words-taken.ts';
import type { Chosen } from './choose.ts';
import { coverageOf, gapsOf } from './coverage.ts';
import { licenseRecords } from './file/merge-licenses.ts';
import type { Gathered } from './gather.ts';
import type { CatalogueFacts } from './ports.ts';

/** Holds what was chosen against the rules, and writes the report. */
export function judge(gathered: Gathered, chosen: Chosen, catalogue: CatalogueFacts): AuditReport {
  const { history } = gathered;
  const evidence = evidenceOf(gathered, chosen, catalogue);
  const gaps = gapsOf(gathered);
  const bases = declaredBases(evidence);
  const own = ownLicenses(evidence);
  const parts = licenseParts(evidence.paths, { of: evidence.licenseOf }, own);
  const table = licenseTable(own, {
    holdsCode: holdsCode(evidence.paths),
    expected: [
      ...(evidence.modules.length > 0 ? (['code'] as const) : []),
      ...(bases.length > 0 ? (['weights'] as const) : []),
    ],
  });
  const lineage = lineageWithCredit(evidence);
  const trust = [...datesTaken(evidence.modules), ...wordsTaken(evidence, lineage)];
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: 'forebear', version: TOOL_VERSION },
    target: {
      name: gathered.name,
      ...(history.commit === null ? {} : { commit: history.commit }),
      ...(history.dirty === null ? {} : { dirty: history.dirty }),
      ...(history.firstCommit === null ? {} : { firstCommitDate: history.firstCommit }),
      files: gathered.listed.length + gathered.skipped.filter(({ path }) => path !== '.').length,
      examined: gathered.files.length,
    },
    catalogue: { id: catalogue.id, built: catalogue.built, upstreams: catalogue.sources.size },
    partial: gaps.some(({ gap }) => gap !== 'left out'),
    notExamined: gaps.map(({ path, reason, kind }) => ({
      path,
      reason,
      ...(kind === undefined ? {} : { kind }),
    })),
    modules: evidence.modules,
    residues: evidence.residues,
    artefacts: [...evidence.artefacts].sort(byPath),
    lineage,
    licenses: evidence.licenses,
    ...(table.length === 0 ? {} : { licenseTable: table }),
    ...(parts.length === 0 ? {} : { licenseParts: parts }),
    ...(bases.length === 0 ? {} : { bases }),
    claims: describeClaims(evidence),
    findings: checkRules(withoutSelf(evidence, chosen.self)),
    decisions: [],
    coverage: coverageOf(gathered),
    ...(trust.length === 0 ? {} : { trust }),
    sources: namedSources(chosen, chosen.sources),
  };
}

/** All that was found, what the repository shares with itself included. */
function evidenceOf(
  gathered: Gathered,
  chosen: Chosen,
  catalogue: CatalogueFacts,
): Evidence & Required<Pick<Evidence, 'licenseOf'>> {
  const { files, history } = gathered;
  const { modules } = chosen;
  const code = new Set(modules.filter((module) => module.matches.length > 0).map((module) => module.path));
  const held = gathered.skipped.filter((one) => one.isGone !== true);
  const paths = [...gathered.listed, ...held].map((entry) => entry.path).sort();
  const licenses = licenseRecords(files);
  const scopes = openScopes(paths, files, ownLicenses({ licenses, paths }));
  return {
    target: { name: gathered.name, firstCommitDate: history.firstCommit },
    paths,
    modules,
    residues: chosen.residues,
    artefacts: [...chosen.artefacts.map((one) => one.evidence), ...chosen.told],
    lineage: chosen.lineage,
    licenses,
    licenseOf: scopes.of,
    copyrights: new Map(
      files.filter((file) => file.copyrights.length > 0).map((file) => [file.path, file.copyrights]),
    ),
    texts: new Map(files.flatMap((file) => (file.text === null ? [] : [[file.path, file.text] as const]))),
    headers: new Map(
      files.flatMap((file) =>
        file.header === null || !(code.has(file.path) || file.copyrights.length > 0)
          ? []
          : [[file.path, file.header] as const],
      ),
    ),
    claims: chosen.claims,
    hidden: files.flatMap(({ hidden = [] }) => hidden),
    sources: chosen.sources,
    named: chosen.named,
    upstreamHeaders: catalogue.headersOf,
    unchanged: new Set([
      ...chosen.keptFrom.keys(),
      ...files.flatMap(({ path, kept }) => (kept === undefined ? [] : [path])),
    ]),
    keptFrom: chosen.keptFrom,
    changeStated: new Set(files.filter((file) => file.changeStated).map((file) => file.path)),
    upstreamNotice: catalogue.noticeOf,
    history: history.facts,
  };
}

/** The evidence that rules judge: a repository owes itself nothing. This is the one place where `self` is taken out. */
export function withoutSelf(evidence: Evidence, self: ReadonlySet<string>): Evidence {
  if (self.size === 0) return evidence;
  const isForeign = ({ upstream }: { readonly upstream?: string | null }): boolean =>
    typeof upstream !== 'string' || !self.has(upstream);
  return {
    ...evidence,
    modules: evidence.modules.filter(
      (module) => module.matches[0] === undefined || isForeign(module.matches[0]),
    ),
    residues: evidence.residues.filter(isForeign),
    artefacts: evidence.artefacts.filter(isForeign),
    lineage: evidence.lineage.filter(isForeign),
    claims: evidence.claims.filter(isForeign),
  };
}

/** Every version that the report names, and those whose license binds their weights, by id. */
function namedSources(
  { lineage, modules, artefacts }: Chosen,
  sources: ReadonlyMap<string, SourceFacts>,
): readonly SourceFacts[] {
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
  // A set goes on with what is added to it.
  for (const version of named)
    for (const base of sources.get(version)?.weightsBases ?? []) named.add(base.version);
  return [...named].sort().flatMap((version) => sources.get(version) ?? []);
}

const byPath = <T extends { readonly path: string }>(a: T, b: T): number => byText(a.path, b.path);
