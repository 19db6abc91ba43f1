import { tokens } from '../javascript/language.ts';
import type { SourceLanguage } from '../language.ts';

export const tsx = {
  name: 'tsx',
  title: 'TypeScript with JSX',
  endings: ['tsx'],
  grammar: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  comment: '//',
  longestLine: 2_000,
  tokens,
  calibrated: false,
} as const satisfies SourceLanguage;
