import type { LineRange } from './report.ts';
import type { Role } from './role.ts';

/** Where an upstream unit stands. */
export interface UpstreamPlace {
  /** Version id. */
  readonly version: string;
  readonly path: string;
  readonly symbol: string;
  readonly role: Role;
  readonly range: LineRange;
  /** ISO date from which this state of the file was public, if known. */
  readonly since: string | null;
}
