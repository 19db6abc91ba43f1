import { failure, type Result, success } from '../../model/result.ts';
import { NO_SETTINGS, type Settings } from '../../policy/settle.ts';
import { readDecisionsFrom } from '../decisions/decision-store.ts';
import { findGitDir, openGitTree } from '../files/git-tree.ts';
import { readPolicyFrom } from '../policy/read-policy.ts';
import type { FollowedSettings } from '../policy/settle-report.ts';

export interface SettingsAtCommit extends Settings {
  /** One line per decision that could not be read. */
  readonly problems: readonly string[];
}

/**
 * Policy and decisions as they stand in a commit. A review takes them from its base: what a change says about itself
 * does not count before someone has merged it.
 */
export async function settingsAt(
  root: string,
  commit: string,
  followed: FollowedSettings,
  signal: AbortSignal,
): Promise<Result<SettingsAtCommit, 'bad-policy'>> {
  if (followed.policy === false && followed.decisions === false)
    return success({ ...NO_SETTINGS, problems: [] });
  const place = await findGitDir(root, signal);
  if (!place.ok) return failure('bad-policy', place.message);
  const folder = place.value.prefix.replace(/\/+$/, '');
  const tree = await openGitTree(place.value.gitDir, commit, { folder, signal });
  if (!tree.ok) return failure('bad-policy', tree.message);
  try {
    const policy = followed.policy === false ? success(null) : await readPolicyFrom(tree.value, signal);
    if (!policy.ok) return policy;
    const record =
      followed.decisions === false
        ? { decisions: [], problems: [] }
        : await readDecisionsFrom(tree.value, signal);
    return success({ policy: policy.value, ...record });
  } finally {
    tree.value.close();
  }
}
