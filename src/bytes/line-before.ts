/**
 * What stands before `at` on its line, the last `most` characters of it. No more is looked at: a line may be a megabyte, and be
 * asked about at each of its words.
 */
export function lineBefore(text: string, at: number, most: number): string {
  const near = text.slice(Math.max(0, at - most), at);
  return near.slice(near.lastIndexOf('\n') + 1);
}
