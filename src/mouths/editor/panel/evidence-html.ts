import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';

/** The page of the panel: one script with a nonce, one stylesheet, and nothing from anywhere else. */
export function evidenceHtml(
  webview: vscode.Webview,
  files: { readonly script: vscode.Uri; readonly style: vscode.Uri },
  locale: string,
  title: string,
): string {
  const nonce = randomBytes(18).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The control library adds one style element of its own, with this nonce.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    "img-src 'none'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  const language = /^[A-Za-z-]{2,20}$/.test(locale) ? locale : 'en';
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" content="${nonce}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${webview.asWebviewUri(files.style).toString()}">
  <title>${title.replace(/[<&]/g, '')}</title>
</head>
<body>
  <div id="panel" data-forebear="evidence"></div>
  <script nonce="${nonce}" src="${webview.asWebviewUri(files.script).toString()}"></script>
</body>
</html>`;
}
