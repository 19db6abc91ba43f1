import type { SourceLanguage, TokenKinds } from '../language.ts';

const tokens: TokenKinds = {
  units: new Set(['function_definition']),
  calls: new Set(['call_expression']),
  members: new Set(['field_identifier']),
  names: new Set([
    'identifier',
    'field_identifier',
    'type_identifier',
    'namespace_identifier',
    'statement_identifier',
  ]),
};

/** C++ and CUDA; a header may be C, which reads as C++ too. */
export const cpp = {
  name: 'cpp',
  title: 'C++ or CUDA',
  endings: ['cc', 'cpp', 'cxx', 'h', 'hh', 'hpp', 'hxx', 'cu', 'cuh'],
  grammar: 'tree-sitter-cpp/tree-sitter-cpp.wasm',
  comment: '//',
  longestLine: 2_000,
  tokens,
  calibrated: false,
} as const satisfies SourceLanguage;
