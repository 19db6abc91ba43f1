import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { assetPath } from '../../../host/assets.ts';
import { type AuditReport, isReadableVersion, REPORT_SCHEMA_VERSION } from '../../../model/report.ts';
import { failure, type Result, success } from '../../../model/result.ts';

/** Reads a report from a file of unknown origin: it holds only what the report schema allows. */
export function parseReport(
  text: string,
): Result<AuditReport, 'not-json' | 'other-version' | 'not-a-report'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failure(
      'not-json',
      'It is not JSON. Write one with `forebear audit --format json --output FILE`.',
    );
  }
  const version: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'schemaVersion') : undefined;
  if (!isReadableVersion(version)) {
    return failure(
      'other-version',
      `Its schemaVersion is ${String(version)}, not ${REPORT_SCHEMA_VERSION}. Audit again.`,
    );
  }
  const check = new Ajv({ strict: false, allErrors: false }).compile<AuditReport>(
    JSON.parse(readFileSync(assetPath('report.schema.json'), 'utf8')),
  );
  if (check(value)) return success(value);
  const [fault] = check.errors ?? [];
  return failure('not-a-report', `${fault?.instancePath ?? ''} ${fault?.message ?? 'has another shape'}.`);
}
