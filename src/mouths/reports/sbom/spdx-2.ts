import type { AuditReport } from '../../../model/report.ts';
import type { SourceFacts } from '../../../model/source-facts.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { FormatOptions } from '../format.ts';
import { isNamed } from '../owed.ts';
import { FOOTER, place } from '../wording.ts';
import { type DeclaredPart, declaredDatasets, declaredModels } from './declared-models.ts';
import { createdAt, dateTime, identifier, uuidOf } from './identity.ts';
import { declaredLicense, licenseRefs, repositoryUrl, upstreamsOf } from './stated.ts';

function annotation(report: AuditReport, comment: string): object {
  return {
    annotationDate: createdAt(report),
    annotationType: 'OTHER',
    annotator: `Tool: ${report.tool.name}-${report.tool.version}`,
    comment,
  };
}

function download(repository: string, commit: string | null): string {
  const url = repositoryUrl(repository);
  return url === null ? 'NOASSERTION' : `git+${url}.git${commit === null ? '' : `@${commit}`}`;
}

function upstreamPackage(report: AuditReport, source: SourceFacts): object {
  const lineages = report.lineage.filter((item) => item.version === source.id);
  const published = dateTime(source.published);
  return {
    SPDXID: `SPDXRef-Upstream-${identifier(source.id)}`,
    name: source.name,
    ...(source.commit === null ? {} : { versionInfo: source.commit }),
    supplier: isNamed(source.organisation) ? `Organization: ${source.organisation}` : 'NOASSERTION',
    downloadLocation: download(source.repository, source.commit),
    filesAnalyzed: false,
    ...(source.homepage === undefined ? {} : { homepage: source.homepage }),
    licenseConcluded: 'NOASSERTION',
    licenseDeclared: source.codeLicense.expression,
    licenseComments: `Code: ${source.codeLicense.expression} (${source.codeLicense.source}). Weights: ${source.weightsLicense.expression} (${source.weightsLicense.source}).`,
    copyrightText: source.copyrights.length === 0 ? 'NOASSERTION' : source.copyrights.join('\n'),
    primaryPackagePurpose: 'SOURCE',
    ...(published === null ? {} : { releaseDate: published }),
    annotations: lineages.flatMap((item) =>
      [
        `Lineage: ${item.strength} evidence, relation ${item.relation}, claimed ${item.claimed}, credited ${item.credited}.`,
        ...item.why,
      ].map((comment) => annotation(report, comment)),
    ),
  };
}

/** A model or data set that the repository names as what it was made from. */
function declaredPackage(part: DeclaredPart): object {
  return {
    SPDXID: `SPDXRef-Declared-${identifier(part.id)}`,
    name: part.id,
    supplier: isNamed(part.publisher) ? `Organization: ${part.publisher}` : 'NOASSERTION',
    downloadLocation: part.address,
    filesAnalyzed: false,
    licenseConcluded: 'NOASSERTION',
    licenseDeclared: part.license ?? 'NOASSERTION',
    copyrightText: 'NOASSERTION',
    primaryPackagePurpose: 'OTHER',
    comment: `Declared at ${part.at} as ${part.field}.`,
  };
}

/** LicenseRefs must be defined in the document: the text itself stays where it is, so its place is given. */
function extracted(
  report: AuditReport,
  upstreams: readonly SourceFacts[],
  models: readonly DeclaredPart[],
): readonly object[] {
  const stated = [
    ...report.licenses.map((record) => ({ expression: record.expression, at: record.path })),
    ...upstreams.map((source) => ({
      expression: source.codeLicense.expression,
      at: `${source.repository}: ${source.codeLicense.source}`,
    })),
    ...models.map(({ license, address }) => ({ expression: license ?? '', at: address })),
  ];
  return licenseRefs(stated.map((item) => item.expression)).map((licenseId) => {
    const places = stated.filter((item) => licenseRefs([item.expression]).includes(licenseId));
    return {
      licenseId,
      name: licenseId.slice('LicenseRef-'.length),
      extractedText: `The text stands at: ${[...new Set(places.map((item) => item.at))].join(', ')}`,
    };
  });
}

