import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { AuditReport, DecisionStatus, Finding, FindingLevel } from '../../../model/report.ts';
import type { Change } from '../../../model/review.ts';
import { anchorOf } from '../anchor.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { FormatOptions } from '../format.ts';
import { printable } from '../printable.ts';
import { decisionsByFinding } from '../standing.ts';
import { count, nextStep, rulePage } from '../wording.ts';

/** What GitHub keeps of one run: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support */
export const GITHUB_LIMITS = { results: 5000, locations: 100 } as const;

const ORDER: readonly FindingLevel[] = ['error', 'warning', 'note'];
const BASELINE: Readonly<Record<Change, Result.baselineState>> = {
  new: 'new',
  worsened: 'updated',
  unchanged: 'unchanged',
  fixed: 'absent',
};

/** SARIF 2.1.0, 3.11.6: brackets open an embedded link unless they are escaped. */
function plain(text: string): string {
  return printable(text).replace(/[\\[\]]/g, '\\$&');
}

/** A relative URI reference, each segment percent-encoded. */
function uriOf(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** The descriptor of a rule; a rule without its own text is described by its name. */
function descriptor(id: string, findings: readonly Finding[], options: FormatOptions): ReportingDescriptor {
  const text = options.rules?.find((rule) => rule.id === id);
  const help = findings[0] === undefined ? `rules/${id}.md` : rulePage(findings[0]);
  const title = text?.title ?? `${id[0]?.toUpperCase() ?? ''}${id.slice(1).replaceAll('-', ' ')}`;
  const why = text?.why ?? `${title}: a duty or a credit that the repository does not show.`;
  const ended = /[.!?]$/.test(title) ? title : `${title}.`;
  const level = ORDER.find((item) => findings.some((finding) => finding.level === item)) ?? 'warning';
  const page = options.documentation === undefined ? undefined : `${options.documentation}${help}`;
  const where = page === undefined ? `See docs/${help} of Forebear.` : `See ${page}`;
  return {
    id,
    name: id.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase()),
    shortDescription: { text: ended },
    fullDescription: { text: why },
    help: {
      text: `${why} ${where}`,
      markdown: `${why}\n\n${page === undefined ? where : `[About this rule](${page})`}`,
    },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level },
    properties: { tags: ['attribution', 'license'] },
  };
}

function locationOf(path: string, startLine: number, endLine?: number): Location {
  const file = path === '.' || path === '' ? 'README.md' : path;
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
      region: { startLine, ...(endLine === undefined || endLine <= startLine ? {} : { endLine }) },
    },
  };
}

function resultOf(
  finding: Finding,
  ruleIndex: number,
  decision: DecisionStatus | undefined,
  options: FormatOptions,
): Result {
  const anchor = anchorOf(finding, options);
  const change = options.changes?.get(finding.id);
  const related = anchor.others.slice(0, GITHUB_LIMITS.locations).map((place, index) => ({
    id: index + 1,
    ...locationOf(place.path, place.range.startLine, place.range.endLine),
    message: { text: plain(place.message) },
  }));
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: finding.level,
    message: { text: `${plain(finding.message)} Next: ${plain(nextStep(finding))}.` },
    locations: [locationOf(anchor.path, anchor.line)],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    partialFingerprints: {
      'forebearFinding/v1': finding.id,
      primaryLocationLineHash: `${finding.id}:1`,
    },
    ...(change === undefined ? {} : { baselineState: BASELINE[change] }),
    ...(decision === undefined || decision.status !== 'current'
      ? {}
      : {
          suppressions: [
            {
              kind: 'external' as const,
              status: decision.state === 'to-fix' ? ('underReview' as const) : ('accepted' as const),
              justification: `${decision.state}: ${printable(decision.note)}`,
            },
          ],
        }),
    properties: {
      ...(finding.upstream === undefined ? {} : { upstream: finding.upstream }),
      ...(finding.duty === undefined ? {} : { duty: finding.duty }),
    },
  };
}

/** Levels in order of weight, and within a level as the report has them. */
function byLevel(findings: readonly Finding[]): readonly Finding[] {
  return ORDER.flatMap((level) => findings.filter((finding) => finding.level === level));
}

/**
 * SARIF 2.1.0 (OASIS). One anchor line per finding and all other places as related locations. In the `github` profile
 * a finding whose decision holds is left out, as GitHub does not honor `suppressions`, and so is what it would cut.
 */
export function sarifReport(report: AuditReport, options: FormatOptions = {}): string {
  const github = options.sarifProfile !== 'full';
  const decisions = decisionsByFinding(report);
  const held = (finding: Finding): boolean => {
    const decision = decisions.get(finding.id);
    return decision?.status === 'current' && decision.state !== 'to-fix';
  };
  const open = github ? report.findings.filter((finding) => !held(finding)) : report.findings;
  const shown =
    github && open.length > GITHUB_LIMITS.results ? byLevel(open).slice(0, GITHUB_LIMITS.results) : open;
  const ruleIds = [...new Set(shown.map((finding) => finding.rule))].sort();
  const notes = [
    ...(open.length > shown.length
      ? [
          `${count(open.length - shown.length, 'finding')} beyond GitHub's limit left out; the JSON report has them.`,
        ]
      : []),
    ...report.notExamined
      .slice(0, 1000)
      .map((item) => `Not examined: ${plain(item.path)}: ${plain(item.reason)}`),
    ...(report.notExamined.length > 1000
      ? [
          `Not examined: ${count(report.notExamined.length - 1000, 'further path')}; the JSON report names them.`,
        ]
      : []),
  ];
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Forebear',
            fullName: 'Forebear, license and attribution auditing for model repositories',
            version: report.tool.version,
            semanticVersion: report.tool.version,
            ...(options.documentation === undefined ? {} : { informationUri: options.documentation }),
            rules: ruleIds.map((id) =>
              descriptor(
                id,
                shown.filter((finding) => finding.rule === id),
                options,
              ),
            ),
          },
        },
        automationDetails: { id: 'forebear/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the audited repository.' } } },
        invocations: [
          {
            executionSuccessful: !report.partial,
            ...(notes.length > 0
              ? {
                  toolExecutionNotifications: notes.map((text) => ({
                    level: 'note' as const,
                    message: { text },
                  })),
                }
              : {}),
          },
        ],
        results: shown.map((finding) =>
          resultOf(
            finding,
            ruleIds.indexOf(finding.rule),
            github ? undefined : decisions.get(finding.id),
            options,
          ),
        ),
        properties: {
          catalogue: report.catalogue.id,
          catalogueBuilt: report.catalogue.built,
          ...(report.target.commit === undefined ? {} : { commit: report.target.commit }),
        },
      },
    ],
  };
  return canonicalJson(log);
}
