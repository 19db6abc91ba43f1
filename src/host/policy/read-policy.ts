import { join } from 'node:path';
import type { Cancellation, TreeReader } from '../../engine/ports.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { parsePolicy } from '../../policy/parse-policy.ts';
import { POLICY_FILE, type Policy } from '../../policy/policy.ts';
import { readPlain } from '../files/plain-file.ts';

const MOST_BYTES = 256 * 1024;
const TOO_LARGE = `${POLICY_FILE} is not a plain file of at most ${MOST_BYTES} bytes.`;

/** The policy of the work tree at `root`; null when it has none. */
export async function readPolicy(root: string): Promise<Result<Policy | null, 'bad-policy'>> {
  const read = readPlain(join(root, POLICY_FILE), { limit: MOST_BYTES });
  if (read.ok) return parsePolicy(new TextDecoder().decode(read.value));
  return read.reason === 'absent' ? success(null) : failure('bad-policy', TOO_LARGE);
}

/** The policy of a tree that is not checked out, such as a commit; null when it has none. */
export async function readPolicyFrom(
  tree: TreeReader,
  signal: Cancellation,
): Promise<Result<Policy | null, 'bad-policy'>> {
  const { files } = await tree.list(signal);
  const file = files.find((item) => item.path === POLICY_FILE);
  if (file === undefined) return success(null);
  if (file.size > MOST_BYTES) return failure('bad-policy', TOO_LARGE);
  const bytes = await tree.read(file);
  return bytes.ok ? parsePolicy(new TextDecoder().decode(bytes.value)) : failure('bad-policy', bytes.message);
}
