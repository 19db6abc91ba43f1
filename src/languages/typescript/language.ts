import { tokens } from '../javascript/language.ts';
import type { SourceLanguage } from '../language.ts';

export const typescript = {
  name: 'typescript',
  title: 'TypeScript',
  endings: ['ts', 'mts', 'cts'],
  grammar: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  comment: '//',
  longestLine: 2_000,
  tokens,
  calibrated: false,
} as const satisfies SourceLanguage;
