import { FAIL_LEVELS } from '../decisions/gate.ts';
import { failure, type Result, success } from '../model/result.ts';
import { ROLES } from '../model/role.ts';
import { POLICY_FILE, type Policy } from './policy.ts';

const MOST_ENTRIES = 1000;
const LONGEST_ENTRY = 500;

type Check = (value: unknown, at: string) => string | null;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const word =
  (words: readonly string[]): Check =>
  (value, at) =>
    typeof value === 'string' && words.includes(value)
      ? null
      : `${at} takes ${words.join(', ')}, not ${JSON.stringify(value)}`;

const flag: Check = (value, at) => (typeof value === 'boolean' ? null : `${at} takes true or false`);

const patterns: Check = (value, at) => {
  if (!Array.isArray(value) || value.length > MOST_ENTRIES)
    return `${at} takes a list of at most ${MOST_ENTRIES} texts`;
  const bad = value.findIndex(
    (item) => typeof item !== 'string' || item === '' || item.length > LONGEST_ENTRY,
  );
  return bad < 0 ? null : `${at}[${bad}] must be a text of 1 to ${LONGEST_ENTRY} characters`;
};

const roleNames: Check = (value, at) => {
  const fault = patterns(value, at);
  if (fault !== null || !Array.isArray(value)) return fault;
  const odd: unknown = value.find((item) => !ROLES.some((role) => role === item));
  return odd === undefined
    ? null
    : `${at}: ${JSON.stringify(odd)} is not a role; roles are ${ROLES.join(', ')}`;
};

const record =
  (keys: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (!isObject(value)) return `${at} takes an object`;
    for (const [key, item] of Object.entries(value)) {
      const check = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (check === undefined)
        return `"${key}" is not a key of ${at}; it has ${Object.keys(keys).join(', ')}`;
      const fault = check(item, at === 'the policy' ? key : `${at}.${key}`);
      if (fault !== null) return fault;
    }
    return null;
  };

const levels: Check = (value, at) => {
  if (!isObject(value)) return `${at} takes an object`;
  for (const [rule, level] of Object.entries(value)) {
    const fault = word(['error', 'warning', 'note'])(level, `${at}["${rule}"]`);
    if (fault !== null) return fault;
  }
  return null;
};

const admission = record({ allow: patterns, deny: patterns });
const shape = record({
  $schema: (value, at) => (typeof value === 'string' ? null : `${at} takes an address`),
  failOn: word(FAIL_LEVELS),
  strictDecisions: flag,
  paths: record({ include: patterns, exclude: patterns }),
  upstreams: admission,
  licenses: admission,
  roles: record({ allow: roleNames, deny: roleNames }),
  rules: levels,
});

/** Reads a policy from the text of its file. A key that is not known is refused: a mistyped rule would not hold. */
export function parsePolicy(text: string): Result<Policy, 'bad-policy'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failure(
      'bad-policy',
      `${POLICY_FILE} is not JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  const fault = shape(value, 'the policy');
  if (fault !== null || !isObject(value)) return failure('bad-policy', `${POLICY_FILE}: ${fault}.`);
  const { $schema: _, ...policy } = value;
  return success(policy as Policy);
}
