import type { Term } from '../normal-form/term.ts';

/** Changes among which a name is found sooner by going through them than by a table. */
const FEW = 16;

interface Changes {
  readonly names: string[];
  readonly now: (Term | undefined)[];
  readonly before: (Term | undefined)[];
}

/**
 * Local variables and what they hold, with a way back: the branches of a statement are read one after the other, each
 * from the same state, without a copy of all variables.
 */
export class Locals {
  private readonly held: Map<string, Term>;
  /** Every change so far: the name, and what it held before. */
  private readonly names: string[] = [];
  private readonly before: (Term | undefined)[] = [];

  constructor(held: Iterable<readonly [string, Term]> = []) {
    this.held = new Map(held);
  }

  get(name: string): Term | undefined {
    return this.held.get(name);
  }

  has(name: string): boolean {
    return this.held.has(name);
  }

  set(name: string, value: Term): void {
    this.note(name);
    this.held.set(name, value);
  }

  delete(name: string): void {
    this.note(name);
    this.held.delete(name);
  }

  /** All variables as they are now, those of `over` in front of them, to be changed on their own. */
  under(over: Iterable<readonly [string, Term]>): Locals {
    return new Locals([...this.held, ...over]);
  }

  /** The present state, to come back to. */
  mark(): number {
    return this.names.length;
  }

  /** The variables that changed since a state, with what they hold now and held in it, side by side. */
  changedSince(mark: number): Changes {
    const changes: Changes = { names: [], now: [], before: [] };
    const many = this.names.length - mark > FEW ? new Set<string>() : null;
    for (let at = mark; at < this.names.length; at++) {
      const name = this.names[at] as string;
      if (many === null ? changes.names.includes(name) : many.has(name)) continue;
      many?.add(name);
      changes.names.push(name);
      changes.now.push(this.held.get(name));
      changes.before.push(this.before[at]);
    }
    return changes;
  }

  /** Goes back to a state. */
  back(mark: number): void {
    for (let at = this.names.length - 1; at >= mark; at--) {
      const value = this.before[at];
      if (value === undefined) this.held.delete(this.names[at] as string);
      else this.held.set(this.names[at] as string, value);
    }
    this.names.length = mark;
    this.before.length = mark;
  }

  private note(name: string): void {
    this.names.push(name);
    this.before.push(this.held.get(name));
  }
}
