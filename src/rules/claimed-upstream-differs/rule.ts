import { leadingMatch } from '../../credit/matched-paths.ts';
import type { DraftClaim } from '../../model/draft-claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { AuditedModule, ModuleMatch } from '../../model/report.ts';
import type { Role } from '../../model/role.ts';
import { sayRole } from '../../model/role.ts';
import { say, sentences } from '../../model/said.ts';
import type { FindingDraft, Reading, Rule } from '../rule.ts';

/** Words by which a document says which part of the model it speaks of. */
const ROLE_WORDS: Partial<Record<Role, RegExp>> = {
  slicing: /\bslic|\bcrop|\btil(?:e|ing)|any-?res|high.?resolution|partition|切片|切分|高清/i,
  'spatial-schema': /spatial|schema|placeholder|空间/i,
  resampler: /resampl|perceiver|compress|query|queries|重采样|压缩/i,
  projector: /project(?:or|ion)|connector|adapter|投影/i,
  'vision-tower': /vision (?:tower|encoder|model|backbone)|image encoder|\bvit\b|视觉编码/i,
  'position-embedding': /position|pos.?embed|位置/i,
  decoder: /language model|\bllm\b|decoder|语言模型/i,
  tokenizer: /tokeni[sz]er|分词/i,
};

/** The repository says that a part comes from one upstream, and that part matches another one. */
export const claimedUpstreamDiffers: Rule = {
  id: 'claimed-upstream-differs',
  title: 'Claimed upstream differs from the one found',
  level: 'warning',
  why: 'A credit to the wrong project leaves the right one without credit and its license unmet.',
  fixable: false,
  check: (evidence, reading) =>
    evidence.modules.flatMap((module) => {
      const match = leadingMatch(module);
      if (match === null || !isDerivedFrom(reading, match.upstream)) return [];
      if (reading.credit(match.upstream).credited === 'yes') return [];
      const claim = claimFor(evidence, reading, module, match);
      return claim === null ? [] : [finding(evidence, module, match, claim)];
    }),
};

function isDerivedFrom(reading: Reading, upstream: string): boolean {
  return reading.derivations.some((one) => one.upstream === upstream && one.slot === 'code');
}

/** A credit in the file itself, else one in a document that names the module's part. */
function claimFor(
  evidence: Evidence,
  reading: Reading,
  module: AuditedModule,
  match: ModuleMatch,
): DraftClaim | null {
  const credits = evidence.claims.filter(
    (claim) => claim.force === 'credit' && claim.upstream !== null && claim.upstream !== match.upstream,
  );
  const derived = (claim: DraftClaim): boolean => isDerivedFrom(reading, claim.upstream ?? '');
  const ancestors = new Set(
    evidence.lineage.filter((one) => one.relation === 'ancestor').map((one) => one.upstream),
  );
  const inFile = credits.filter(
    (claim) =>
      claim.kind === 'code-comment' &&
      claim.path === module.path &&
      (claim.line <= module.range.startLine || inside(module, claim)) &&
      !ancestors.has(claim.upstream ?? ''),
  );
  const near = inFile.at(-1);
  if (near !== undefined && !derived(near)) return near;
  const words = ROLE_WORDS[module.role];
  if (words === undefined) return null;
  return (
    credits.find((claim) => claim.kind !== 'code-comment' && words.test(claim.text) && !derived(claim)) ??
    null
  );
}

function inside(module: AuditedModule, claim: DraftClaim): boolean {
  return claim.line >= module.range.startLine && claim.line <= module.range.endLine;
}

function finding(
  evidence: Evidence,
  module: AuditedModule,
  match: ModuleMatch,
  claim: DraftClaim,
): FindingDraft {
  const found = nameOf(evidence, match.upstream);
  const claimed = nameOf(evidence, claim.upstream ?? '');
  return {
    level: match.strength === 'moderate' ? 'note' : 'warning',
    message: sentences(
      say`${claim.path}:${claim.line} credits ${claimed} for the ${sayRole(module.role)}, while ${module.symbol} in ${module.path} matches ${match.symbol} of ${found}.`,
      say`Compare both, and name the one it was taken from.`,
    ),
    path: module.path,
    range: module.range,
    upstream: match.upstream,
    related: [
      {
        path: claim.path,
        range: { startLine: claim.line, endLine: claim.line },
        message: say`credits ${claimed}`,
      },
    ],
    evidence: [module.id],
    key: `${module.symbol} ${claim.upstream}`,
    basis: [module.id, match.upstream, match.version, claim.upstream ?? '', claim.text],
  };
}

function nameOf(evidence: Evidence, upstream: string): string {
  for (const source of evidence.sources.values()) if (source.project === upstream) return source.projectName;
  return upstream;
}
