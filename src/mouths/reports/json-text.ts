/** Marks that JSON lets through as they are, and that steer a terminal or a build machine or reorder what stands beside them. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]|#(?=#(?:\[|vso\[|teamcity\[))/giu;

/** The same JSON with such marks as escapes: whoever reads it gets the same value, whoever looks at it sees them. */
export function withEscapes(json: string): string {
  return json.replace(UNSEEN, (mark) =>
    Array.from(
      { length: mark.length },
      (_, at) => `\\u${mark.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** A value as JSON that is also to be looked at, with a line end. */
export function jsonText(value: unknown): string {
  return `${withEscapes(JSON.stringify(value, null, 2))}\n`;
}
