import { jsonReport } from './canonical-json.ts';
import type { Format } from './format.ts';
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

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
