import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AuditReport } from '../../src/model/report.ts';
import { forebear, freshFolder, parseResult } from './run-forebear.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'5a'.repeat(32)}\nsize 4976698672\n`;
const ATTRIBUTES = '*.safetensors filter=lfs diff=lfs merge=lfs -text\n*.gguf filter=lfs -text\n';

/** A repository as a model hub gives it, without code. */
function hub(files: Files): string {
  const folder = freshFolder();
  for (const [path, content] of Object.entries({ '.gitattributes': ATTRIBUTES, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const card = (head: string, body = '# Heron\n'): string => `---\n${head}---\n${body}`;
const words = (text: string): string => text.replace(/\s+/g, ' ');
const answer = (files: Files, ...more: readonly string[]): string =>
  words(forebear('audit', hub(files), ...more).out);
const report = (files: Files): AuditReport =>
  parseResult('report.schema.json', forebear('audit', hub(files), '--format', 'json').out);

const adapter = JSON.stringify({ base_model_name_or_path: 'google/gemma-2-9b-it', peft_type: 'LORA' });

/** Metadata of a GGUF file without tensors: texts, and whole numbers of 32 bits. */
function gguf(facts: Readonly<Record<string, string | number>>): Uint8Array {
  const parts: Buffer[] = [];
  const whole = (value: number, bytes: 4 | 8): void => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeUInt32LE(value);
    parts.push(buffer);
  };
  const text = (value: string): void => {
    whole(Buffer.byteLength(value), 8);
    parts.push(Buffer.from(value));
  };
  parts.push(Buffer.from('GGUF'));
  whole(3, 4);
  whole(0, 8);
  whole(Object.keys(facts).length, 8);
  for (const [key, value] of Object.entries(facts)) {
    text(key);
    whole(typeof value === 'string' ? 8 : 4, 4);
    if (typeof value === 'string') text(value);
    else whole(value, 4);
  }
  return Buffer.concat(parts);
}

describe('an audit of a repository of a model hub', () => {
  it('says what an adapter is an adapter of, and where that stands', () => {
    const files = {
      'README.md': '# Poems\n',
      'adapter_config.json': adapter,
      'adapter_model.safetensors': POINTER,
    };
    assert.match(
      answer(files),
      /It says of itself: an adapter of google\/gemma-2-9b-it \(adapter_config\.json:1\)/,
    );
    assert.match(answer(files), /No code is here to compare\./);
    assert.equal(report(files).bases?.[0]?.relation, 'adapter');
  });

  it('says the relation that the card states', () => {
    const head =
      'base_model: mistralai/Mistral-7B-v0.1\nbase_model_relation: quantized\nlicense: apache-2.0\n';
    assert.equal(report({ 'README.md': card(head) }).bases?.[0]?.relation, 'quantized');
    const mended =
      'base_model: mistralai/Mistral-7B-v0.1\nbase_model_relation: \u001b[31mbig\nlicense: apache-2.0\n';
    assert.equal(report({ 'README.md': card(mended) }).bases?.[0]?.relation, undefined);
  });

  it('tells a base that only the header of weights names apart from the one that the card names', () => {
    const said = answer({
      'README.md': card('base_model: mistralai/Mistral-7B-v0.1\nbase_model_relation: quantized\n'),
      'heron.gguf': gguf({
        'general.architecture': 'llama',
        'general.base_model.0.repo_url': 'https://huggingface.co/meta-llama/Meta-Llama-3-8B',
      }),
    });
    assert.match(said, /made from meta-llama\/Meta-Llama-3-8B \(heron\.gguf:1\)/);
    assert.match(said, /quantised from mistralai\/Mistral-7B-v0\.1 \(README\.md:2\)/);
  });

  it('recognises the sizes that only the header of a quantised file states', () => {
    const sizes = {
      'general.architecture': 'llama',
      'llama.block_count': 32,
      'llama.embedding_length': 4096,
      'llama.feed_forward_length': 14336,
      'llama.attention.head_count': 32,
      'llama.attention.head_count_kv': 8,
      'llama.vocab_size': 128256,
    };
    const [told] = report({ 'heron.gguf': gguf(sizes) }).artefacts;
    assert.equal(told?.kind, 'weights');
    assert.ok(told?.candidates?.some(({ model }) => model === 'meta-llama/Meta-Llama-3-8B'));
    assert.deepEqual(
      report({ 'heron.gguf': gguf({ ...sizes, 'llama.embedding_length': 4160 }) }).artefacts,
      [],
    );
  });

  it('takes the license of a card of data for the data, and that of a card of an app for its code', () => {
    const slots = (head: string): readonly string[] =>
      report({ 'README.md': card(head) }).licenses.map(({ slot }) => slot);
    assert.deepEqual(slots('license: cc-by-4.0\ntask_categories:\n- text-generation\n'), ['data']);
    assert.deepEqual(slots('license: mit\nsdk: gradio\napp_file: app.py\n'), ['code']);
    assert.deepEqual(slots('license: mit\npipeline_tag: text-generation\n'), ['weights']);
    assert.deepEqual(slots('license: mit\n'), ['weights']);
  });

  it('names the data that a data set is from, and the models that an app calls, without calling them bases', () => {
    const data = {
      'README.md': card('task_categories: [other]\nsource_datasets:\n- extended|lakeside/reeds\n'),
    };
    assert.match(answer(data), /data lakeside\/reeds \(README\.md:4\)/);
    const app = { 'README.md': card('sdk: gradio\nmodels:\n- lakeside/heron-9b\n') };
    assert.match(answer(app), /calls lakeside\/heron-9b \(README\.md:4\)/);
    assert.equal(report(app).bases, undefined);
  });

  it('says that a file is a notice of restricted access, and no damaged file', () => {
    const notice = 'Access to model lakeside/heron is restricted. You must be authenticated to access it.';
    const run = forebear('audit', hub({ 'config.json': notice, 'model.safetensors': notice }), '--full');
    assert.equal(run.code, 2);
    assert.equal(words(run.out).match(/is a notice that access is restricted/g)?.length, 2);
  });

  it('names a pickle that would call something, and runs nothing', () => {
    // GLOBAL os.system, a text, TUPLE1, REDUCE, STOP.
    const pickle = Buffer.from('\x80\x02cos\nsystem\nX\x11\0\0\0touch forebearran\x85R.', 'latin1');
    assert.match(
      answer({ 'pytorch_model.bin': pickle }),
      /Loading this would run code, so it was refused, and nothing of it was run: pytorch_model\.bin \(os\.system\)\./,
    );
  });

  it('tells of a checkpoint by any name of pickles what it would call, also in HTML, and nothing of a harmless one', () => {
    const files = {
      'labels.pkl': Buffer.from('\x80\x02K\x01.', 'latin1'),
      'old.pickle': "cos\nsystem\n(S'touch x'\ntR.",
      'training_args.bin': Buffer.from('\x80\x02cos\nsystem\nX\x01\0\0\0x\x85R.', 'latin1'),
    };
    const told =
      /nothing of (?:it|them) was run: old\.pickle \(os\.system\), training_args\.bin \(os\.system\)\./;
    assert.match(answer(files), told);
    for (const format of ['html', 'markdown'])
      assert.match(answer(files, '--format', format).replaceAll('\\', ''), told);
    assert.deepEqual(
      report(files).notExamined.flatMap(({ path, kind }) => (kind === 'refused' ? [path] : [])),
      ['old.pickle', 'training_args.bin'],
    );
  });

  it('tells the terms of a gate and a license by a name of its own, and asks the duties to the base', () => {
    const head =
      'license: other\nlicense_name: lakeside-terms\nlicense_link: TERMS.md\nbase_model: mistralai/Mistral-7B-v0.1\n' +
      'extra_gated_prompt: |-\n  ### Terms\n  You agree to feed no herons.\nextra_gated_fields:\n  Name: text\n  Country: country\n';
    const said = answer({ 'README.md': card(head) });
    assert.match(
      said,
      /gate \(README\.md:6\); whoever asks for them agrees to: “Terms You agree to feed no herons”\./,
    );
    assert.match(said, /It asks for: Name, Country\./);
    assert.match(said, /README\.md:2 states a license of its own name, lakeside-terms \(TERMS\.md\)/);
    assert.match(said, /Add the text of Apache-2\.0/);
    assert.equal(report({ 'README.md': card(head) }).bases?.length, 1);
    assert.match(
      answer({ 'README.md': card('license: other\n') }),
      /names no license: what is allowed has to be asked/,
    );
  });

  it('asks about a model that a configuration refers to and that nothing names', () => {
    const config = JSON.stringify({
      _name_or_path: 'lakeside/heron-9b',
      auto_map: { AutoModel: 'reeds/egret--modeling_egret.Egret' },
    });
    const plain = { 'config.json': config, 'README.md': card('license: mit\n') };
    assert.match(
      answer(plain),
      /config\.json refers to lakeside\/heron-9b \(_name_or_path\), and nothing here names/,
    );
    const models = (files: Files): readonly (string | undefined)[] =>
      report(files).artefacts.map(({ loadedFrom }) => loadedFrom);
    assert.deepEqual(models(plain), ['lakeside/heron-9b', 'reeds/egret']);
    const named = card(
      'license: mit\nbase_model: lakeside/heron-9b\n',
      '# Crane\nIts code is from reeds/egret.\n',
    );
    assert.deepEqual(models({ ...plain, 'README.md': named }), []);
    assert.deepEqual(report(plain).lineage, []);
  });

  it('adds the base that the recipe of a merge names to the list in the card', () => {
    const folder = hub({
      'README.md': card('base_model:\n- mistralai/Mistral-7B-v0.1\nlicense: apache-2.0\n'),
      'mergekit_config.yml': 'models:\n  - model: mistralai/Mistral-7B-v0.1\n  - model: Qwen/Qwen2.5-7B\n',
    });
    const { out } = forebear('fix', 'base-model-not-declared', '--in', folder);
    assert.match(out, /^ - mistralai\/Mistral-7B-v0\.1\n\+- Qwen\/Qwen2\.5-7B$/m);
  });

  it('shows with --full every configuration and what it is like', () => {
    const config = {
      architectures: ['HeronForCausalLM'],
      hidden_size: 4096,
      intermediate_size: 14336,
      num_hidden_layers: 32,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      vocab_size: 128256,
    };
    const said = answer(
      { 'config.json': JSON.stringify(config), 'README.md': card('license: mit\n') },
      '--full',
    );
    assert.match(said, /config\.json has the same 6 sizes as .*meta-llama\/Meta-Llama-3-8B/);
  });

  it('asks for no permission where the license of a base is not known', () => {
    const said = answer({ 'README.md': card('base_model: lakeside/heron-9b\nlicense: mit\n') });
    assert.match(said, /Read its license/);
    assert.doesNotMatch(said, /Ask for permission/);
  });
});
