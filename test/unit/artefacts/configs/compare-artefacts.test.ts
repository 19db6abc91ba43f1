import assert from 'node:assert/strict';
import type { ArtefactFacts, UpstreamArtefacts } from '../../../../src/artefacts/configs/artefact-facts.ts';
import { type ArtefactMatch, compareArtefacts } from '../../../../src/artefacts/configs/compare-artefacts.ts';
import { extractArtefactFacts } from '../../../../src/artefacts/configs/extract-facts.ts';

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

function facts(path: string, content: Value | string, blob?: string): ArtefactFacts {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const read = extractArtefactFacts(path, text, blob === undefined ? {} : { blob });
  assert.ok(read.ok, read.ok ? '' : read.message);
  return read.value;
}

/** What a decoder of the common kind states; every fine-tune of one base has it. */
const BASE_CONFIG = {
  architectures: ['LlamaForCausalLM'],
  hidden_act: 'silu',
  hidden_size: 4096,
  intermediate_size: 14336,
  max_position_embeddings: 8192,
  num_attention_heads: 32,
  num_hidden_layers: 32,
  num_key_value_heads: 8,
  rms_norm_eps: 1e-5,
  rope_theta: 500000,
  vocab_size: 128256,
};
const BASE_TOKENS = Object.fromEntries(
  [
    '<|begin_of_text|>',
    '<|end_of_text|>',
    ...Array.from({ length: 254 }, (_, index) => `<|reserved_special_token_${index}|>`),
  ].map((content, index) => [String(128000 + index), { content, special: true }]),
);
const layer = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    [
      'self_attn.q_proj',
      'self_attn.k_proj',
      'self_attn.v_proj',
      'self_attn.o_proj',
      'mlp.up_proj',
      'mlp.down_proj',
      'input_layernorm',
    ].map((name) => `${prefix}.layers.${index}.${name}.weight`),
  ).flat();
const BASE_NAMES = ['model.embed_tokens.weight', 'lm_head.weight', ...layer('model', 32)];

function index(names: readonly string[], totalSize = 1000): Value {
  return {
    metadata: { total_size: totalSize },
    weight_map: Object.fromEntries(names.map((name) => [name, 'model-00001-of-00001.safetensors'])),
  };
}

function upstream(
  project: string,
  published: string,
  files: readonly ArtefactFacts[],
  modules: readonly string[] = [],
): UpstreamArtefacts {
  return { project, version: `${project}-1`, name: project, published, facts: files, modules };
}

function compare(
  local: readonly ArtefactFacts[],
  upstreams: readonly UpstreamArtefacts[],
  declaredBases: readonly string[] = [],
): readonly ArtefactMatch[] {
  return compareArtefacts({
    local,
    code: { modules: new Set(), classes: new Set() },
    upstreams,
    declaredBases,
  });
}

const strongest = (matches: readonly ArtefactMatch[]): number =>
  Math.max(0, ...matches.map(({ bits }) => bits));

const ELDER = upstream(
  'elder',
  '2024-01-01',
  [
    facts('config.json', {
      ...BASE_CONFIG,
      architectures: ['ElderV'],
      auto_map: { AutoModel: 'modeling_elderv.ElderV' },
      tile_budget: 7,
      fold_ratio: 0.37,
      use_ring: true,
    }),
    facts('tokenizer_config.json', {
      added_tokens_decoder: {
        ...BASE_TOKENS,
        128010: { content: '<tile>' },
        128011: { content: '</tile>' },
        128012: { content: '<ring>' },
      },
      auto_map: { AutoTokenizer: ['tokenization_elderv.ElderTokenizer', null] },
    }),
    facts(
      'model.safetensors.index.json',
      index(
        [
          ...layer('llm.model', 32),
          ...layer('eye.encoder', 27),
          'weaver.kv_mix.weight',
          'weaver.ring_query',
          'weaver.fold.weight',
        ],
        777,
      ),
    ),
    facts(
      'tokenizer.json',
      {
        model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] },
        added_tokens: [{ id: 3, content: '<tile>' }],
      },
      'b10b',
    ),
  ],
  ['modeling_elderv', 'tokenization_elderv'],
);
const BASE = upstream('plain-base', '2023-06-01', [
  facts('config.json', BASE_CONFIG),
  facts('tokenizer_config.json', { added_tokens_decoder: BASE_TOKENS }),
  facts('model.safetensors.index.json', index(BASE_NAMES)),
]);

