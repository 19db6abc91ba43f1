import type { TokenStream } from './tokens.ts';

/** Reads words of a stream one at a time, lower case. */
export class WordReader {
  readonly stream: TokenStream;

  constructor(stream: TokenStream) {
    this.stream = stream;
  }

  word(at: number): string {
    const { stream } = this;
    if (at < 0 || at >= stream.hashes.length) return '';
    return stream.text.slice(stream.starts[at], stream.ends[at]).toLowerCase().replace(/['’]/g, '');
  }

  /** The signs between word `at` and the next one; a long stretch is cut. */
  between(at: number): string {
    const { stream } = this;
    const from = at < 0 ? 0 : (stream.ends[at] ?? 0);
    const to = at + 1 < stream.hashes.length ? (stream.starts[at + 1] ?? 0) : stream.text.length;
    return stream.text.slice(from, Math.min(to, from + 200));
  }
}
