import type { AuditedModule, Finding, OriginShare } from '../../../src/model/report.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { evidenceOf, licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';

export const HERON = sourceFacts({
  project: 'heron-vl',
  projectName: 'Heron-VL',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
  codeLicense: { expression: 'MIT', source: 'LICENSE' },
  copyrights: ['Copyright 2023 Marshlight Lab'],
});

export const STORK = sourceFacts({ project: 'stork', projectName: 'Stork', repository: 'reeds/stork' });

export function share(project: string | null, rest: Partial<OriginShare> = {}): OriginShare {
  return { project, share: 0.9, root: true, alsoIn: [], ...rest };
}

/** A module of which the world's files tell, and no file of the catalogue. */
export function worldly(
  path: string,
  upstream: string,
  symbol = 'Pooler',
  rest: Partial<OriginShare> = {},
): AuditedModule {
  return moduleOf(path, symbol, {
    upstream,
    path: `lib/${symbol.toLowerCase()}.py`,
    strength: 'conclusive',
    containment: { local: 0.95, upstream: 0 },
    origin: [share(upstream, { license: 'MIT', date: '2021-05-04', ...rest })],
  });
}

export const findingsOf = (sketch: Sketch): readonly Finding[] =>
  checkRules(evidenceOf({ sources: [HERON, STORK], licenses: [licenseRecord('LICENSE', 'MIT')], ...sketch }));

export const rulesOf = (sketch: Sketch): readonly string[] =>
  findingsOf(sketch).flatMap((one) => (one.upstream === undefined ? [] : [`${one.rule} ${one.level}`]));

export const small = (module: AuditedModule): AuditedModule => ({ ...module, tokens: 100 });
