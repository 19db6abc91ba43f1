import type { FilePrint, UnitPrint } from '../similarity/unit-print.ts';

export interface UnitGroup {
  readonly symbol: string;
  readonly units: readonly UnitPrint[];
}

/**
 * The modules of a file: each class with its methods, the top-level functions of one architecture role
 * together, other functions each alone (with what is nested in them), and the module-level statements.
 */
export function groupModules(print: FilePrint): readonly UnitGroup[] {
  const classes = new Set(
    print.units
      .filter((unit) => unit.kind === 'class' || unit.kind === 'method')
      .map((unit) => head(unit.symbol)),
  );
  const roleOfHead = new Map(
    print.units.filter((unit) => unit.symbol === head(unit.symbol)).map((unit) => [unit.symbol, unit.role]),
  );
  const groups = new Map<string, UnitPrint[]>();
  for (const unit of print.units) {
    const top = head(unit.symbol);
    const role = roleOfHead.get(top) ?? unit.role;
    const key =
      classes.has(top) || role === 'other' || unit.kind === 'module' ? `unit ${top}` : `role ${role}`;
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups.values()].map((units) => {
    const heads = [...new Set(units.map((unit) => head(unit.symbol)))];
    const largest = units.reduce((a, b) => (b.tokens > a.tokens ? b : a));
    const symbol = heads.length === 1 ? (heads[0] ?? '') : `${head(largest.symbol)} +${heads.length - 1}`;
    return { symbol, units };
  });
}

function head(symbol: string): string {
  const dot = symbol.indexOf('.');
  return dot < 0 ? symbol : symbol.slice(0, dot);
}
