import type { AuditReport } from '../core/model/report.ts';
import { jsonReport } from './canonical-json.ts';
import { textReport } from './text/text-report.ts';

/** What a reader of the report may ask of a format. Every part is optional. */
export interface FormatOptions {
  /** `github` (default) leaves out findings that are decided; `full` keeps them with their decision. */
  readonly sarifProfile?: 'github' | 'full';
}

export type Format = (report: AuditReport, options?: FormatOptions) => string;

/** Every format of an audit report. Pure: the same report gives the same bytes. */
export const FORMATS = {
  text: textReport,
  json: jsonReport,
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
