import { openScopes } from '../../licenses/scopes/license-scopes.ts';
import type { EffectiveLicense } from '../../model/effective-license.ts';
import { ownLicenses } from '../../rules/check-rules.ts';
import type { FileLicenses } from './read-licenses.ts';

/** License under which each file of a tree stands, in the order of `read`; `folder` stands before every path. */
export function effectiveLicenses(
  folder: string,
  read: readonly FileLicenses[],
): readonly { readonly path: string; readonly license: EffectiveLicense }[] {
  const files = read.map((one) => {
    const path = one.path.slice(folder.length);
    return one.kind === 'read'
      ? {
          path,
          licenses: one.detections,
          copyrights: [],
          ...(one.terms === undefined ? {} : { terms: one.terms }),
        }
      : { path, licenses: [], copyrights: [] };
  });
  const paths = files.map(({ path }) => path);
  const licenses = files.flatMap((file) => file.licenses.map((one) => ({ path: file.path, ...one })));
  const scopes = openScopes(paths, files, ownLicenses({ licenses, paths }));
  return read.map(({ path }) => ({ path, license: scopes.of(path.slice(folder.length)) }));
}
