import type { AuditReport } from '../../../model/report.ts';
import type { SourceFacts } from '../../../model/source-facts.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { FormatOptions } from '../format.ts';
import { isNamed } from '../owed.ts';
import { FOOTER, place } from '../wording.ts';
import { type DeclaredPart, declaredDatasets, declaredModels } from './declared-models.ts';
import { createdAt, dateTime, identifier, uuidOf } from './identity.ts';
import { declaredLicense, isExpression, licenseRefs, repositoryUrl, upstreamsOf } from './stated.ts';

/** Terms of SPDX 3.0.1 that stand for "none" and "nothing is said": model/ExpandedLicensing/Individuals. */
const NONE_LICENSE = 'https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoneLicense';
const NO_ASSERTION_LICENSE = 'https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense';
const CREATION = '_:creation';

type Element = Readonly<Record<string, unknown>> & { readonly type: string };

/** Collects elements of one document; ids are made of the document's own identity and a readable name. */
class Graph {
  readonly elements: Element[] = [];
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  id(name: string): string {
    return `${this.base}#${identifier(name)}`;
  }

  add(type: string, name: string, fields: Readonly<Record<string, unknown>>): string {
    const spdxId = this.id(name);
    if (!this.elements.some((element) => element.spdxId === spdxId))
      this.elements.push({ type, spdxId, creationInfo: CREATION, ...fields });
    return spdxId;
  }

  relate(from: string, relationshipType: string, to: string, comment?: string): void {
    this.add('Relationship', `relation-${this.elements.length}`, {
      from,
      relationshipType,
      to: [to],
      ...(comment === undefined ? {} : { comment }),
    });
  }

  license(expression: string | null, places: ReadonlyMap<string, string>): string {
    if (expression === 'NONE') return NONE_LICENSE;
    if (expression === null || !isExpression(expression)) return NO_ASSERTION_LICENSE;
    const refs = licenseRefs([expression]).map((ref) => ({
      type: 'DictionaryEntry',
      key: ref,
      value: this.add('simplelicensing_SimpleLicensingText', `text-${ref}`, {
        name: ref,
        simplelicensing_licenseText: `The text stands at: ${places.get(ref) ?? 'a place not known'}`,
      }),
    }));
    return this.add('simplelicensing_LicenseExpression', `license-${expression}`, {
      simplelicensing_licenseExpression: expression,
      ...(refs.length === 0 ? {} : { simplelicensing_customIdToUri: refs }),
    });
  }

  annotate(subject: string, statement: string): void {
    this.add('Annotation', `annotation-${this.elements.length}`, {
      annotationType: 'other',
      subject,
      statement,
    });
  }
}

interface ModelPackage {
  readonly name: string;
  readonly title: string;
  readonly supplier: string;
  readonly version: string | null;
  readonly released: string | null;
  readonly download: string | null;
  readonly copyright: string | null;
}

/** The AI profile asks for a supplier, a release time, a version and a place to download; a package without stays a plain one. */
function addPackage(graph: Graph, model: ModelPackage): { readonly id: string; readonly ai: boolean } {
  const ai =
    model.released !== null && model.version !== null && model.download !== null && isNamed(model.supplier);
  const supplier = isNamed(model.supplier)
    ? graph.add('Organization', `supplier-${model.supplier}`, { name: model.supplier })
    : null;
  const id = graph.add(ai ? 'ai_AIPackage' : 'software_Package', model.name, {
    name: model.title,
    software_primaryPurpose: 'model',
    ...(supplier === null ? {} : { suppliedBy: supplier }),
    ...(model.version === null ? {} : { software_packageVersion: model.version }),
    ...(model.released === null ? {} : { releaseTime: model.released }),
    ...(model.download === null ? {} : { software_downloadLocation: model.download }),
    ...(model.copyright === null ? {} : { software_copyrightText: model.copyright }),
  });
  return { id, ai };
}

/** A model or data set that the repository names; the AI and data set profiles ask for dates that nobody stated. */
function addDeclared(graph: Graph, part: DeclaredPart, purpose: 'model' | 'data'): string {
  return graph.add('software_Package', `declared-${part.id}`, {
    name: part.id,
    software_primaryPurpose: purpose,
    software_downloadLocation: part.address,
    comment: `Declared at ${part.at} as ${part.field}.`,
    ...(isNamed(part.publisher)
      ? { suppliedBy: graph.add('Organization', `supplier-${part.publisher}`, { name: part.publisher }) }
      : {}),
  });
}

