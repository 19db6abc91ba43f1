import type { AuditReport, Lineage, Strength } from '../../../model/report.ts';
import type { SourceFacts } from '../../../model/source-facts.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { FormatOptions } from '../format.ts';
import { isNamed } from '../owed.ts';
import { FOOTER, place } from '../wording.ts';
import { type DeclaredPart, declaredDatasets, declaredModels } from './declared-models.ts';
import { dateTime, uuidOf } from './identity.ts';
import { declaredLicense, isExpression, repositoryUrl, upstreamsOf } from './stated.ts';

/** Places named per upstream; the JSON report has all. */
const MOST_OCCURRENCES = 500;

/** How much a strength counts as confidence (0..1) in CycloneDX's identity evidence. */
const CONFIDENCE: Readonly<Record<Strength, number>> = {
  conclusive: 1,
  strong: 0.9,
  moderate: 0.6,
  weak: 0.3,
};

interface Property {
  readonly name: string;
  readonly value: string;
}

function property(name: string, value: string): Property {
  return { name: `forebear:${name}`, value };
}

/** One id of the SPDX list; expressions and LicenseRefs stand as names. */
function isSpdxId(expression: string): boolean {
  return /^(?!LicenseRef-)[A-Za-z0-9.-]+$/.test(expression);
}

function licensesOf(expression: string | null): object {
  return expression === null || !isExpression(expression) ? {} : { licenses: [{ expression }] };
}

function occurrences(report: AuditReport, lineage: Lineage): readonly object[] {
  const ids = new Set(lineage.evidence);
  const modules = report.modules
    .filter((module) => ids.has(module.id))
    .map((module) => ({
      location: module.path,
      line: module.range.startLine,
      ...(module.symbol === '' ? {} : { symbol: module.symbol }),
      additionalContext: `${module.role}, lines ${module.range.startLine}-${module.range.endLine}`,
    }));
  const residues = report.residues
    .filter((residue) => ids.has(residue.id))
    .map((residue) => ({
      location: residue.path,
      line: residue.line,
      additionalContext: `${residue.kind} ${residue.text}`,
    }));
  const artefacts = report.artefacts
    .filter((artefact) => ids.has(artefact.id))
    .map((artefact) => ({ location: artefact.path, additionalContext: artefact.facts.join('; ') }));
  return [...modules, ...residues, ...artefacts].slice(0, MOST_OCCURRENCES);
}

function externalReferences(source: SourceFacts): object {
  const vcs = repositoryUrl(source.repository);
  const references = [
    ...(vcs === null ? [] : [{ type: 'vcs', url: vcs }]),
    ...(source.homepage === undefined ? [] : [{ type: 'website', url: source.homepage }]),
  ];
  return references.length === 0 ? {} : { externalReferences: references };
}

function component(report: AuditReport, source: SourceFacts): object {
  const lineages = report.lineage.filter((item) => item.version === source.id);
  const places = lineages.flatMap((item) => occurrences(report, item));
  const strongest = lineages[0]?.strength ?? 'weak';
  const published = dateTime(source.published);
  return {
    type: 'machine-learning-model',
    'bom-ref': `upstream:${source.id}`,
    ...(isNamed(source.organisation) ? { supplier: { name: source.organisation } } : {}),
    name: source.name,
    ...(source.commit === null ? {} : { version: source.commit }),
    ...licensesOf(source.codeLicense.expression),
    ...(source.copyrights.length === 0 ? {} : { copyright: source.copyrights.join('\n') }),
    ...externalReferences(source),
    evidence: {
      identity: [
        {
          field: 'name',
          confidence: CONFIDENCE[strongest],
          methods: lineages.flatMap((item) =>
            item.why.map((value) => ({
              technique: 'source-code-analysis',
              confidence: CONFIDENCE[item.strength],
              value,
            })),
          ),
        },
      ],
      ...(places.length === 0 ? {} : { occurrences: places }),
      ...licensesOf(source.codeLicense.expression),
      ...(source.copyrights.length === 0 ? {} : { copyright: source.copyrights.map((text) => ({ text })) }),
    },
    properties: [
      ...lineages.flatMap((item) => [
        property('strength', item.strength),
        property('relation', item.relation),
        property('claimed', item.claimed ? 'true' : 'false'),
        property('credited', item.credited),
      ]),
      property('project', source.project),
      ...(published === null
        ? []
        : [property('published', published), property('published-basis', source.publishedBasis)]),
      property('license-code', source.codeLicense.expression),
      property('license-weights', source.weightsLicense.expression),
    ],
  };
}

