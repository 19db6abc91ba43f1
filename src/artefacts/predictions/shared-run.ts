/** Words of an answer that are compared; a Han character is a word. */
const MOST_WORDS = 1500;

function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}|[\p{L}\d]+/gu) ?? []
  ).slice(0, MOST_WORDS);
}

/** Words of the longest run that two texts have in common. */
export function longestSharedRun(first: string, second: string): number {
  const a = wordsOf(first);
  const b = wordsOf(second);
  let longest = 0;
  let previous = new Uint16Array(b.length + 1);
  for (const word of a) {
    const current = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      if (b[j] !== word) continue;
      const run = (previous[j] ?? 0) + 1;
      current[j + 1] = run;
      if (run > longest) longest = run;
    }
    previous = current;
  }
  return longest;
}
