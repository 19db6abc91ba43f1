import type { Evidence } from '../../../src/model/evidence.ts';
import type { OriginShare, Strength } from '../../../src/model/report.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { evidenceOf, licenseRecord, moduleOf, type Sketch } from './evidence-builder.ts';

/** Small repositories, each with what is particular to it, of which every word that the rules say is on record. */
export const SKETCHES: (readonly [claim: string, evidence: Evidence])[] = [];

export const HERON = sourceFacts({
  project: 'heron',
  projectName: 'Heron-VL',
  name: 'Heron-VL 1.0',
  organisation: 'Marshlight Lab',
  repository: 'marshlight/heron-vl',
  copyrights: ['Copyright 2023 Marshlight Lab'],
  citations: ['Herons of the shallow marsh', 'arXiv:2303.01234'],
  aliases: ['Heron-VL', 'marshlight/heron-vl-7b'],
  files: [{ path: 'heron/pooler.py', role: 'resampler', firstCommitted: null }],
  noticeFile: 'NOTICE',
});
export const STORK = sourceFacts({
  project: 'stork',
  projectName: 'Stork',
  repository: 'reeds/stork',
  codeLicense: { expression: 'MIT', source: 'LICENSE' },
});
export const under = (expression: string, more: Partial<SourceFacts> = {}): SourceFacts => ({
  ...HERON,
  codeLicense: { expression, source: 'LICENSE' },
  weightsLicense: { expression, source: 'LICENSE' },
  ...more,
});

export const at = (path: string, more: Partial<Parameters<typeof moduleOf>[2]> = {}, tokens = 400) =>
  moduleOf(
    path,
    'Pooler',
    { upstream: 'heron', path: 'heron/pooler.py', symbol: 'Pooler', ...more },
    { tokens },
  );
export const share = (project: string | null, more: Partial<OriginShare> = {}): OriginShare => ({
  project,
  share: 0.9,
  root: true,
  alsoIn: [],
  ...more,
});
/** A module of which the world alone tells. */
export const worldly = (
  path: string,
  symbol: string,
  more: Partial<OriginShare> = {},
  strength: Strength = 'conclusive',
) =>
  moduleOf(path, symbol, {
    upstream: 'heron',
    path: `lib/${symbol.toLowerCase()}.py`,
    strength,
    containment: { local: 0.95, upstream: 0 },
    longestRun: 0,
    origin: [share('heron', { license: 'MIT', date: '2021-05-04', ...more })],
  });

export function add(claim: string, sketch: Sketch): void {
  SKETCHES.push([
    claim,
    evidenceOf({
      name: 'wader',
      sources: [HERON, STORK],
      licenses: [licenseRecord('LICENSE', 'MIT')],
      modules: [at('model/pooler.py')],
      ...sketch,
    }),
  ]);
}

export const CREDIT = {
  'README.md': '# Wader\n\nBuilt on [Heron-VL](https://github.com/marshlight/heron-vl).\n',
};
