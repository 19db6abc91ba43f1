import data from '../../catalogue/role-signals.json' with { type: 'json' };
import { ROLES, type Role } from '../model/role.ts';

interface Signals {
  readonly role: Role;
  /** Names that speak of the role. */
  readonly name: RegExp;
  /** Labels of the normal form (see docs/normal-form.md) and what each is worth. */
  readonly labels: Readonly<Record<string, number>>;
}

function roleNamed(name: string): Role {
  const role = ROLES.find((one) => one === name);
  if (role === undefined) throw new Error(`catalogue/role-signals.json: there is no role "${name}"`);
  return role;
}

/** How each role shows in code. Ties go to the earlier entry. */
export const ROLE_SIGNALS: readonly Signals[] = data.roles.map(({ role, name, labels }) => ({
  role: roleNamed(role),
  name: new RegExp(name, 'i'),
  // Each row of the data has other labels: none of them is undefined.
  labels: Object.fromEntries(Object.entries(labels).map(([label, points]) => [label, Number(points)])),
}));
