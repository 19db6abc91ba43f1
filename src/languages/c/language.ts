import type { SourceLanguage, TokenKinds } from '../language.ts';

const tokens: TokenKinds = {
  units: new Set(['function_definition']),
  calls: new Set(['call_expression']),
  members: new Set(['field_identifier']),
  names: new Set(['identifier', 'field_identifier', 'type_identifier', 'statement_identifier']),
};

export const c = {
  name: 'c',
  title: 'C',
  endings: ['c'],
  grammar: 'tree-sitter-wasms/out/tree-sitter-c.wasm',
  comment: '//',
  longestLine: 2_000,
  tokens,
  calibrated: false,
} as const satisfies SourceLanguage;
