import { aliasIndex } from '../credit/alias-index.ts';
import { UNKNOWN_LICENSE } from '../licenses/expression.ts';
import { modelFamily } from '../licenses/model-licenses.ts';
import type { DraftClaim } from '../model/draft-claim.ts';
import type { Evidence } from '../model/evidence.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** A model that the model card names as its base, and what is known of it. */
export interface BaseModel {
  readonly upstream: string;
  readonly source: SourceFacts;
  readonly claim: DraftClaim;
}

/**
 * Base models that model cards declare. The license follows the exact name: a family of models whose terms are known,
 * else the one catalogue version of that name, else the versions of that project as far as they agree.
 */
export function declaredBaseModels(evidence: Evidence): readonly BaseModel[] {
  const claims = evidence.claims.filter((claim) => claim.kind === 'model-card');
  if (claims.length === 0) return [];
  const names = aliasIndex(evidence.sources.values());
  return claims.flatMap((claim) => {
    const model = claim.text.replace(/^base_model:\s*/, '');
    const versions = names.find(model)[0]?.versions ?? [];
    const named = versions.flatMap((version) => evidence.sources.get(version) ?? []);
    const source =
      familySource(evidence, claim, model) ??
      (named.length > 0 ? latestInTime(evidence, named) : undefined) ??
      projectSource(evidence, claim.upstream);
    return source === null ? [] : [{ upstream: source.project, source, claim }];
  });
}

function familySource(evidence: Evidence, claim: DraftClaim, model: string): SourceFacts | undefined {
  const family = modelFamily(model);
  if (family === null) return undefined;
  const expression = family.license.expression;
  const known = [...evidence.sources.values()].find(
    (one) => one.project === claim.upstream && one.weightsLicense.expression === expression,
  );
  if (known !== undefined) return known;
  return bareSource(
    claim.upstream ?? model.toLowerCase(),
    family.name,
    family.organisation,
    model,
    expression,
  );
}

/** The latest of these versions that was public when the repository began. */
function latestInTime(evidence: Evidence, versions: readonly SourceFacts[]): SourceFacts | undefined {
  const limit = evidence.target.firstCommitDate;
  const known = versions.toSorted((a, b) => ((a.published ?? '') < (b.published ?? '') ? -1 : 1));
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

function bareSource(
  project: string,
  name: string,
  organisation: string,
  model: string,
  expression: string,
): SourceFacts {
  const stated = { expression, source: 'known for models of that name' };
  return {
    id: model,
    project,
    projectName: name,
    name,
    organisation,
    repository: `https://huggingface.co/${model}`,
    commit: null,
    published: null,
    publishedBasis: 'not known',
    codeLicense: { expression: UNKNOWN_LICENSE, source: '' },
    weightsLicense: stated,
    copyrights: [],
    files: [],
    identifiers: [],
    specialTokens: [],
    configKeys: [],
    tensorPrefixes: [],
    ancestors: [],
    aliases: [model],
    citations: [],
    factsOnly: true,
  };
}
