import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '../base64.ts';
import { html, type Markup } from './escape.ts';
import { STYLE } from './style.ts';

/** A page without scripts, images or links to elsewhere: its policy admits nothing but its own stylesheet. */
export function page(title: string, body: Markup): string {
  const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(utf8ToBytes(STYLE)))}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${title}</title><style>${{ markup: STYLE }}</style></head><body>
${body}</body></html>
`.markup;
}