describe('configurations, tokenizers and indexes against upstreams', () => {
  it('two fine-tunes of one base are no evidence for each other', () => {
    const sibling = upstream('sibling', '2024-01-01', [
      facts('config.json', BASE_CONFIG),
      facts('tokenizer_config.json', { added_tokens_decoder: BASE_TOKENS, pad_token: '<|end_of_text|>' }),
      facts('model.safetensors.index.json', index(BASE_NAMES)),
    ]);
    const local = [
      facts('config.json', { ...BASE_CONFIG, torch_dtype: 'bfloat16', use_cache: false }),
      facts('tokenizer_config.json', { added_tokens_decoder: BASE_TOKENS, pad_token: '<|end_of_text|>' }),
      facts('model.safetensors.index.json', index(BASE_NAMES)),
    ];
    assert.deepEqual(compare(local, [sibling]), []);
    assert.deepEqual(compare(local, [sibling, BASE]), []);
  });

  it('what the declared base dictates weighs nothing for others', () => {
    const local = [facts('config.json', { tile_budget: 7, fold_ratio: 0.37, own_key: 1 })];
    const descendant = upstream('descendant', '2025-01-01', [
      facts('config.json', { tile_budget: 7, fold_ratio: 0.37 }),
    ]);
    assert.ok(strongest(compare(local, [descendant])) >= 12);
    const matches = compare(local, [descendant, ELDER], ['elder']);
    assert.equal(matches.filter(({ evidence }) => evidence.upstream === 'descendant').length, 0);
  });

  it('rare keys count, and count less when many projects have them', () => {
    const local = [
      facts('config.json', { ...BASE_CONFIG, tile_budget: 7, fold_ratio: 0.37, use_ring: true }),
    ];
    const alone = strongest(compare(local, [ELDER]));
    const followers = ['f1', 'f2', 'f3'].map((name) =>
      upstream(name, '2025-01-01', [
        facts('config.json', { tile_budget: 7, fold_ratio: 0.37, use_ring: true }),
      ]),
    );
    const among = strongest(
      compare(local, [ELDER, ...followers]).filter(({ evidence }) => evidence.upstream === 'elder'),
    );
    assert.ok(alone >= 20, `${alone}`);
    assert.ok(among < alone / 2, `${among}`);
  });

  it('a reference to a module that only the upstream has is conclusive', () => {
    const local = [facts('config.json', { auto_map: { AutoModel: 'modeling_elderv.ElderV' } })];
    const [match] = compare(local, [ELDER, BASE]);
    assert.equal(match?.evidence.strength, 'conclusive');
    assert.match(
      match?.evidence.facts.join(' ') ?? '',
      /points at modeling_elderv\.ElderV; this repository has no modeling_elderv\.py, elder has/,
    );
    const kept = compareArtefacts({
      local,
      code: { modules: new Set(['modeling_elderv']), classes: new Set(['ElderV']) },
      upstreams: [ELDER, BASE],
      declaredBases: [],
    });
    assert.ok(kept.every(({ evidence }) => evidence.strength === 'weak'));
  });

  it('an equal blob id is enough without the content', () => {
    const [match] = compare(
      [{ path: 'model/tokenizer.json', kind: 'tokenizer', blob: 'b10b' }],
      [ELDER, BASE],
    );
    assert.equal(match?.evidence.strength, 'conclusive');
    assert.match(match?.evidence.facts[0] ?? '', /byte for byte tokenizer\.json of elder \(git blob b10b/);
  });

  it('an equal git-lfs id of weights is conclusive', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 123456\n`;
    const owner = upstream('owner', '2024-01-01', [facts('model.safetensors', pointer, 'one')]);
    const [match] = compare([facts('weights/renamed.safetensors', pointer, 'two')], [owner]);
    assert.equal(match?.evidence.strength, 'conclusive');
    assert.equal(match?.evidence.kind, 'weights');
  });

  it('tokens at the same freely chosen ids count, the same spellings elsewhere hardly', () => {
    const placed = facts('tokenizer_config.json', {
      added_tokens_decoder: {
        ...BASE_TOKENS,
        128010: { content: '<tile>' },
        128011: { content: '</tile>' },
        128012: { content: '<ring>' },
      },
    });
    const moved = facts('tokenizer_config.json', {
      added_tokens_decoder: {
        50: { content: '<tile>' },
        51: { content: '</tile>' },
        52: { content: '<ring>' },
      },
    });
    assert.ok(strongest(compare([placed], [ELDER])) >= 9);
    assert.equal(strongest(compare([moved], [ELDER])), 0);
  });

  it('a systematic rename of prefixes is seen through', () => {
    const renamed = index(
      [
        ...layer('brain.model', 32),
        ...layer('retina.encoder', 27),
        'loom.kv_mix.weight',
        'loom.ring_query',
        'loom.fold.weight',
      ],
      777,
    );
    const [match] = compare([facts('model.safetensors.index.json', renamed)], [ELDER, BASE]);
    assert.match(
      match?.evidence.facts[0] ?? '',
      /416 of 416 tensor names .* after llm -> brain, eye -> retina, weaver -> loom \(0 without renaming\)/,
    );
    assert.ok((match?.bits ?? 0) >= 12);
  });

  it('names that only every transformer has do not make a prefix map', () => {
    const other = index([...layer('net.text', 12), ...layer('net.image', 6), 'net.head.weight']);
    assert.deepEqual(compare([facts('model.safetensors.index.json', other)], [ELDER]), []);
  });

  it('hostile JSON is a value or a fact, never an exception', () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    assert.ok(extractArtefactFacts('config.json', deep).ok);
    assert.ok(extractArtefactFacts('config.json', '{"__proto__": {"polluted": true}, "constructor": 1}').ok);
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
    const broken = extractArtefactFacts('config.json', '{"a": ');
    assert.equal(broken.ok ? '' : broken.reason, 'not-json');
    const list = extractArtefactFacts('tokenizer.json', '[1, 2]');
    assert.equal(list.ok ? '' : list.reason, 'not-json');
    const huge = extractArtefactFacts('config.json', ' '.repeat(9 * 1024 * 1024));
    assert.equal(huge.ok ? '' : huge.reason, 'too-large');
    assert.ok(
      extractArtefactFacts(
        'tokenizer.json',
        '{"model": {"vocab": {"a": "x"}, "merges": {"b": 1}}, "added_tokens": [null, {"id": "q"}]}',
      ).ok,
    );
    assert.ok(
      extractArtefactFacts(
        'model.safetensors.index.json',
        '{"weight_map": {"a.999999999.b": 5, "a.0.b": null}}',
      ).ok,
    );
  });

  it('keeps a tokenizer of 128 000 entries as a few kilobytes of facts', () => {
    const vocab = Object.fromEntries(Array.from({ length: 128_000 }, (_, id) => [`piece${id}`, id]));
    const read = facts('tokenizer.json', {
      model: { type: 'BPE', vocab, merges: ['a b'] },
      added_tokens: Object.entries(BASE_TOKENS).map(([id, token]) => ({ id: Number(id), ...token })),
    });
    assert.equal(read.vocabulary?.size, 128_000);
    assert.ok(JSON.stringify(read).length < 4000);
  });
});