/** A model or data set that the repository names: its word, with the place, and what is known of the license. */
function declared(part: DeclaredPart, type: 'machine-learning-model' | 'data', ref: string): object {
  return {
    type,
    'bom-ref': ref,
    supplier: { name: part.publisher },
    name: part.id,
    ...licensesOf(part.license),
    externalReferences: [{ type: 'distribution', url: part.address }],
    ...(type === 'data' ? { data: [{ type: 'dataset', name: part.id }] } : {}),
    properties: [property('declared-at', part.at), property('declared-as', part.field)],
  };
}

/** CycloneDX 1.6 (ECMA-424): the repository and its upstreams as machine-learning models, with evidence. */
export function cyclonedxReport(report: AuditReport, _options: FormatOptions = {}): string {
  const upstreams = upstreamsOf(report);
  const sources = report.lineage.filter((item) => item.relation === 'source').map((item) => item.version);
  const models = declaredModels(report);
  const datasets = declaredDatasets(report);
  const timestamp = dateTime(report.generated);
  const refs = [
    ...upstreams.map((source) => `upstream:${source.id}`),
    ...models.map(({ id }) => `model:${id}`),
    ...datasets.map(({ id }) => `dataset:${id}`),
  ];
  return canonicalJson({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(report)}`,
    version: 1,
    metadata: {
      ...(timestamp === null ? {} : { timestamp }),
      lifecycles: [{ phase: 'pre-build' }],
      tools: { components: [{ type: 'application', name: report.tool.name, version: report.tool.version }] },
      component: {
        type: 'machine-learning-model',
        'bom-ref': 'target',
        name: report.target.name,
        ...(report.target.commit === undefined ? {} : { version: report.target.commit }),
        ...licensesOf(declaredLicense(report)),
        modelCard: {
          ...(datasets.length === 0
            ? {}
            : { modelParameters: { datasets: datasets.map(({ id }) => ({ ref: `dataset:${id}` })) } }),
          considerations: {
            technicalLimitations: [
              `Lineage as found by ${report.tool.name} with catalogue ${report.catalogue.id}. ${FOOTER}`,
            ],
          },
        },
        pedigree: {
          ancestors: [
            ...upstreams
              .filter((source) => sources.includes(source.id))
              .map((source) => ({
                type: 'machine-learning-model',
                'bom-ref': `ancestor:${source.id}`,
                name: source.name,
                ...(source.commit === null ? {} : { version: source.commit }),
              })),
            ...models.map((model) => ({
              type: 'machine-learning-model',
              'bom-ref': `ancestor:model:${model.id}`,
              name: model.id,
              ...licensesOf(model.license),
            })),
          ],
        },
        evidence: {
          licenses: [...new Set(report.licenses.map((item) => item.expression))]
            .filter(isExpression)
            .map((one) => ({ license: isSpdxId(one) ? { id: one } : { name: one } })),
        },
      },
      properties: [
        property('catalogue', report.catalogue.id),
        property('catalogue-built', report.catalogue.built),
        ...report.findings.map((finding) =>
          property(
            `finding:${finding.id}`,
            `${finding.level} ${finding.rule} at ${place(finding.path, finding.range)}: ${finding.message}`,
          ),
        ),
        ...report.notExamined.map((item) => property('not-examined', `${item.path}: ${item.reason}`)),
      ],
    },
    components: [
      ...upstreams.map((source) => component(report, source)),
      ...models.map((model) => declared(model, 'machine-learning-model', `model:${model.id}`)),
      ...datasets.map((data) => declared(data, 'data', `dataset:${data.id}`)),
    ],
    dependencies: [{ ref: 'target', dependsOn: refs }, ...refs.map((ref) => ({ ref }))],
    compositions: [{ aggregate: 'incomplete', assemblies: ['target'] }],
  });
}
