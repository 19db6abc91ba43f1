import type { VocabularyFacts } from '../configs/artefact-facts.ts';
import { createDigest } from '../configs/digest.ts';
import { canonicalDigest } from '../configs/flatten.ts';
import { isList, isObject, type Json, type JsonObject, own } from '../configs/json-shape.ts';

const STEP = 8192;
const STAGES = ['normalizer', 'pre_tokenizer', 'post_processor', 'decoder'] as const;

/** Facts of a `tokenizer.json` (Hugging Face tokenizers); null when it has no vocabulary. */
export function vocabularyFacts(root: JsonObject): VocabularyFacts | null {
  const model = own(root, 'model');
  if (!isObject(model)) return null;
  const pieces = piecesOf(own(model, 'vocab'));
  if (pieces === null) return null;
  const merges = own(model, 'merges');
  const mergesDigest = createDigest();
  if (isList(merges))
    for (const merge of merges) mergesDigest.add(isList(merge) ? merge.map(String).join(' ') : String(merge));
  const type = own(model, 'type');
  return {
    ...digestPieces(pieces),
    type: typeof type === 'string' ? type.slice(0, 40) : '',
    merges: isList(merges) ? merges.length : 0,
    mergesDigest: mergesDigest.hex(),
    stages: STAGES.map((stage) => [stage, canonicalDigest(own(root, stage) ?? null)] as const),
  };
}

/** Facts of a plain `vocab.json`: piece to id. */
export function plainVocabularyFacts(root: JsonObject): VocabularyFacts | null {
  const pieces = piecesOf(root);
  if (pieces === null || pieces.length === 0) return null;
  return { ...digestPieces(pieces), type: '', merges: 0, mergesDigest: createDigest().hex(), stages: [] };
}

type Piece = readonly [id: number, piece: string];

function piecesOf(vocab: Json | undefined): readonly Piece[] | null {
  if (isObject(vocab)) {
    const pieces: Piece[] = [];
    for (const [piece, id] of Object.entries(vocab)) if (typeof id === 'number') pieces.push([id, piece]);
    return pieces.sort(([a], [b]) => a - b);
  }
  if (!isList(vocab)) return null;
  return vocab.map((entry, id) => [id, isList(entry) ? String(entry[0]) : String(entry)] as const);
}

function digestPieces(pieces: readonly Piece[]): Pick<VocabularyFacts, 'size' | 'digest' | 'heads' | 'step'> {
  const digest = createDigest();
  const heads: string[] = [];
  for (const [index, [id, piece]] of pieces.entries()) {
    if (index > 0 && index % STEP === 0) heads.push(digest.hex());
    digest.add(`${id} ${piece}`);
  }
  return { size: pieces.length, digest: digest.hex(), heads, step: STEP };
}

/** Number of entries at the head that two vocabularies certainly share. */
export function sharedHead(a: VocabularyFacts, b: VocabularyFacts): number {
  if (a.digest === b.digest && a.size === b.size) return a.size;
  if (a.step !== b.step) return 0;
  let shared = 0;
  while (shared < a.heads.length && a.heads[shared] === b.heads[shared]) shared += 1;
  return shared * a.step;
}
