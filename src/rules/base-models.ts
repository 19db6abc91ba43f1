import { aliasIndex } from '../credit/alias-index.ts';
import { isCode } from '../languages/table.ts';
import { UNKNOWN_LICENSE } from '../licenses/expression.ts';
import { publishedModel } from '../licenses/models/published-model.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence } from '../model/evidence.ts';
import { BASE_RELATIONS, type BaseRelation, type DeclaredBase } from '../model/license-part.ts';
import type { SourceFacts, StatedLicense } from '../model/source-facts.ts';
import { byText } from '../model/text-order.ts';
import { bareSource } from './bare-source.ts';

/** A model that the model card names as its base, and what is known of it. */
export interface BaseModel {
  readonly upstream: string;
  readonly source: SourceFacts;
  readonly claim: DraftClaim;
  /** Only an adapter is here, which is used together with the base and holds nothing of it. */
  readonly isAdapter: boolean;
  /** Null where neither the card nor a file says how it is made from the base. */
  readonly relation: BaseRelation | null;
}

/**
 * Base models that model cards, adapters and merges declare. The license follows the whole id: the table of published models, else the
 * catalogue version of that very name, else the versions of that project as far as they agree. An id that nobody
 * knows has a license that is not known, and that is said.
 */
export function declaredBaseModels(evidence: Evidence): readonly BaseModel[] {
  const claims = evidence.claims.filter(
    (claim) => claim.kind === 'model-card' && claim.force === 'credit' && !isSample(evidence, claim),
  );
  if (claims.length === 0) return [];
  const names = aliasIndex(evidence.sources.values());
  const hasAdapter = evidence.paths.some((path) => /(?:^|\/)adapter_config\.json$/.test(path));
  return claims.map((claim) => {
    const model = claim.text.replace(FIELD, '');
    const relation = relationOf(evidence, claim);
    const isAdapter = hasAdapter || relation === 'adapter';
    // A name that covers only a part of the id tells the project, not which of its models this is.
    const whole = names.find(model).find((one) => one.start === 0 && one.end === model.length);
    const named = (whole?.versions ?? []).flatMap((version) => evidence.sources.get(version) ?? []);
    const source =
      publishedSource(evidence, claim, model) ??
      (named.length > 0 ? latestInTime(evidence, named) : undefined) ??
      projectSource(evidence, claim.upstream) ??
      bareSource(model.toLowerCase(), model, '', model, NOT_KNOWN);
    return { upstream: source.project, source, claim, isAdapter, relation };
  });
}

/** What the card says of its bases; else what the file that names the base was written for. */
function relationOf({ claims }: Evidence, { path, text }: DraftClaim): BaseRelation | null {
  if (/(?:^|\/)adapter_config\.json$/.test(path)) return 'adapter';
  if (/\.ya?ml$/.test(path)) return 'merge';
  const stated = claims.find((one) => one.path === path && one.text.startsWith('base_model_relation:'));
  const said = stated?.text.replace(FIELD, '').toLowerCase();
  const same = (one: DraftClaim): boolean => one.text.replace(FIELD, '') === text.replace(FIELD, '');
  const elsewhere = claims.find((one) => one.path !== path && one.force === 'credit' && same(one));
  return (
    BASE_RELATIONS.find((one) => one === said) ??
    (elsewhere === undefined || !/adapter_config\.json$|\.ya?ml$/.test(elsewhere.path)
      ? null
      : elsewhere.path.endsWith('.json')
        ? 'adapter'
        : 'merge')
  );
}

const WEIGHTS = /\.(?:safetensors|bin|gguf|pt|pth|ckpt)$/i;

/** The configuration of an adapter in a folder of code, where no adapter lies beside it: an example. */
function isSample({ paths }: Evidence, { path }: DraftClaim): boolean {
  if (!/\/adapter_config\.json$/.test(path) || !paths.some(isCode)) return false;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return !paths.some((one) => one.startsWith(folder) && WEIGHTS.test(one));
}

/** The same for a report, once for each id, in the order of ids. */
export function declaredBases(evidence: Evidence): readonly DeclaredBase[] {
  const found = new Map<string, DeclaredBase>();
  for (const { source, claim, relation } of declaredBaseModels(evidence)) {
    const model = claim.text.replace(FIELD, '');
    const { expression, source: licenseSource } = source.weightsLicense;
    if (!found.has(model))
      found.set(model, {
        model,
        ...(relation === null ? {} : { relation }),
        publisher: source.organisation,
        license: expression,
        licenseSource,
      });
  }
  return [...found.values()].sort((a, b) => byText(a.model, b.model));
}

/** The field before the name in a claim of a model. */
const FIELD = /^[\w.]+:\s*/;

const NOT_KNOWN: StatedLicense = {
  expression: UNKNOWN_LICENSE,
  source: 'no table of published models has this id',
};

function publishedSource(evidence: Evidence, claim: DraftClaim, model: string): SourceFacts | undefined {
  const found = publishedModel(model, evidence.target.firstCommitDate);
  if (found === null) return undefined;
  const expression = found.row.license;
  const known = [...evidence.sources.values()].find(
    (one) => one.project === claim.upstream && one.weightsLicense.expression === expression,
  );
  if (known !== undefined && expression !== UNKNOWN_LICENSE) return known;
  const stated = { expression, source: found.row.source ?? 'known for this id' };
  return bareSource(
    claim.upstream ?? model.toLowerCase(),
    found.row.name,
    found.organisation,
    model,
    expression === UNKNOWN_LICENSE ? { expression, source: found.row.note ?? stated.source } : stated,
  );
}

/** The latest of these versions that was public when the repository began. */
function latestInTime(evidence: Evidence, versions: readonly SourceFacts[]): SourceFacts | undefined {
  const limit = evidence.target.firstCommitDate;
  const known = versions.toSorted((a, b) => byText(a.published ?? '', b.published ?? ''));
  const early = known.filter((one) => limit === null || (one.published ?? '') <= limit);
  return (early.length > 0 ? early : known).at(-1);
}

/** Its license is known only when all versions of the project agree on one: the name tells the project, not the version. */
function projectSource(evidence: Evidence, upstream: string | null): SourceFacts | null {
  const known = [...evidence.sources.values()].filter((one) => one.project === upstream);
  const latest = latestInTime(evidence, known);
  if (latest === undefined) return null;
  const { expression } = latest.weightsLicense;
  if (known.every((one) => one.weightsLicense.expression === expression)) return latest;
  return {
    ...latest,
    weightsLicense: { expression: UNKNOWN_LICENSE, source: 'the name does not tell the version' },
  };
}
