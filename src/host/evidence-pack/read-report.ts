import { readFile, stat } from 'node:fs/promises';
import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../../../docs/report.schema.json' with { type: 'json' };
import { type AuditReport, isReadableVersion, REPORT_SCHEMA_VERSION } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';

const MOST_BYTES = 1 << 30;

let compiled: ValidateFunction | null = null;

function validator(): ValidateFunction {
  compiled ??= new Ajv({ strict: false }).compile(schema);
  return compiled;
}

/** Reads an audit report that `forebear audit --format json` wrote, held to the shipped schema. */
export async function readReport(
  path: string,
): Promise<Result<AuditReport, 'absent' | 'not-a-report' | 'other-version'>> {
  const size = await stat(path).then(
    (facts) => (facts.isFile() ? facts.size : -1),
    () => -1,
  );
  if (size < 0) return failure('absent', `There is no file "${path}".`);
  if (size > MOST_BYTES) return failure('not-a-report', `${path} is larger than any report.`);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return failure(
      'not-a-report',
      `${path} is not JSON. Make it with: forebear audit --format json --output FILE`,
    );
  }
  const version =
    typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : null;
  if (typeof version === 'number' && !isReadableVersion(version))
    return failure(
      'other-version',
      `${path} is a report of schema version ${version}; this tool reads ${REPORT_SCHEMA_VERSION}. Audit again.`,
    );
  const validate = validator();
  if (validate(value)) return success(value as AuditReport);
  const [fault] = validate.errors ?? [];
  return failure(
    'not-a-report',
    `${path} is not an audit report: ${fault?.instancePath || 'it'} ${fault?.message}.`,
  );
}
