import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { extractClaims } from '../../../src/credit/claims.ts';
import type { DraftLineage, Evidence } from '../../../src/model/evidence.ts';
import type {
  ArtefactEvidence,
  AuditedModule,
  LicenseRecord,
  ModuleMatch,
} from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';

/** A repository in a few words; everything not given is absent. */
export interface Sketch {
  readonly name?: string;
  /** Documents and code, by path. Claims are read from them. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Further paths. */
  readonly paths?: readonly string[];
  readonly sources?: readonly SourceFacts[];
  readonly modules?: readonly AuditedModule[];
  readonly artefacts?: readonly ArtefactEvidence[];
  readonly lineage?: readonly DraftLineage[];
  readonly licenses?: readonly LicenseRecord[];
  readonly more?: Partial<Evidence>;
}

export function evidenceOf(sketch: Sketch): Evidence {
  const sources = sketch.sources ?? [];
  const index = aliasIndex(sources);
  const texts = new Map(Object.entries(sketch.texts ?? {}));
  const modules = sketch.modules ?? [];
  const artefacts = sketch.artefacts ?? [];
  const upstreams = new Set([
    ...modules.flatMap((one) => one.matches.slice(0, 1).map((match) => match.upstream)),
    ...artefacts.flatMap((one) => one.upstream ?? []),
  ]);
  return {
    target: { name: sketch.name ?? 'example', firstCommitDate: '2024-06-01' },
    paths: [
      ...new Set([
        ...texts.keys(),
        ...(sketch.paths ?? []),
        ...modules.map((one) => one.path),
        ...artefacts.map((one) => one.path),
      ]),
    ].sort(),
    modules,
    residues: [],
    artefacts,
    lineage: sketch.lineage ?? [...upstreams].map((upstream) => lineageOf(upstream, sources)),
    licenses: sketch.licenses ?? [],
    copyrights: new Map(),
    texts,
    headers: new Map(),
    claims: [...texts].flatMap(([path, text]) => extractClaims(path, text, index)),
    sources: new Map(sources.map((one) => [one.id, one])),
    history: null,
    ...sketch.more,
  };
}

export function lineageOf(
  upstream: string,
  sources: readonly SourceFacts[],
  relation: DraftLineage['relation'] = 'source',
): DraftLineage {
  const version = sources.find((one) => one.project === upstream)?.id ?? upstream;
  return { upstream, version, strength: 'strong', relation, evidence: [], why: [], timeline: [] };
}

export function moduleOf(
  path: string,
  symbol: string,
  match: Partial<ModuleMatch> & { readonly upstream: string },
  module: Partial<AuditedModule> = {},
): AuditedModule {
  const range = { startLine: 10, endLine: 60 };
  return {
    id: `module:${path}:${symbol}`,
    path,
    range,
    symbol,
    role: 'resampler',
    tokens: 400,
    notCompared: null,
    matches: [
      {
        version: match.upstream,
        path: 'upstream.py',
        symbol,
        range,
        score: 0.9,
        strength: 'strong',
        containment: { local: 0.9, upstream: 0.9 },
        longestRun: 200,
        falsePositiveRate: 0.0001,
        renames: [],
        regions: [{ local: range, upstream: range, kind: 'renamed' }],
        published: '2024-01-01',
        precedes: true,
        ties: [],
        sharedAncestor: null,
        alternatives: [],
        ...match,
      },
    ],
    ...module,
  };
}

export function artefactOf(
  path: string,
  upstream: string,
  rest: Partial<ArtefactEvidence> = {},
): ArtefactEvidence {
  return {
    id: `artefact:${path}:${upstream}`,
    path,
    kind: 'config',
    upstream,
    strength: 'strong',
    facts: [],
    ...rest,
  };
}

export function licenseRecord(
  path: string,
  expression: string,
  rest: Partial<LicenseRecord> = {},
): LicenseRecord {
  return {
    path,
    slot: 'code',
    expression,
    confidence: 1,
    ranges: [{ startLine: 1, endLine: 20 }],
    changes: [],
    ...rest,
  };
}
