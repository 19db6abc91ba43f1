import type {
  DecisionState,
  DecisionStatus,
  Finding,
  Lineage,
  LineRange,
  MatchedRegion,
  Strength,
} from '../src/model/report.ts';
import type { Role } from '../src/model/role.ts';
import { t } from './strings.ts';

export function strengthName(strength: Strength): string {
  const names: Readonly<Record<Strength, string>> = {
    conclusive: t('conclusive'),
    strong: t('strong'),
    moderate: t('moderate'),
    weak: t('weak'),
  };
  return names[strength];
}

export function levelName(level: Finding['level']): string {
  const names: Readonly<Record<Finding['level'], string>> = {
    error: t('Error'),
    warning: t('Warning'),
    note: t('Note'),
  };
  return names[level];
}

export function lineWords({ startLine, endLine }: LineRange): string {
  return startLine === endLine
    ? t('line {0}', String(startLine))
    : t('lines {0}–{1}', String(startLine), String(endLine));
}

export function regionName(kind: MatchedRegion['kind']): string {
  const names: Readonly<Record<MatchedRegion['kind'], string>> = {
    verbatim: t('verbatim'),
    renamed: t('same but for names'),
    rewritten: t('rewritten'),
  };
  return names[kind];
}

export function relationName(relation: Lineage['relation']): string {
  const names: Readonly<Record<Lineage['relation'], string>> = {
    source: t('source'),
    self: t('this repository itself'),
    vendored: t('kept whole in this repository'),
    carrier: t('has the same code from elsewhere'),
    fork: t('a fork of it'),
    copy: t('its files published again'),
    ancestor: t('reached through another upstream'),
  };
  return names[relation];
}

export function stateName(state: DecisionState): string {
  const names: Readonly<Record<DecisionState, string>> = {
    accepted: t('Accepted'),
    'attributed-elsewhere': t('Attributed Elsewhere'),
    'licensed-separately': t('Licensed Separately'),
    'false-match': t('False Match'),
    'common-boilerplate': t('Common Boilerplate'),
    'own-work': t('Own Work'),
    'to-fix': t('To Fix'),
  };
  return names[state];
}

export function standingName(status: DecisionStatus['status']): string {
  const names: Readonly<Record<DecisionStatus['status'], string>> = {
    current: t('current'),
    stale: t('stale: the code or the license has changed since'),
    expired: t('expired'),
    gone: t('the finding no longer exists'),
  };
  return names[status];
}

export function roleName(role: Role): string {
  const names: Readonly<Record<Role, string>> = {
    slicing: t('slicing'),
    'spatial-schema': t('spatial schema'),
    resampler: t('resampler'),
    projector: t('projector'),
    'vision-tower': t('vision tower'),
    'position-embedding': t('position embedding'),
    attention: t('attention'),
    decoder: t('decoder'),
    tokenizer: t('tokenizer'),
    processor: t('processor'),
    config: t('configuration'),
    'diffusion-backbone': t('diffusion backbone'),
    vocoder: t('vocoder'),
    trainer: t('trainer'),
    other: t('other'),
  };
  return names[role];
}
