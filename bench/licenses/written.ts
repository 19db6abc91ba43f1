type Row = readonly [path: string, text: string, ...expected: string[]];

const narrow =
  (from: RegExp, to: string) =>
  (text: string): string =>
    text.replace(from, to);
const after =
  (rider: string) =>
  (text: string): string =>
    `${text}\n\n${rider}\n`;
const before =
  (rider: string) =>
  (text: string): string =>
    `${rider}\n\n${text}`;

/** Changes of meaning: [license, name, change]. The plain id must not be said for any of them. */
export const MATERIAL: readonly (readonly [id: string, name: string, change: (text: string) => string])[] = [
  ['MIT', 'non-commercial rider', after('The Software may be used for non-commercial purposes only.')],
  [
    'MIT',
    'non-commercial inside',
    narrow(
      /to deal\s+in the Software without restriction/,
      'to deal in the Software for non-commercial purposes',
    ),
  ],
  ['MIT', 'sell struck', narrow(/, sublicense, and\/or sell/, '')],
  [
    'MIT',
    'commons clause',
    before(
      '"Commons Clause" License Condition v1.0\n\nThe Software is provided to you by the Licensor under the License, as defined below, subject to the following condition. Without limiting other conditions in the License, the grant of rights under the License will not include, and the License does not grant to you, the right to Sell the Software.',
    ),
  ],
  [
    'MIT',
    'research only',
    after(
      'Use of this software is restricted to academic research. Any commercial use requires a separate license from the authors.',
    ),
  ],
  [
    'MIT',
    'no military',
    after('The Software shall not be used for military purposes or for the development of weapons.'),
  ],
  [
    'MIT',
    'user threshold',
    after(
      'If the Software is used in products with more than 50 million monthly active users, you must display its name on the user interface.',
    ),
  ],
  [
    'MIT',
    'except',
    narrow(
      /to any person\s+obtaining a copy/,
      'to any person, except employees of advertising companies, obtaining a copy',
    ),
  ],
  ['MIT', 'not evil', after('The Software shall be used for Good, not Harm.')],
  ['MIT', 'fee', narrow(/free of charge/, 'subject to payment of the license fee')],
  [
    'Apache-2.0',
    'commons clause after',
    after(
      '"Commons Clause" License Condition v1.0\n\nThe grant of rights under the License will not include, and the License does not grant to you, the right to Sell the Software.',
    ),
  ],
  ['Apache-2.0', 'no patents', narrow(/3\. Grant of Patent License\.[\s\S]*?(?=4\. Redistribution)/, '')],
  [
    'Apache-2.0',
    'competing',
    after(
      'Additional terms: you may not use the Work to offer a service that competes with the products of the Licensor.',
    ),
  ],
  [
    'Apache-2.0',
    'non-commercial grant',
    narrow(
      /no-charge, royalty-free, irrevocable\s+copyright license to/,
      'no-charge, royalty-free, revocable copyright license, for non-commercial use only, to',
    ),
  ],
  [
    'BSD-3-Clause',
    'NC condition',
    narrow(
      /THIS SOFTWARE IS PROVIDED/,
      '4. Redistribution for commercial purposes is not permitted without written consent.\n\nTHIS SOFTWARE IS PROVIDED',
    ),
  ],
  [
    'BSD-3-Clause',
    'no patent',
    narrow(
      /THIS SOFTWARE IS PROVIDED/,
      "NO EXPRESS OR IMPLIED LICENSES TO ANY PARTY'S PATENT RIGHTS ARE GRANTED BY THIS LICENSE. THIS SOFTWARE IS PROVIDED",
    ),
  ],
  [
    'BSD-3-Clause',
    'source only',
    narrow(
      /in source and binary forms, with or without\s+modification/,
      'in source form, without modification',
    ),
  ],
  [
    'BSD-2-Clause',
    'education',
    narrow(/Redistribution and use/, 'Redistribution and use for educational purposes only'),
  ],
  [
    'BSD-2-Clause',
    'field of use',
    after('This license does not extend to use in nuclear facilities or in automated trading.'),
  ],
  ['ISC', 'no sale', narrow(/with or without fee/, 'without fee')],
  ['ISC', 'not distribute', narrow(/use, copy, modify, and\/or distribute/, 'use')],
  ['ISC', 'personal', narrow(/for any\s+purpose/, 'for personal purposes')],
  [
    'Zlib',
    'commercial struck',
    narrow(/including commercial\s+applications/, 'excluding commercial applications'),
  ],
  [
    'Unlicense',
    'commercial struck',
    narrow(
      /, for any purpose, commercial or non-commercial, and by any\s+means/,
      ', for any non-commercial purpose',
    ),
  ],
  [
    'GPL-3.0-only',
    'rider',
    before(
      'This program may not be used by companies with more than 100 employees without a commercial license from the author. Otherwise:',
    ),
  ],
  [
    'MPL-2.0',
    'rider',
    after('Exhibit C: Covered Software may not be used for training of machine learning models.'),
  ],
  [
    'CC-BY-4.0',
    'rider',
    after('Additional restriction: commercial use of the Licensed Material is prohibited.'),
  ],
  [
    'BSL-1.0',
    'narrowed',
    narrow(
      /to use, reproduce, display, distribute,\s+execute, and transmit the Software/,
      'to use the Software internally',
    ),
  ],
  ['0BSD', 'no sale', narrow(/with or without fee/, 'without fee and not for resale')],
  [
    'MIT',
    'training',
    after('You may not use the Software or its outputs to train or improve any other model.'),
  ],
];

