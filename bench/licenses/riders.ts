// How many restrictions are noticed before, behind and inside a license text, and how many harmless additions are
// taken for one. The wordings are our own and stand in no table of the tool.
// Usage: npx tsx bench/licenses/riders.ts [--show]
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { brotliDecompressSync } from 'node:zlib';
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../../src/licenses/detect.ts';

const RESTRICTIVE: readonly string[] = [
  'If you earn money with this program, you have to buy a license from the author first.',
  'The rights above are granted to natural persons only; firms shall ask for an offer.',
  'Hosting the Software for third parties as a service is excluded from this grant.',
  'It is forbidden to sell copies of this library, alone or with other goods.',
  'Every product that contains this code has to show the sentence "Powered by Frob" on its start page.',
  'Modified versions must be sent to the authors within four weeks.',
  'The model may be used in scientific work only.',
  'This permission lapses on 1 March 2027.',
  'Use of the Software by armed forces or makers of weapons is not permitted.',
  'You must not feed this code to any system that learns to write programs.',
  'Installations on more than three servers need the written consent of Frob Ltd.',
  'Anyone whose yearly revenue is above two million euros must obtain a paid license.',
  'No right to patents of Frob is granted.',
  'The Software may be run on hardware made by Frob only.',
  'Companies that compete with Frob may not use the Software.',
  'Publications that rest on this code are required to cite the article of 2023.',
  'Reverse engineering of the weights is prohibited.',
  'This license is limited to non-commercial purposes.',
  'Before you deploy it in public you have to register at frob.example.',
  'Binary distribution is not allowed without our prior consent.',
  'The grant may be withdrawn by the author at any time.',
  'Persons and entities in the European Union are not granted any rights under this license.',
  'It may be copied for private study, but not for any other purpose.',
  'The source may not be changed.',
  'Forks have to stay open source and must be published.',
  'This software is free for students and teachers.',
  '商业用途请联系作者获取授权。',
  '仅供科研使用，不得用于任何商业目的。',
  '转载或二次开发须注明来源并通知作者。',
  '未经作者书面同意，不得将本软件打包出售。',
  '本许可自发布之日起一年内有效，到期后须重新申请授权。',
  '禁止军事用途。',
];

const HARMLESS: readonly string[] = [
  'Frob is a small tool that draws maps.',
  'Thanks to everybody who helped with the first release.',
  'If you use Frob in your work, please cite our paper.',
  'For questions write to frob@frob.example.',
  'Frob contains code of the Tern project, which is under the Apache License 2.0.',
  'The files in vendor/ belong to their authors and stand under their own licenses.',
  'You are free to use it at work, at home and in school, for money or not.',
  'Commercial use is fine.',
  'Contributions are accepted under the same license.',
  'Frob is a registered trademark of Frob Ltd.',
  'SPDX-License-Identifier: see the file header',
  'A copy of the license is at https://frob.example/license.',
  'This license covers all files of this repository.',
  'Built with the help of the University of Frobtown.',
  'The authors hope that it is useful.',
  'Version 2.1, last changed on 3 May 2024',
  'Parts of this work were funded by the Frob Foundation.',
  'Frob Contributors are listed in the file AUTHORS.',
  'The fonts are licensed under the SIL Open Font License.',
  'We would be glad to hear how you use it.',
  'No support is promised.',
  'Dieses Programm steht unter der folgenden Lizenz.',
  '感谢所有贡献者。',
  '如果本项目对您有帮助，欢迎引用我们的论文。',
  '本项目采用以下许可证。',
  '可以自由使用，包括商业用途。',
];

const list: Readonly<Record<string, { readonly licenseText: string }>> = JSON.parse(
  readFileSync(new URL('../../node_modules/spdx-license-list/spdx-full.json', import.meta.url), 'utf8'),
);
const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('../../catalogue/licenses/licenses.idx', import.meta.url))),
);

const HOLDER = 'Copyright (c) 2024 Frob Authors';

function textOf(id: string): string {
  return (list[id]?.licenseText ?? '')
    .replace(/Copyright \(c\) <year>.*\n?/gi, `${HOLDER}\n`)
    .replace(/<year>|\[yyyy\]/g, '2024')
    .replace(/<copyright holders?>|<owner>|\[name of copyright owner\]/gi, 'Frob Authors');
}

/** Places at which a sentence may be added, by what they are called. */
const PLACES: Readonly<Record<string, (text: string, sentence: string, id: string) => string>> = {
  before: (text, sentence) => `${sentence}\n\n${text}`,
  behind: (text, sentence) => `${text.trimEnd()}\n\n${sentence}\n`,
  'numbered clause inside': (text, sentence, id) => {
    const mark = {
      MIT: 'The above copyright notice',
      'BSD-3-Clause': 'THIS SOFTWARE IS PROVIDED',
      'Apache-2.0': '5. Submission',
    }[id];
    const at = text.indexOf(mark ?? '');
    return `${text.slice(0, at)}4. ${sentence}\n\n${text.slice(at)}`;
  },
};

let failed = 0;
for (const [name, place] of Object.entries(PLACES)) {
  for (const [kind, sentences] of [
    ['restrictions noticed', RESTRICTIVE],
    ['false alarms', HARMLESS],
  ] as const) {
    let seen = 0;
    let total = 0;
    let plain = 0;
    for (const id of ['MIT', 'BSD-3-Clause', 'Apache-2.0']) {
      for (const sentence of sentences) {
        const found = detectLicenses(index, 'LICENSE', place(textOf(id), sentence, id));
        const said = combinedExpression(found);
        // Anything but the plain license: what is added may be read as another license beside it.
        const noticed = found.some((one) => /-modified$/.test(one.expression)) || !said.includes(id);
        total++;
        if (noticed) seen++;
        if (said === id) plain++;
        if (noticed !== (kind === 'restrictions noticed')) {
          failed++;
          if (process.argv.includes('--show'))
            console.log(
              `${kind} | ${name} | ${id} | ${sentence} | ${said} | ${found.flatMap((one) => one.changes).join('; ')}`,
            );
        }
      }
    }
    console.log(`${name.padEnd(24)} ${kind.padEnd(22)} ${seen} of ${total}; the plain id ${plain}`);
  }
}
console.log(`${failed} wrong`);
