import type { LicenseRecord } from '../../model/report.ts';
import type { FileAnalysis } from './file-analysis.ts';

/** License detections of all files as report records, in order of path and line. */
export function licenseRecords(files: readonly FileAnalysis[]): readonly LicenseRecord[] {
  return files.flatMap((file) =>
    file.licenses.map(({ slot, expression, confidence, ranges, changes, ofOthers }) => ({
      path: file.path,
      slot,
      expression,
      confidence: Number(confidence.toFixed(3)),
      ranges,
      changes,
      ...(ofOthers ? { ofOthers } : {}),
    })),
  );
}
