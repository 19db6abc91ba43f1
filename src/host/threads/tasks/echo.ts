/** Answers with its input: tells that a worker is alive. */
export function run(input: string): string {
  return input;
}