const RELATIONS = {
  source: 'DESCENDANT_OF',
  ancestor: 'DESCENDANT_OF',
  carrier: 'OTHER',
  fork: 'DESCENDANT_OF',
  copy: 'DESCENDANT_OF',
  vendored: 'CONTAINS',
  self: 'VARIANT_OF',
} as const;

/** SPDX 2.3 in JSON (ISO/IEC 5962:2021 and its 2.3 update): one package per upstream, related to the audited one. */
export function spdxReport(report: AuditReport, _options: FormatOptions = {}): string {
  const upstreams = upstreamsOf(report);
  const { target } = report;
  const declared = declaredLicense(report);
  const models = declaredModels(report);
  const datasets = declaredDatasets(report);
  return canonicalJson({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `forebear-${target.name}`,
    documentNamespace: `https://spdx.org/spdxdocs/forebear-${identifier(target.name)}-${uuidOf(report)}`,
    comment: FOOTER,
    creationInfo: {
      created: createdAt(report),
      creators: [`Tool: ${report.tool.name}-${report.tool.version}`],
      comment:
        `Catalogue ${report.catalogue.id} of ${report.catalogue.built}.` +
        (report.generated === undefined
          ? ' The creation date is that of the catalogue, so that the same input gives the same bytes.'
          : ''),
    },
    documentDescribes: ['SPDXRef-Target'],
    packages: [
      {
        SPDXID: 'SPDXRef-Target',
        name: target.name,
        ...(target.commit === undefined ? {} : { versionInfo: target.commit }),
        downloadLocation: 'NOASSERTION',
        filesAnalyzed: false,
        licenseConcluded: 'NOASSERTION',
        licenseDeclared: declared ?? (report.licenses.length === 0 ? 'NONE' : 'NOASSERTION'),
        copyrightText: 'NOASSERTION',
        primaryPackagePurpose: 'SOURCE',
        annotations: [
          ...report.findings.map((finding) =>
            annotation(
              report,
              `${finding.level} ${finding.rule} at ${place(finding.path, finding.range)}: ${finding.message}`,
            ),
          ),
          ...report.notExamined.map((item) =>
            annotation(report, `Not examined: ${item.path}: ${item.reason}`),
          ),
        ],
      },
      ...upstreams.map((source) => upstreamPackage(report, source)),
      ...[...models, ...datasets].map(declaredPackage),
    ],
    hasExtractedLicensingInfos: extracted(report, upstreams, models),
    relationships: [
      {
        spdxElementId: 'SPDXRef-DOCUMENT',
        relationshipType: 'DESCRIBES',
        relatedSpdxElement: 'SPDXRef-Target',
      },
      ...report.lineage
        .filter((item) => upstreams.some((source) => source.id === item.version))
        .map((item) => ({
          spdxElementId: 'SPDXRef-Target',
          relationshipType: RELATIONS[item.relation],
          relatedSpdxElement: `SPDXRef-Upstream-${identifier(item.version)}`,
          comment: `${item.strength} evidence; credited: ${item.credited}`,
        })),
      ...models.map((model) => ({
        spdxElementId: 'SPDXRef-Target',
        relationshipType: 'DESCENDANT_OF',
        relatedSpdxElement: `SPDXRef-Declared-${identifier(model.id)}`,
        comment: `declared at ${model.at}`,
      })),
      ...datasets.map((data) => ({
        spdxElementId: 'SPDXRef-Target',
        relationshipType: 'OTHER',
        relatedSpdxElement: `SPDXRef-Declared-${identifier(data.id)}`,
        comment: `trained on, as declared at ${data.at}`,
      })),
    ],
  });
}