function refPlaces(report: AuditReport, upstreams: readonly SourceFacts[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const record of report.licenses)
    for (const ref of licenseRefs([record.expression])) places.set(ref, record.path);
  for (const source of upstreams)
    for (const ref of licenseRefs([source.codeLicense.expression]))
      if (!places.has(ref)) places.set(ref, `${source.repository}: ${source.codeLicense.source}`);
  return places;
}

const RELATIONS = {
  source: 'descendantOf',
  ancestor: 'descendantOf',
  carrier: 'other',
  fork: 'descendantOf',
  copy: 'descendantOf',
  vendored: 'contains',
  self: 'hasVariant',
} as const;

/** SPDX 3.0.1 as JSON-LD, with AI packages where the AI profile's demands can be met. */
export function spdx3Report(report: AuditReport, _options: FormatOptions = {}): string {
  const base = `https://spdx.org/spdxdocs/forebear-${identifier(report.target.name)}-${uuidOf(report)}`;
  const graph = new Graph(base);
  const upstreams = upstreamsOf(report);
  const places = refPlaces(report, upstreams);
  const tool = graph.id('tool');
  const declared = declaredLicense(report) ?? (report.licenses.length === 0 ? 'NONE' : null);
  const target = addPackage(graph, {
    name: 'target',
    title: report.target.name,
    supplier: 'Not known',
    version: report.target.commit ?? null,
    released: dateTime(report.target.firstCommitDate),
    // The commit's identifier is the same wherever it is kept: https://www.swhid.org, ISO/IEC 18670.
    download: report.target.commit === undefined ? null : `swh:1:rev:${report.target.commit}`,
    copyright: null,
  });
  graph.relate(target.id, 'hasDeclaredLicense', graph.license(declared, places));
  graph.relate(target.id, 'hasConcludedLicense', NO_ASSERTION_LICENSE);
  const packages = upstreams.map((source) => {
    const added = addPackage(graph, {
      name: `upstream-${source.id}`,
      title: source.name,
      supplier: source.organisation,
      version: source.commit,
      released: dateTime(source.published),
      download: repositoryUrl(source.repository),
      copyright: source.copyrights.length === 0 ? null : source.copyrights.join('\n'),
    });
    graph.relate(added.id, 'hasDeclaredLicense', graph.license(source.codeLicense.expression, places));
    graph.relate(added.id, 'hasConcludedLicense', NO_ASSERTION_LICENSE);
    for (const lineage of report.lineage.filter((item) => item.version === source.id)) {
      const comment = `${lineage.strength} evidence; credited: ${lineage.credited}`;
      graph.relate(target.id, RELATIONS[lineage.relation], added.id, comment);
      for (const why of lineage.why) graph.annotate(added.id, why);
    }
    return added;
  });
  for (const model of declaredModels(report)) {
    const id = addDeclared(graph, model, 'model');
    graph.relate(id, 'hasDeclaredLicense', graph.license(model.license, places));
    graph.relate(target.id, 'descendantOf', id, `declared at ${model.at}`);
  }
  for (const data of declaredDatasets(report))
    graph.relate(target.id, 'trainedOn', addDeclared(graph, data, 'data'), `declared at ${data.at}`);
  for (const finding of report.findings)
    graph.annotate(
      target.id,
      `${finding.level} ${finding.rule} at ${place(finding.path, finding.range)}: ${finding.message}`,
    );
  for (const item of report.notExamined)
    graph.annotate(target.id, `Not examined: ${item.path}: ${item.reason}`);
  return canonicalJson({
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      {
        type: 'CreationInfo',
        '@id': CREATION,
        specVersion: '3.0.1',
        created: createdAt(report),
        createdBy: [tool.replace(/tool$/, 'forebear')],
        createdUsing: [tool],
      },
      {
        type: 'SpdxDocument',
        spdxId: `${base}#document`,
        creationInfo: CREATION,
        name: `forebear-${report.target.name}`,
        comment: FOOTER,
        profileConformance: [
          'core',
          'software',
          'simpleLicensing',
          ...([target, ...packages].some((item) => item.ai) ? ['ai'] : []),
        ],
        dataLicense: graph.license('CC0-1.0', places),
        element: graph.elements.map((element) => element.spdxId),
        rootElement: [target.id],
      },
      {
        type: 'Tool',
        spdxId: tool,
        creationInfo: CREATION,
        name: `${report.tool.name} ${report.tool.version}`,
      },
      {
        type: 'SoftwareAgent',
        spdxId: tool.replace(/tool$/, 'forebear'),
        creationInfo: CREATION,
        name: report.tool.name,
      },
      ...graph.elements,
    ],
  });
}