export const NOTICES: readonly Row[] = [
  ['a.py', '# Licensed under the Apache License, Version 2.0\nimport os\n', 'Apache-2.0'],
  ['a.py', '# Licensed under the Apache License, Version 2.0 (the "License");\n', 'Apache-2.0'],
  ['a.py', '"""Tools. This project is released under the MIT license."""\n', 'MIT'],
  ['a.c', '/* Released under BSD 3-clause. */\n', 'BSD-3-Clause'],
  [
    'a.c',
    '// Copyright 2020 A. Use of this source code is governed by a BSD-style license that can be\n// found in the LICENSE file.\n',
    'LicenseRef-scancode-bsd-style',
    '',
    'BSD-3-Clause',
  ],
  ['a.js', '/*! lib v1.2.3 | (c) 2020 Someone | MIT License */\nvar a;\n', 'MIT'],
  ['a.js', '/**\n * @license MIT\n */\n', 'MIT'],
  ['a.js', '// license: Apache-2.0\n', 'Apache-2.0'],
  ['a.py', '__license__ = "MIT"\n', 'MIT'],
  ['a.py', '__license__ = "Apache 2.0"\n', 'Apache-2.0'],
  ['a.py', "__license__ = 'GPLv3'\n", 'GPL-3.0-only'],
  ['a.py', '__license__ = "GPL-3.0+"\n', 'GPL-3.0-or-later'],
  [
    'a.py',
    '# This file is distributed under the terms of the GNU General Public License, version 2 or any later version.\n',
    'GPL-2.0-or-later',
  ],
  ['a.py', '# This software is licensed under the GNU GPL v3.\n', 'GPL-3.0-only'],
  ['a.py', '# This software is licensed under the GNU GPLv3 or later.\n', 'GPL-3.0-or-later'],
  [
    'a.py',
    '# Distributed under the LGPL version 2.1 or (at your option) any later version.\n',
    'LGPL-2.1-or-later',
  ],
  ['a.py', '# Published under the AGPLv3.\n', 'AGPL-3.0-only'],
  [
    'a.rs',
    '// Licensed under the MIT license or the Apache License, Version 2.0, at your option.\n',
    'MIT OR Apache-2.0',
  ],
  ['a.rs', '// Dual licensed under MIT or Apache-2.0.\n', 'MIT OR Apache-2.0'],
  [
    'a.js',
    '// Dual licensed under the MIT and GPL licenses.\n',
    'MIT OR GPL-1.0-or-later',
    'MIT AND GPL-1.0-or-later',
  ],
  [
    'a.cc',
    '// Distributed under the Boost Software License, Version 1.0.\n// (See accompanying file LICENSE_1_0.txt or copy at http://www.boost.org/LICENSE_1_0.txt)\n',
    'BSL-1.0',
  ],
  ['a.py', '# Licensed under the 3-clause BSD license, see LICENSE.rst\n', 'BSD-3-Clause'],
  ['a.py', '# License: BSD 3 clause\n', 'BSD-3-Clause'],
  ['a.py', '# License: Simplified BSD\n', 'BSD-2-Clause'],
  [
    'a.py',
    '# This work is licensed under a Creative Commons Attribution-NonCommercial 4.0 International License.\n',
    'CC-BY-NC-4.0',
  ],
  ['a.py', '# Licensed under CC BY-SA 4.0\n', 'CC-BY-SA-4.0'],
  [
    'a.txt',
    'To the extent possible under law, the author has waived all copyright (CC0 1.0).\nLicensed under CC0 1.0 Universal.\n',
    'CC0-1.0',
  ],
  [
    'a.c',
    '/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. */\n',
    'MPL-2.0',
  ],
  ['a.java', '/* Licensed under the Eclipse Public License v2.0 */\n', 'EPL-2.0'],
  [
    'a.java',
    '/* This program is made available under the terms of the Eclipse Public License - v 1.0 */\n',
    'EPL-1.0',
  ],
  ['a.py', '# This code is licensed under the ISC License.\n', 'ISC'],
  ['a.py', '# Released under the terms of the zlib license.\n', 'Zlib'],
  ['a.py', '# Licensed under the WTFPL.\n', 'WTFPL'],
  ['a.py', '# This software is released into the public domain under the Unlicense.\n', 'Unlicense'],
  ['a.py', '# Available under the Artistic License 2.0\n', 'Artistic-2.0'],
  [
    'a.py',
    '# The weights are released under the Llama 2 Community License.\n',
    'LicenseRef-scancode-llama-2-license-2023',
  ],
  [
    'a.py',
    '# Meta Llama 3 is licensed under the Meta Llama 3 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.\n',
    'LicenseRef-scancode-llama-3-license-2024',
  ],
  [
    'a.txt',
    'Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.\n',
    'LicenseRef-scancode-llama-3.1-license-2024',
  ],
  [
    'Notice',
    'Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms\n',
    'LicenseRef-scancode-gemma-tou-2025-03-24',
    'LicenseRef-scancode-gemma-tou-2024-04-01',
  ],
  [
    'a.py',
    '# Copyright (c) Example Corp.\n# This source code is licensed under the MIT license found in the\n# LICENSE file in the root directory of this source tree.\n',
    'MIT',
  ],
  [
    'a.py',
    '# Copyright (c) Example Corp.\n# This source code is licensed under the Apache License, Version 2.0\n# found in the LICENSE file in the root directory of this source tree.\n',
    'Apache-2.0',
  ],
  ['a.py', '# Permission to use under the terms of the Apache-2.0 license.\n', 'Apache-2.0'],
  ['setup.py', "from setuptools import setup\nsetup(name='x', license='MIT', version='1')\n", 'MIT'],
  [
    'setup.py',
    "setup(name='x', classifiers=['License :: OSI Approved :: Apache Software License'])\n",
    'Apache-2.0',
  ],
  [
    'setup.py',
    "setup(license='BSD-3-Clause', classifiers=['License :: OSI Approved :: BSD License'])\n",
    'BSD-3-Clause',
  ],
  ['setup.cfg', '[metadata]\nname = x\nlicense = Apache-2.0\n', 'Apache-2.0'],
  ['pyproject.toml', '[project]\nname = "x"\nlicense = "MIT OR Apache-2.0"\n', 'MIT OR Apache-2.0'],
  ['pyproject.toml', '[project]\nname = "x"\nlicense = {text = "BSD 3-Clause"}\n', 'BSD-3-Clause'],
  ['pyproject.toml', '[tool.poetry]\nname = "x"\nlicense = "GPL-3.0-or-later"\n', 'GPL-3.0-or-later'],
  [
    'pyproject.toml',
    '[project]\nname = "x"\nclassifiers = ["License :: OSI Approved :: MIT License"]\n',
    'MIT',
  ],
  ['package.json', '{"name":"x","license":"(MIT OR Apache-2.0)"}', 'MIT OR Apache-2.0'],
  [
    'package.json',
    '{"name":"x","licenses":[{"type":"MIT","url":"x"},{"type":"GPL-2.0"}]}',
    'MIT OR GPL-2.0-only',
  ],
  ['package.json', '{"name":"x","license":{"type":"BSD-3-Clause"}}', 'BSD-3-Clause'],
  ['CITATION.cff', 'cff-version: 1.2.0\ntitle: X\nlicense: Apache-2.0\n', 'Apache-2.0'],
  ['Cargo.toml', '[package]\nname = "x"\nlicense = "MIT/Apache-2.0"\n', 'MIT OR Apache-2.0'],
];

