import type { Session } from '../session.ts';

/** One command of the extension. `run` gets what the editor passes: a tree node, a file, a selection. */
export interface EditorCommand {
  readonly id: `forebear.${string}`;
  readonly run: (session: Session, argument: unknown, selected: unknown) => Promise<unknown> | unknown;
}
