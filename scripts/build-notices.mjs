// Writes dist/THIRD-PARTY-NOTICES.md: every package that a bundle or an asset holds, with its license text.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const TEXT = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** One package: name, version, stated license and the texts it carries; fails where it carries none and states none. */
function noticeOf(root, folder) {
  const { name, version, license, repository, homepage } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXT.test(entry.name))
    .map((entry) => readFileSync(join(root, folder, entry.name), 'utf8').trim());
  if (texts.length === 0 && typeof license !== 'string')
    throw new Error(`${folder} states no license and carries no text. Do not ship it.`);
  const home = typeof repository === 'string' ? repository : (repository?.url ?? homepage ?? '');
  const fence = '~~~~';
  return [
    `## ${name} ${version}`,
    '',
    [license, home].filter((part) => part).join(', '),
    ...texts.flatMap((text) => ['', fence, text.replaceAll(fence, ''), fence]),
  ].join('\n');
}

export async function run({ root, dist, foreign }) {
  const folders = new Set(foreign.flatMap((path) => PACKAGE.exec(path)?.[1] ?? []));
  const notices = [...folders].sort().map((folder) => noticeOf(root, folder));
  const head = [
    '# Third-party notices',
    '',
    'Forebear contains the following packages, under their own terms.',
  ];
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.md'), `${[head.join('\n'), ...notices].join('\n\n')}\n`);
}