export const READMES: readonly Row[] = [
  ['README.md', '# Tool\n\nDoes things.\n\n## License\n\nMIT\n', 'MIT'],
  ['README.md', '# Tool\n\n## License\n\n[MIT](LICENSE)\n', 'MIT'],
  [
    'README.md',
    '# Tool\n\n## License\n\nThis project is licensed under the MIT License - see the [LICENSE.md](LICENSE.md) file for details\n',
    'MIT',
  ],
  [
    'README.md',
    '# Tool\n[![License](https://img.shields.io/badge/License-Apache%202.0-blue.svg)](https://opensource.org/licenses/Apache-2.0)\n',
    'Apache-2.0',
  ],
  [
    'README.md',
    '# Tool\n[![License: MIT](https://img.shields.io/badge/License-MIT-yellow.svg)](LICENSE)\nText.\n',
    'MIT',
  ],
  [
    'README.md',
    '# Tool\n[![Code License](https://img.shields.io/badge/Code%20License-Apache_2.0-green.svg)](x)\n',
    'Apache-2.0',
  ],
  [
    'README.md',
    '# T\n![license](https://img.shields.io/badge/license-BSD--3--Clause-blue)\n',
    'BSD-3-Clause',
  ],
  ['README.rst', 'Tool\n====\n\nLicense\n-------\n\nBSD 3-Clause, see LICENSE.\n', 'BSD-3-Clause'],
  ['README.md', '# Tool\n\n## License\n\nApache 2.0 © [Someone](https://example.org)\n', 'Apache-2.0'],
  ['README.md', '# Tool\n\n### Licensing\n\nReleased under GPLv3.\n', 'GPL-3.0-only'],
  ['README.md', '# Tool\n\nLicense: ISC\n', 'ISC'],
  ['README.md', '# Tool\n\n**License:** Apache License 2.0\n', 'Apache-2.0'],
  [
    'README.md',
    '# M\n\n## License\n\nThe code is licensed under Apache-2.0, the model weights are licensed under CC BY-NC 4.0.\n',
    'Apache-2.0 AND CC-BY-NC-4.0',
  ],
  [
    'README.md',
    '# M\n\n## License\nThis repository is released under the [Apache-2.0](x) License. The usage of MiniCPM-V model weights must strictly follow [MiniCPM Model License.md](https://github.com/OpenBMB/MiniCPM/blob/main/MiniCPM%20Model%20License.md).\n',
    'Apache-2.0 AND LicenseRef-MiniCPM-Model-License',
  ],
  ['README_zh.md', '# M\n\n## 协议\n\n本仓库的代码依照 Apache-2.0 协议开源\n', 'Apache-2.0'],
  [
    'README_zh.md',
    '# M\n\n## 开源协议\n\nCPM-Bee基座采用协议为[“通用模型许可协议-来源说明-宣传限制-商业授权”](x)\n',
    'LicenseRef-General-Model-License-Source-Publicity-Commercial',
  ],
  ['README.md', '---\nlicense: apache-2.0\nlanguage: en\n---\n# Model\n', 'Apache-2.0'],
  [
    'README.md',
    '---\nlicense: llama3\nbase_model: meta-llama/Meta-Llama-3-8B\n---\n# Model\n',
    'LicenseRef-scancode-llama-3-license-2024',
  ],
  [
    'README.md',
    '---\nlicense: other\nlicense_name: tongyi-qianwen\nlicense_link: https://x/LICENSE\n---\n# Model\n',
    'LicenseRef-scancode-tongyi-qianwen-2023',
  ],
  [
    'README.md',
    '---\nlicense: other\nlicense_name: deepseek\nlicense_link: LICENSE\n---\n',
    'LicenseRef-scancode-deepseek-la-1.0',
  ],
  ['README.md', '---\nlicense: cc-by-nc-4.0\n---\n', 'CC-BY-NC-4.0'],
  [
    'README.md',
    '---\nlicense: creativeml-openrail-m\ntags:\n- x\n---\n',
    'LicenseRef-scancode-stable-diffusion-2022-08-22',
  ],
  ['README.md', '---\nlicense:\n- mit\n- apache-2.0\n---\n', 'MIT AND Apache-2.0', 'MIT OR Apache-2.0'],
  [
    'README.md',
    '# X\n\n## License\n\nLicensed under either of\n\n * Apache License, Version 2.0 ([LICENSE-APACHE](LICENSE-APACHE))\n * MIT license ([LICENSE-MIT](LICENSE-MIT))\n\nat your option.\n',
    'Apache-2.0 OR MIT',
  ],
  [
    'README.md',
    '# Skywork\n\n## License Agreement\n\nThe community usage of Skywork model requires [Skywork Community License](https://github.com/SkyworkAI/Skywork/blob/main/Skywork%20Community%20License.pdf).\n',
    'LicenseRef-Skywork-Community',
  ],
  [
    'README.md',
    '# Baichuan\n\n## License\nThe community usage of Baichuan 2 model requires adherence to [Apache 2.0](x) and [Community License for Baichuan2 Model](y).\n',
    'Apache-2.0 AND LicenseRef-Baichuan2-Community',
  ],
  [
    'README.md',
    '# Yuan\n\nThe Yuan2.0 model supports commercial use. Please understand and comply with the [《Yuan 2.0 Model License Agreement》](./LICENSE-Yuan).\n',
    'LicenseRef-Yuan-2.0',
  ],
];

