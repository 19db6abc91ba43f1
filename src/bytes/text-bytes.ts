/** UTF-8, by what every platform has and the language itself does not name. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: string,
  options: { readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8 bytes of `text`; a lone surrogate becomes U+FFFD. */
export function toBytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes. Bytes that are none give U+FFFD, never an error. */
export function fromBytes(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
