import * as vscode from 'vscode';
import { type FindingLevel, STRENGTHS, type Strength } from '../../model/report.ts';

export interface Settings {
  readonly catalogues: readonly string[];
  readonly mirror: string | null;
  readonly jobs: number;
  readonly cache: boolean;
  readonly codeLens: boolean;
  /** Opens the answer beside after an audit that a person asked for. */
  readonly showAnswer: boolean;
  /** Name that stands under decisions; empty: asked for once. */
  readonly author: string;
  readonly reauditOnSave: boolean;
  /** Milliseconds of quiet after a save. */
  readonly reauditDelay: number;
  readonly problemsLevel: FindingLevel | 'never';
  readonly matchesStrength: Strength;
}

const LEVELS = ['error', 'warning', 'note', 'never'] as const;

/** Reads the settings that apply to `scope`; a value of the wrong type counts as unset. */
export function readSettings(scope?: vscode.Uri): Settings {
  const from = vscode.workspace.getConfiguration('forebear', scope);
  const text = (key: string): string => {
    const value: unknown = from.get(key);
    return typeof value === 'string' ? value.trim() : '';
  };
  const number = (key: string, fallback: number): number => {
    const value: unknown = from.get(key);
    return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  };
  const flag = (key: string): boolean => from.get(key) !== false;
  const catalogues: unknown = from.get('catalogues');
  return {
    catalogues: Array.isArray(catalogues) ? catalogues.filter((path) => typeof path === 'string') : [],
    mirror: text('mirror') === '' ? null : text('mirror'),
    jobs: Math.max(0, Math.trunc(number('jobs', 0))),
    cache: flag('cache'),
    codeLens: flag('codeLens'),
    showAnswer: flag('showAnswer'),
    author: text('decisions.author'),
    reauditOnSave: flag('reauditOnSave'),
    reauditDelay: Math.min(60_000, Math.max(100, number('reauditDelay', 800))),
    problemsLevel: LEVELS.find((level) => level === text('problems.minimumLevel')) ?? 'note',
    matchesStrength: STRENGTHS.find((strength) => strength === text('matches.minimumStrength')) ?? 'moderate',
  };
}