export const NEGATIVES: readonly (readonly [path: string, text: string])[] = [
  ['paper.md', 'We fine-tune Llama 3 and Gemma baselines on the instruction data and report accuracy.'],
  ['a.py', 'gpl = compute()\nprint(gpl)\nmit = 3\nbsd = gpl + mit\n'],
  ['a.py', 'def apache(x):\n    return x.isc + x.zlib\n'],
  [
    'blog.md',
    'Choosing a license is hard. Many companies avoid the GPL, and permissive licenses such as MIT and Apache are popular.',
  ],
  [
    'blog.md',
    'Software licensed under the GPL must provide source code. If your project is licensed under MIT, you may combine the two.',
  ],
  [
    'faq.md',
    'Is this compatible with Apache-2.0? Ask a lawyer. We do not give legal advice about the BSD license.',
  ],
  ['a.py', 'license = get_license()\nif license == "MIT":\n    pass\n'],
  ['a.py', "LICENSES = ['mit', 'apache-2.0', 'gpl-3.0', 'bsd-3-clause']\n"],
  ['a.sh', 'curl -O https://mit.edu/data.zip # from MIT campus network\n'],
  ['a.md', 'Students at MIT and Berkeley built the first BSD kernel.'],
  ['a.md', 'Our model outperforms Qwen-7B, Baichuan 2, ChatGLM and Yi-34B on all benchmarks.'],
  ['a.md', 'DeepSeek and Mistral models were used as judges.'],
  ['a.ts', 'const re = /SPDX-License-Identifier:\\s*(\\S+)/;\n'],
  ['a.py', "parser.add_argument('--license', help='license of the output, e.g. MIT')\n"],
  ['a.html', '<p>You need a driving license to enter. Licenses are checked.</p>'],
  ['a.md', 'The license server must be running. Set LICENSE_KEY to your license key.'],
  ['a.py', 'class LicenseError(Exception):\n    """Raised when the license is invalid or expired."""\n'],
  ['a.md', 'Apache Spark and Apache Kafka are required. Install Apache 2.4 first.'],
  ['a.md', 'Copyright law protects original works of authorship; all rights are reserved by default.'],
  ['a.md', 'The Gemma family and the Llama 3.1 models are compared in Table 2; Falcon is omitted.'],
  ['a.c', '#include <stdio.h>\nint main(void) { printf("ISC\\n"); return 0; }\n'],
  ['a.md', 'We warmly thank the Boost community. Mozilla and Eclipse are foundations.'],
  ['a.json', '{"name": "x", "version": "1.0", "private": true}'],
  ['package.json', '{"name":"x","license":"SEE LICENSE IN LICENSE.md"}'],
  ['package.json', '{"name":"x","license":"UNLICENSED"}'],
  ['README.md', '# X\n\n## License\n\nSee the LICENSE file.\n'],
  ['README.md', '# X\n\nThis tool finds out whether a repository is under MIT or GPL terms.\n'],
  ['a.md', 'This program is not licensed under the GPL.'],
  ['a.md', 'Dependencies must not be GPL. Allowed: MIT, BSD, Apache-2.0.'],
  ['a.txt', 'Permission denied: cannot open the file. The software is provided on a disk.'],
  ['a.py', 'logger.info("Loading tokenizer of Qwen, license check skipped")\n'],
  ['a.md', 'Fine-tuning code for Stable Diffusion and FLUX is planned.'],
];
