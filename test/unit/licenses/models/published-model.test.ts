import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parseExpression } from '../../../../src/licenses/expression.ts';
import { modelLicense } from '../../../../src/licenses/model-licenses.ts';
import { MODEL_FILES } from '../../../../src/licenses/models/model-files.ts';
import { publishedModel } from '../../../../src/licenses/models/published-model.ts';

const folder = new URL('../../../../catalogue/models/', import.meta.url);
const licenseOf = (id: string, date: string | null = null): string =>
  publishedModel(id, date)?.row.license ?? 'not known';

describe('the table of published models', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.includes('.schema.'));
  const rows = MODEL_FILES.flatMap((file) => file.models);

  it('is read whole: every file of the folder is in the list', () => {
    assert.equal(MODEL_FILES.length, files.length);
  });

  it('has the shape that its schema says', () => {
    const schema: object = JSON.parse(readFileSync(new URL('model.schema.json', folder), 'utf8'));
    const validate = new Ajv({ allErrors: true }).compile(schema);
    for (const name of files) {
      assert.ok(
        validate(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
        `${name}: ${JSON.stringify(validate.errors)}`,
      );
    }
  });

  it('names each row once, and leads only to rows and ids that there are', () => {
    const ids = rows.map((row) => row.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const row of rows)
      for (const base of row.lineage ?? [])
        assert.ok(ids.includes(base) || base.includes('/'), `${row.id}: ${base}`);
  });

  it('states licenses that can be read, and terms that are those of the license', () => {
    for (const row of rows) {
      assert.ok(parseExpression(row.license).ok, `${row.id}: ${row.license}`);
      if (row.terms !== undefined) assert.equal(modelLicense(row.terms)?.expression, row.license, row.id);
    }
  });

  it('has one row only for each id and day', () => {
    for (const row of rows) {
      for (const id of row.ids.filter((one) => !one.includes('*'))) {
        for (const day of [row.from, row.until, '2026-01-01'])
          if (day !== undefined) {
            const found = rows.filter(
              (one) =>
                publishedModel(id, null) !== null &&
                one.ids.includes(id) &&
                (one.from ?? '') <= day &&
                (one.until === undefined || day < one.until),
            );
            assert.ok(found.length <= 1, `${id} at ${day}: ${found.map((one) => one.id).join(', ')}`);
          }
      }
    }
  });
});

describe('a published id', () => {
  it('is known by its size and its generation, not by how it begins', () => {
    assert.equal(licenseOf('Qwen/Qwen2.5-7B'), 'Apache-2.0');
    assert.equal(licenseOf('Qwen/Qwen2.5-7B-Instruct'), 'Apache-2.0');
    assert.equal(licenseOf('Qwen/Qwen2.5-3B'), 'LicenseRef-Qwen-Research');
    assert.equal(licenseOf('Qwen/Qwen2.5-72B-Instruct'), 'LicenseRef-scancode-qwen-2024');
    assert.equal(licenseOf('Qwen/Qwen3-8B'), 'Apache-2.0');
    assert.equal(licenseOf('Qwen/Qwen2-72B'), 'LicenseRef-scancode-tongyi-qianwen-2023');
    assert.equal(licenseOf('Qwen/Qwen9-8B'), 'not known');
    assert.equal(licenseOf('Qwen/Qwen2.5-72Billion'), 'not known');
    assert.equal(licenseOf('meta-llama/Llama-5-8B'), 'not known');
  });

  it('has the license of the day on which it was taken', () => {
    assert.equal(licenseOf('openbmb/MiniCPM-V-2_6', '2024-09-01'), 'LicenseRef-MiniCPM-Model-License');
    assert.equal(licenseOf('openbmb/MiniCPM-V-2_6', '2025-09-01'), 'Apache-2.0');
    assert.equal(licenseOf('microsoft/phi-2', '2023-12-20'), 'LicenseRef-Microsoft-Research');
    assert.equal(licenseOf('microsoft/phi-2'), 'MIT');
  });

  it('of a restrictive family is known', () => {
    const nonCommercial = [
      'CohereForAI/c4ai-command-r-v01',
      'mistralai/Codestral-22B-v0.1',
      'facebook/musicgen-large',
    ];
    assert.deepEqual(
      nonCommercial.map((id) => licenseOf(id)),
      ['CC-BY-NC-4.0', 'LicenseRef-Mistral-Non-Production-0.1', 'CC-BY-NC-4.0'],
    );
    assert.equal(licenseOf('huggyllama/llama-7b'), 'LicenseRef-LLaMA-1-Research');
  });

  it('is said to have no known license where none is stated', () => {
    assert.equal(licenseOf('openai/clip-vit-large-patch14'), 'NOASSERTION');
  });
});
