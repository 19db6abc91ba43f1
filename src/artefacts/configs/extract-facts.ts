import { failure, type Result, success } from '../../model/result.ts';
import { tensorIndexFacts } from '../tensor-index/templates.ts';
import { addedTokens, packTokens, tokensOfMap } from '../tokenizer/added-tokens.ts';
import { plainVocabularyFacts, vocabularyFacts } from '../tokenizer/vocabulary.ts';
import { ARTEFACT_BYTES, type ArtefactFacts, artefactKind } from './artefact-facts.ts';
import { classReferences } from './class-references.ts';
import { codeDefaults } from './code-defaults.ts';
import { canonicalDigest, flatten } from './flatten.ts';
import { isObject, type JsonObject, own, parseJson } from './json-shape.ts';
import { parseLargeFilePointer } from './large-file.ts';

export type ExtractFailure = 'not-an-artefact' | 'too-large' | 'not-json';

/** Identity known without the content. */
export interface FileIdentity {
  readonly blob?: string;
}

/** Facts from the name and blob id alone, for files that are absent, binary or too large. */
export function identityFacts(path: string, identity: FileIdentity): ArtefactFacts | null {
  const kind = artefactKind(path);
  return kind === null ? null : { path, kind, ...identity };
}

/**
 * Reads the facts of one artefact file.
 * @param text the file's text; never evaluated.
 */
export function extractArtefactFacts(
  path: string,
  text: string,
  identity: FileIdentity = {},
): Result<ArtefactFacts, ExtractFailure> {
  const base = identityFacts(path, identity);
  if (base === null) return failure('not-an-artefact', `${path} is not a configuration, tokenizer or index.`);
  const lfs = parseLargeFilePointer(text);
  if (lfs !== null) return success({ ...base, lfs });
  const limit = base.kind === 'tokenizer' ? ARTEFACT_BYTES.tokenizer : ARTEFACT_BYTES.other;
  if (text.length > limit)
    return failure('too-large', `${path} is larger than ${limit / 1024 / 1024} MB and was not read.`);
  if (base.kind === 'config-code') {
    const fields = codeDefaults(text);
    return success(fields.length === 0 ? base : { ...base, fields });
  }
  if (!path.endsWith('.json')) return success(base);
  const root = parseJson(text);
  if (!isObject(root))
    return failure(
      'not-json',
      isGateNotice(text)
        ? `${path} is a notice that access is restricted, and not the file itself: fetch it with access to the repository.`
        : `${path} is not a JSON object and was not compared.`,
    );
  return success({ ...base, ...jsonFacts(path.slice(path.lastIndexOf('/') + 1), root) });
}

/** A hub that keeps a file behind a gate answers with a sentence in its place. */
function isGateNotice(text: string): boolean {
  return (
    text.length < 4096 && /^[^{[\n]*\b(?:gated|restricted|authenticated|unauthori[sz]ed)\b/i.test(text.trim())
  );
}

function jsonFacts(name: string, root: JsonObject): Partial<ArtefactFacts> {
  if (name.endsWith('.index.json')) {
    const tensors = tensorIndexFacts(root);
    return tensors === null ? {} : { canonical: canonicalDigest(root), tensors };
  }
  if (name === 'tokenizer.json') {
    const vocabulary = vocabularyFacts(root);
    return {
      canonical: canonicalDigest(root),
      tokens: packTokens(addedTokens(root)),
      ...(vocabulary === null ? {} : { vocabulary }),
    };
  }
  if (name === 'vocab.json') {
    const vocabulary = plainVocabularyFacts(root);
    return vocabulary === null ? {} : { vocabulary };
  }
  if (name === 'added_tokens.json')
    return { canonical: canonicalDigest(root), tokens: packTokens(tokensOfMap(root)) };
  const plain: JsonObject = Object.fromEntries(
    Object.entries(root).filter(([key]) => key !== 'added_tokens_decoder' && key !== '__proto__'),
  );
  const tokens = addedTokens(root);
  const special = specialTokens(root);
  const references = classReferences(root);
  return {
    canonical: canonicalDigest(root),
    fields: flatten(plain),
    ...(references.length === 0 ? {} : { references }),
    ...(tokens.length === 0 ? {} : { tokens: packTokens(tokens) }),
    ...(special.length === 0 ? {} : { special }),
  };
}

function specialTokens(root: JsonObject): readonly (readonly [role: string, content: string])[] {
  return Object.entries(root).flatMap(([role, value]): [string, string][] => {
    if (!/^[a-z_]{1,40}_token$/.test(role)) return [];
    const content = isObject(value) ? own(value, 'content') : value;
    return typeof content === 'string' ? [[role, content.slice(0, 200)]] : [];
  });
}
