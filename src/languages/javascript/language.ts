import type { SourceLanguage, TokenKinds } from '../language.ts';

/** TypeScript's grammar is made from this one and names its nodes alike. */
export const tokens: TokenKinds = {
  units: new Set([
    'function_declaration',
    'function_expression',
    'generator_function_declaration',
    'method_definition',
    'arrow_function',
  ]),
  calls: new Set(['call_expression']),
  members: new Set(['property_identifier']),
  names: new Set([
    'identifier',
    'property_identifier',
    'shorthand_property_identifier',
    'private_property_identifier',
    'statement_identifier',
    'type_identifier',
  ]),
};

export const javascript = {
  name: 'javascript',
  title: 'JavaScript',
  endings: ['js', 'mjs', 'cjs', 'jsx'],
  grammar: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  comment: '//',
  longestLine: 2_000,
  tokens,
  calibrated: false,
} as const satisfies SourceLanguage;
