/**
 * What is kept of a configuration, tokenizer or tensor index: facts that can be compared
 * without the file. Plain JSON, compact enough to be shipped for every upstream version.
 */
export interface ArtefactFacts {
  /** Relative to the root of its repository. */
  readonly path: string;
  readonly kind: ArtefactKind;
  /** Git blob id of the file; equal ids mean equal bytes, without reading either. */
  readonly blob?: string;
  /** Set when the file in the tree is a git-lfs pointer: identity of the bytes it stands for. */
  readonly lfs?: LargeFile;
  /** Digest of the JSON with sorted keys: equal apart from layout. */
  readonly canonical?: string;
  /** Flattened `path=value` pairs, sorted by path; long texts stand as `~length:digest`. */
  readonly fields?: readonly (readonly [path: string, value: string])[];
  /** Names of classes or modules that the file points at. */
  readonly references?: readonly ClassReference[];
  /** Added tokens in runs, in order of id. */
  readonly tokens?: readonly TokenRun[];
  /** `role=content` of special tokens, e.g. `pad_token=!`. */
  readonly special?: readonly (readonly [role: string, content: string])[];
  readonly vocabulary?: VocabularyFacts;
  readonly tensors?: TensorIndexFacts;
}

export const ARTEFACT_KINDS = ['config', 'config-code', 'tokenizer', 'tensor-index', 'weights'] as const;
export type ArtefactKind = (typeof ARTEFACT_KINDS)[number];

/** A git-lfs pointer: SHA-256 and size in bytes of the real file. */
export interface LargeFile {
  readonly oid: string;
  readonly size: number;
}

export interface ClassReference {
  /** Field that holds it, e.g. `auto_map.AutoTokenizer`. */
  readonly at: string;
  /** Module file without `.py`, or '' when only a class is named. */
  readonly module: string;
  readonly name: string;
}

/**
 * `count` tokens with consecutive ids from `id`. When `count` > 1, `content` holds `#` where the
 * number stands that starts at `first` and grows by one, as in `<|reserved_special_token_#|>`.
 */
export interface TokenRun {
  readonly id: number;
  readonly content: string;
  readonly count?: number;
  readonly first?: number;
  /** Bits: 1 lstrip, 2 rstrip, 4 normalized, 8 single_word, 16 special. */
  readonly flags?: number;
}

export interface VocabularyFacts {
  /** BPE, Unigram, WordPiece, WordLevel or ''. */
  readonly type: string;
  readonly size: number;
  /** Digest of all (id, piece) pairs in order of id. */
  readonly digest: string;
  /** The same digest after each `step` entries: two vocabularies share the head up to the last equal one. */
  readonly heads: readonly string[];
  readonly step: number;
  readonly merges: number;
  readonly mergesDigest: string;
  /** Digests of normalizer, pre_tokenizer, post_processor and decoder. */
  readonly stages: readonly (readonly [stage: string, digest: string])[];
}

/** Tensor names as templates: every run of digits between dots stands as `#`. */
export interface TensorIndexFacts {
  readonly names: number;
  /** `metadata.total_size` in bytes; null when not stated. */
  readonly totalSize: number | null;
  readonly shards: number;
  readonly templates: readonly TensorTemplate[];
}

/**
 * All names of one template: with `upTo`, the full product 0..upTo[i]-1 over its `#`;
 * otherwise `at` lists the numbers of each name. Neither: one name without numbers.
 */
export interface TensorTemplate {
  readonly template: string;
  readonly upTo?: readonly number[];
  readonly at?: readonly (readonly number[])[];
}

/** What the catalogue holds of one upstream version for this comparison. */
export interface UpstreamArtefacts {
  /** Project id. */
  readonly project: string;
  /** Version id. */
  readonly version: string;
  /** Name shown in sentences. */
  readonly name: string;
  /** ISO date of first publication, to name the earliest of several equal versions. */
  readonly published: string | null;
  readonly facts: readonly ArtefactFacts[];
  /** Stems of the Python files in that version's tree (`modeling_minicpmv`). */
  readonly modules: readonly string[];
}

/** Largest files read, in bytes. A tokenizer with a large vocabulary passes 9 MB. */
export const ARTEFACT_BYTES = { tokenizer: 64 * 1024 * 1024, other: 8 * 1024 * 1024 } as const;

/** Kinds by file name, first match wins. Names are those of the Hugging Face layout and its relatives. */
export const ARTEFACT_FILE_PATTERNS: readonly { readonly kind: ArtefactKind; readonly pattern: RegExp }[] = [
  { kind: 'tensor-index', pattern: /\.(?:safetensors|bin)\.index\.json$/ },
  {
    kind: 'tokenizer',
    pattern:
      /^(?:tokenizer\.json|tokenizer_config\.json|special_tokens_map\.json|added_tokens\.json|vocab\.(?:json|txt)|merges\.txt|.{0,40}\.tiktoken|tokenizer\.model|sentencepiece\.bpe\.model|spiece\.model)$/,
  },
  {
    kind: 'config',
    pattern:
      /^(?:config|configuration|params|model_index|chat_template|open_clip_config|(?:generation|preprocessor|processor|image_processor|video_preprocessor|adapter|scheduler|mm|quantize|quantization)_config)\.json$/,
  },
  {
    kind: 'config-code',
    pattern: /^(?:config|configuration(?:_[a-z0-9_]{1,60})?|[a-z0-9_]{1,40}_config)\.py$/,
  },
  {
    kind: 'weights',
    pattern: /\.(?:safetensors|gguf|ckpt|pth|pt)$|^(?:pytorch|adapter|diffusion_pytorch)_model.{0,40}\.bin$/,
  },
];

/** The kind of artefact at `path`, by its file name; null when it is none. */
export function artefactKind(path: string): ArtefactKind | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return ARTEFACT_FILE_PATTERNS.find(({ pattern }) => pattern.test(name))?.kind ?? null;
}

export function isArtefactFile(path: string): boolean {
  return artefactKind(path) !== null;
}

/** Whether the text of this file is worth reading; others are compared by blob id and pointer only. */
export function isReadableArtefact(path: string): boolean {
  const kind = artefactKind(path);
  return kind !== null && kind !== 'weights' && /\.(?:json|py)$/.test(path);
}
