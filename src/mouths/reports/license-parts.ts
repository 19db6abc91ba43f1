import type { LicensePart } from '../../model/license-part.ts';
import type { AuditReport } from '../../model/report.ts';

/** Folder that a license file below the top speaks for, with `/` at the end; null for parts stated otherwise. */
export function folderOf({ by, at }: LicensePart): string | null {
  return by === 'folder' && at !== undefined ? at.path.slice(0, at.path.lastIndexOf('/') + 1) : null;
}

/** What a part is called in a document: its folder, or its first files. */
export function partName(part: LicensePart): string {
  const shown = part.paths.slice(0, MOST_NAMED);
  const more = part.files - shown.length;
  return folderOf(part) ?? `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const MOST_NAMED = 20;

/** Expression that the part of a file states; null for a file under the repository's license. */
export function statedOf(report: AuditReport, path: string): string | null {
  const parts = (report.licenseParts ?? []).filter((part) => part.expression !== 'NOASSERTION');
  const listed = parts.find((part) => part.paths.includes(path));
  const around = parts
    .flatMap((part) => {
      const folder = folderOf(part);
      return folder !== null && path.startsWith(folder) ? [{ folder, part }] : [];
    })
    .sort((one, other) => other.folder.length - one.folder.length);
  return (listed ?? around[0]?.part)?.expression ?? null;
}
