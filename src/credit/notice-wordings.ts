import { headerLineHash } from '../catalogue/header-facts.ts';

/**
 * Lines of the notices that nearly every header is made of. They are nobody's own words, so a header of which only
 * the hashes are known can be put back with them, line by line.
 */
const WORDINGS: readonly string[] = [
  'All rights reserved.',
  'Licensed under the Apache License, Version 2.0 (the "License");',
  'you may not use this file except in compliance with the License.',
  'You may obtain a copy of the License at',
  'http://www.apache.org/licenses/LICENSE-2.0',
  'https://www.apache.org/licenses/LICENSE-2.0',
  'Unless required by applicable law or agreed to in writing, software',
  'distributed under the License is distributed on an "AS IS" BASIS,',
  'WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.',
  'See the License for the specific language governing permissions and',
  'limitations under the License.',
  'This source code is licensed under the license found in the',
  'This source code is licensed under the license found in the LICENSE file in the root directory of this source tree.',
  'LICENSE file in the root directory of this source tree.',
  'This source code is licensed under the MIT license found in the',
  'This source code is licensed under the BSD-style license found in the',
  'This software may be used and distributed according to the terms of the Llama 2 Community License Agreement.',
  'This software may be used and distributed in accordance with the terms of the Llama 3 Community License Agreement.',
  'Licensed under the MIT license.',
  'Licensed under The MIT License [see LICENSE for details]',
  'Licensed under the Apache License, Version 2.0',
  'SPDX-License-Identifier: Apache-2.0',
  'SPDX-License-Identifier: MIT',
  'SPDX-License-Identifier: BSD-3-Clause',
  'SPDX-License-Identifier: BSD-2-Clause',
  'SPDX-License-Identifier: MPL-2.0',
  'SPDX-License-Identifier: GPL-2.0-only',
  'SPDX-License-Identifier: GPL-2.0-or-later',
  'SPDX-License-Identifier: GPL-3.0-only',
  'SPDX-License-Identifier: GPL-3.0-or-later',
  'SPDX-License-Identifier: AGPL-3.0-only',
  'SPDX-License-Identifier: AGPL-3.0-or-later',
  'This file is licensed under the Apache License, Version 2.0.',
  'This program is free software: you can redistribute it and/or modify',
  'it under the terms of the GNU General Public License as published by',
  'the Free Software Foundation, either version 3 of the License, or',
  '(at your option) any later version.',
  'This program is distributed in the hope that it will be useful,',
  'but WITHOUT ANY WARRANTY; without even the implied warranty of',
  'MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the',
  'GNU General Public License for more details.',
  'You should have received a copy of the GNU General Public License',
  'along with this program. If not, see <https://www.gnu.org/licenses/>.',
  'Use of this source code is governed by a BSD-style',
  'license that can be found in the LICENSE file.',
];

const BY_HASH: ReadonlyMap<number, string> = new Map(
  WORDINGS.map((line) => [headerLineHash(line), line] as const),
);

/** The line with this hash, where it is one of a common notice. */
export function wordingOf(hash: number): string | null {
  return BY_HASH.get(hash) ?? null;
}
