import { tokens } from '../javascript/language.ts';
import type { SourceLanguage } from '../language.ts';

export const tsx = {
  name: 'tsx',
  title: 'TypeScript with JSX',
  endings: ['tsx'],
  grammar: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  comment: '//',
  tokens,
  calibrated: false,
} as const satisfies SourceLanguage;
