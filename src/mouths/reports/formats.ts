import type { AuditReport } from '../../model/report.ts';
import { canonicalPieces, jsonReport } from './canonical-json.ts';
import type { Format, FormatOptions } from './format.ts';
import { codeQualityReport } from './gitlab/code-quality.ts';
import { htmlReport } from './html/html-report.ts';
import { markdownReport } from './markdown/markdown-report.ts';
import { sarifReport } from './sarif/sarif-report.ts';
import { cyclonedxReport } from './sbom/cyclonedx.ts';
import { spdxReport } from './sbom/spdx-2.ts';
import { spdx3Report } from './sbom/spdx-3.ts';
import { textReport } from './text/text-report.ts';

/** Every format of an audit report. Pure: the same report gives the same bytes. */
export const FORMATS = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  markdown: markdownReport,
  html: htmlReport,
  cyclonedx: cyclonedxReport,
  spdx: spdxReport,
  spdx3: spdx3Report,
  gitlab: codeQualityReport,
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

/** A report in pieces, each to be written after the one before; the last ends with a new line. */
export function reportPieces(
  format: FormatName,
  report: AuditReport,
  options: FormatOptions,
): Iterable<string> {
  if (format === 'json') return canonicalPieces(report);
  const text = FORMATS[format](report, options);
  return [text.endsWith('\n') ? text : `${text}\n`];
}
