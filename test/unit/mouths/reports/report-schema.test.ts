import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { FORMATS } from '../../../../src/mouths/reports/formats.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { emptyShape, hostile } from '../../../fixtures/reports/other-shapes.ts';

const schema = JSON.parse(readFileSync('docs/report.schema.json', 'utf8'));
const validate = new Ajv({ strict: true, strictTuples: false, strictTypes: false, allErrors: true }).compile(
  schema,
);

function errorsOf(value: unknown): readonly string[] {
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

describe('report schema', () => {
  it('accepts a report with every kind of evidence, an empty one, and one with hostile text', () => {
    for (const report of [foundingShape, emptyShape, hostile(foundingShape)])
      assert.deepEqual(errorsOf(JSON.parse(FORMATS.json(report))), []);
  });

  it('names a field that is missing, one that is unknown, and one of the wrong kind', () => {
    const { partial, ...without } = foundingShape;
    assert.match(errorsOf(without).join(), /must have required property 'partial'/);
    assert.match(errorsOf({ ...foundingShape, extra: 1 }).join(), /must NOT have additional properties/);
    assert.match(errorsOf({ ...foundingShape, partial: 'no' }).join(), /\/partial must be boolean/);
  });

  it('refuses an absolute path, a line 0 and a share above 1', () => {
    const [finding] = foundingShape.findings;
    const [module] = foundingShape.modules;
    const [match] = module?.matches ?? [];
    assert.notDeepEqual(errorsOf({ ...foundingShape, findings: [{ ...finding, path: '/etc/passwd' }] }), []);
    assert.notDeepEqual(
      errorsOf({ ...foundingShape, findings: [{ ...finding, range: { startLine: 0, endLine: 1 } }] }),
      [],
    );
    assert.notDeepEqual(
      errorsOf({ ...foundingShape, modules: [{ ...module, matches: [{ ...match, score: 1.2 }] }] }),
      [],
    );
  });
});

describe('JSON report', () => {
  it('gives the same bytes whatever the order in which keys were set', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, item]) => [key, reversed(item)]),
            )
          : value;
    assert.equal(FORMATS.json(reversed(foundingShape) as typeof foundingShape), FORMATS.json(foundingShape));
  });

  it('reads back as the report it was written from', () => {
    assert.deepEqual(JSON.parse(FORMATS.json(foundingShape)), foundingShape);
  });

  it('leads with the schema version', () => {
    assert.match(FORMATS.json(emptyShape), /^\{\n {2}"schemaVersion": 2,\n {2}"tool": \{/);
  });
});
