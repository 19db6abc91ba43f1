/** What tells whether somebody is known to have a content. */
export interface Contents {
  /** Whether some file of a catalogue or of the world has this git blob id. */
  holds(blob: string): boolean;
  /** The git blob id of a text. */
  idOf(text: string): string;
}

/** Longer files are data. */
const LONGEST = 400_000;

/**
 * The git blob id under which a content is known, byte for byte or but for what editors change by themselves: the newline at
 * the end, blanks at the ends of lines, and how lines end. Null where it is not.
 */
export function knownContent(blob: string, text: string, { holds, idOf }: Contents): string | null {
  if (holds(blob)) return blob;
  if (text.length > LONGEST) return null;
  const lines = text.replaceAll('\r\n', '\n').trimEnd();
  const bare = lines
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
  const wordings = [lines, bare].flatMap((one) => [`${one}\n`, one, `${one}\n`.replaceAll('\n', '\r\n')]);
  for (const wording of new Set(wordings)) {
    const id = wording === text ? blob : idOf(wording);
    if (holds(id)) return id;
  }
  return null;
}
