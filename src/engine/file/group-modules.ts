import type { FilePrint, UnitPrint } from '../../compare/unit-print.ts';
import type { Role } from '../../model/role.ts';
import { roleOf } from '../../roles/role-of.ts';

export interface UnitGroup {
  readonly symbol: string;
  readonly role: Role;
  readonly units: readonly UnitPrint[];
}

/**
 * The modules of a file: each class with its methods, the top-level functions of one architecture role
 * together, other functions each alone (with what is nested in them), and the module-level statements.
 * `learned` gives a role to units whose own code does not tell one.
 */
export function groupModules(print: FilePrint, learned: (unit: UnitPrint) => Role): readonly UnitGroup[] {
  const classes = new Set(
    print.units
      .filter((unit) => unit.kind === 'class' || unit.kind === 'method')
      .map((unit) => head(unit.symbol)),
  );
  const functionRoles = new Map(
    print.units
      .filter((unit) => unit.symbol === head(unit.symbol))
      .map((unit) => [unit.symbol, unit.role === 'other' ? learned(unit) : unit.role]),
  );
  const groups = new Map<string, { role: Role; units: UnitPrint[] }>();
  for (const unit of print.units) {
    const top = head(unit.symbol);
    const role = functionRoles.get(top) ?? 'other';
    const alone = classes.has(top) || role === 'other' || unit.kind === 'module';
    const key = alone ? `unit ${top}` : `role ${role}`;
    const group = groups.get(key) ?? { role: alone ? 'other' : role, units: [] };
    group.units.push(unit);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ role, units }) => {
    const heads = [...new Set(units.map((unit) => head(unit.symbol)))];
    const largest = units.reduce((a, b) => (b.tokens > a.tokens ? b : a));
    const only = heads.length === 1 ? (heads[0] ?? '') : null;
    return {
      symbol: only ?? `${head(largest.symbol)} +${heads.length - 1}`,
      role: role === 'other' && only !== null && classes.has(only) ? classRole(only, units, learned) : role,
      units,
    };
  });
}

/** The role of a class: of all its methods together, else the one its largest method has or is known for. */
function classRole(name: string, units: readonly UnitPrint[], learned: (unit: UnitPrint) => Role): Role {
  const whole = roleOf(name, ...units.map((unit) => unit.grams));
  if (whole !== 'other') return whole;
  const largest = units.reduce((a, b) => (b.tokens > a.tokens ? b : a));
  return largest.role === 'other' ? learned(largest) : largest.role;
}

function head(symbol: string): string {
  const dot = symbol.indexOf('.');
  return dot < 0 ? symbol : symbol.slice(0, dot);
}
