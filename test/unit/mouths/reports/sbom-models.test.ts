import assert from 'node:assert/strict';
import type { AuditReport, Claim } from '../../../../src/model/report.ts';
import { FORMATS } from '../../../../src/mouths/reports/formats.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { emptyShape } from '../../../fixtures/reports/other-shapes.ts';
import { schemaFaults } from './official-schemas.ts';
import { shapeFaults } from './spdx-shapes.ts';

function claim(line: number, text: string, path = 'README.md'): Claim {
  const force = text.startsWith('datasets:') ? 'mention' : 'credit';
  const found = force === 'credit' ? 'credited' : 'mention';
  return { path, line, text, upstream: null, kind: 'model-card', force, found };
}

const report: AuditReport = {
  ...emptyShape,
  sources: foundingShape.sources.slice(0, 1).map((one) => ({
    ...one,
    aliases: ['qwen/qwen2.5-7b'],
    weightsLicense: { expression: 'Apache-2.0', source: 'LICENSE' },
  })),
  claims: [
    claim(3, 'base_model: Qwen/Qwen2.5-7B'),
    claim(2, 'base_model_name_or_path: Qwen/Qwen2.5-7B', 'adapter_config.json'),
    claim(4, 'base_model: lakeside/heron-9b'),
    claim(6, 'datasets: lakeside/receipts'),
  ],
};

describe('bills of materials of a model repository', () => {
  it('are valid by the official schemas and shapes', async () => {
    assert.deepEqual(schemaFaults('cyclonedx', FORMATS.cyclonedx(report, {})), []);
    assert.deepEqual(schemaFaults('spdx', FORMATS.spdx(report, {})), []);
    assert.deepEqual(schemaFaults('spdx3', FORMATS.spdx3(report, {})), []);
    assert.deepEqual(await shapeFaults(FORMATS.spdx3(report, {})), []);
  });

  it('name each declared base once, as an ancestor, with the license that is known of it', () => {
    const bom = JSON.parse(FORMATS.cyclonedx(report, {}));
    const ancestors = bom.metadata.component.pedigree.ancestors;
    assert.deepEqual(
      ancestors.map((one: { name: string; licenses?: unknown }) => [one.name, one.licenses]),
      [
        ['Qwen/Qwen2.5-7B', [{ expression: 'Apache-2.0' }]],
        ['lakeside/heron-9b', undefined],
      ],
    );
    const spdx = JSON.parse(FORMATS.spdx(report, {}));
    const heron = spdx.packages.find((one: { name: string }) => one.name === 'lakeside/heron-9b');
    assert.equal(heron.licenseDeclared, 'NOASSERTION');
    assert.ok(
      spdx.relationships.some(
        (one: { relationshipType: string; relatedSpdxElement: string }) =>
          one.relationshipType === 'DESCENDANT_OF' && one.relatedSpdxElement === heron.SPDXID,
      ),
    );
  });

  it('take what the report knows of a base before all else', () => {
    const known: AuditReport = {
      ...report,
      claims: [...report.claims, claim(1, 'general.base_model.0.repo_url: lakeside/egret-2b', 'egret.gguf')],
      bases: [
        {
          model: 'lakeside/egret-2b',
          publisher: 'Lakeside',
          license: 'CC-BY-NC-4.0',
          licenseSource: 'its card',
        },
        {
          model: 'lakeside/heron-9b',
          publisher: 'Lakeside',
          license: 'NOASSERTION',
          licenseSource: 'not known',
        },
      ],
    };
    const spdx = JSON.parse(FORMATS.spdx(known, {}));
    const declared = (name: string): readonly string[] => {
      const found = spdx.packages.find((one: { name: string }) => one.name === name);
      return [found.supplier, found.licenseDeclared];
    };
    assert.deepEqual(declared('lakeside/egret-2b'), ['Organization: Lakeside', 'CC-BY-NC-4.0']);
    assert.deepEqual(declared('lakeside/heron-9b'), ['Organization: Lakeside', 'NOASSERTION']);
  });

  it('name the data sets that the card names, in the model card of the bill', () => {
    const bom = JSON.parse(FORMATS.cyclonedx(report, {}));
    assert.deepEqual(bom.metadata.component.modelCard.modelParameters.datasets, [
      { ref: 'dataset:lakeside/receipts' },
    ]);
    const graph = JSON.parse(FORMATS.spdx3(report, {}))['@graph'];
    const data = graph.find((one: { name?: string }) => one.name === 'lakeside/receipts');
    assert.ok(
      graph.some(
        (one: { relationshipType?: string; to?: readonly string[] }) =>
          one.relationshipType === 'trainedOn' && one.to?.includes(data.spdxId) === true,
      ),
    );
  });
});
