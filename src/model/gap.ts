/**
 * Why something was not examined. 'left out': on purpose, such as generated code or what git ignores. Anything else
 * should have been looked at, and makes the audit a partial one.
 */
export type GapKind = 'left out' | 'not read' | 'not parsed' | 'over a budget';

/**
 * What is said of it apart from the rest. 'other kind': no kind of file that is compared. 'absent': the repository has it, and
 * this clone or folder does not. 'values': of weights, of which an audit reads the header. 'refused': it would run code.
 */
export type LeftKind = 'other kind' | 'absent' | 'values' | 'refused';

/** What was not examined, in one sentence. */
export interface Gap {
  readonly path: string;
  readonly reason: string;
  /** Default, of what the tree does not list: left out; of a file that was to be read: not read. */
  readonly gap?: GapKind;
  readonly kind?: LeftKind;
}
