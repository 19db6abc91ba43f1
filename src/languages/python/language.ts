import type { SourceLanguage } from '../language.ts';

export const python = {
  name: 'python',
  title: 'Python',
  endings: ['py', 'pyi', 'pyw', 'ipynb'],
  grammar: 'tree-sitter-python/tree-sitter-python.wasm',
  comment: '#',
  longestLine: 20_000,
  tokens: null,
  calibrated: true,
} as const satisfies SourceLanguage;
