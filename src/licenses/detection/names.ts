/** How a family of licenses is named, and what its versions are called. */
export interface NameFamily {
  /** Names in lower case, words apart. */
  readonly names: readonly string[];
  /** Expression for a version such as `2.0` (null: no version is said), and whether later ones are allowed. */
  readonly expression: (version: string | null, later: boolean, only: boolean) => string | null;
  /** The name alone tells a license, without a word such as "license" or "licensed under" near it. */
  readonly telling?: boolean;
}

const fixed = (expression: string, ...names: string[]): NameFamily => ({
  names,
  expression: () => expression,
});
function gnu(
  prefix: 'GPL' | 'LGPL' | 'AGPL',
  versions: readonly string[],
  unversioned: string,
  names: readonly string[],
): NameFamily {
  return {
    names,
    expression: (version, later, only) => {
      if (version === null) return unversioned;
      const full = version.includes('.') ? version : `${version}.0`;
      if (!versions.includes(full)) return null;
      return `${prefix}-${full}-${later && !only ? 'or-later' : 'only'}`;
    },
  };
}

function gnuDocument(names: readonly string[]): NameFamily {
  return {
    names,
    expression: (version, later) => {
      if (version === null) return 'GFDL-1.1-or-later';
      return /^1\.[123]$/.test(version) ? `GFDL-${version}-${later ? 'or-later' : 'only'}` : null;
    },
  };
}

function versioned(
  prefix: string,
  versions: readonly string[],
  unversioned: string | null,
  ...names: string[]
): NameFamily {
  return {
    names,
    expression: (version) => {
      if (version === null) return unversioned;
      const full = version.includes('.') ? version : `${version}.0`;
      return versions.includes(full)
        ? `${prefix}-${full}`
        : versions.includes(version)
          ? `${prefix}-${version}`
          : null;
    },
  };
}

const CC_PARTS: readonly (readonly [id: string, ...names: string[]])[] = [
  [
    'CC-BY-NC-SA',
    'cc by nc sa',
    'attribution noncommercial sharealike',
    'attribution non commercial share alike',
    'attribution noncommercial share alike',
    'attribution non commercial sharealike',
  ],
  [
    'CC-BY-NC-ND',
    'cc by nc nd',
    'attribution noncommercial noderivatives',
    'attribution noncommercial noderivs',
    'attribution noncommercial no derivatives',
    'attribution non commercial no derivatives',
    'attribution non commercial noderivatives',
    'attribution noncommercial no derivs',
    'attribution non commercial no derivs',
  ],
  ['CC-BY-NC', 'cc by nc', 'attribution noncommercial', 'attribution non commercial'],
  ['CC-BY-SA', 'cc by sa', 'attribution sharealike', 'attribution share alike'],
  [
    'CC-BY-ND',
    'cc by nd',
    'attribution noderivatives',
    'attribution no derivatives',
    'attribution noderivs',
    'attribution no derivs',
  ],
  ['CC-BY', 'cc by', 'creative commons attribution', 'creative commons by'],
];

const creativeCommons = CC_PARTS.map(([id, ...names]): NameFamily => {
  const all = names.flatMap((name) =>
    /^(cc|creative)/.test(name)
      ? [name, name.replace(/^cc /, 'creative commons ')]
      : // Of the parts alone, three together are telling: "Attribution-NonCommercial-NoDerivatives".
        [`creative commons ${name}`, `cc ${name}`, ...(/-.*-.*-/.test(id) ? [name] : [])],
  );
  return versioned(id, ['1.0', '2.0', '2.5', '3.0', '4.0'], `LicenseRef-${id}`, ...new Set(all));
});

/** Every name that is understood. Names of one word and of several; the longest name at a place counts. */
export const NAME_FAMILIES: readonly NameFamily[] = [
  versioned(
    'Apache',
    ['1.0', '1.1', '2.0'],
    'Apache-2.0',
    'apache license',
    'apache software license',
    'apache',
    'asl',
    'apache public license',
    'apache open source license',
    'the apache license',
    'alv2',
    'asl',
  ),
  fixed(
    'Apache-2.0',
    'apache2',
    'apache2.0',
    'apachev2',
    'asl2',
    'alv2',
    'asl 2.0',
    'apache license 2',
    'apl 2.0',
  ),
  fixed(
    'MIT',
    'mit',
    'mit license',
    'mit x11',
    'x11 mit',
    'expat',
    'expat license',
    'mit expat',
    'mit licensed',
    'mit style license',
  ),
  fixed('X11', 'x11 license', 'x11'),
  fixed('MIT-0', 'mit 0', 'mit no attribution', 'mit zero'),
  ...['1', '2', '3'].map((v) =>
    gnu('GPL', ['1.0', '2.0', '3.0'], 'GPL-1.0-or-later', [
      `gplv${v}`,
      `gpl${v}`,
      `gplv${v}.0`,
      `gnu gplv${v}`,
    ]),
  ),
  ...['2', '2.1', '3', '2.0', '3.0'].map((v) =>
    gnu('LGPL', ['2.0', '2.1', '3.0'], 'LGPL-2.0-or-later', [`lgplv${v}`, `lgpl${v}`, `gnu lgplv${v}`]),
  ),
  ...['3', '3.0'].map((v) =>
    gnu('AGPL', ['1.0', '3.0'], 'AGPL-3.0-or-later', [`agplv${v}`, `agpl${v}`, `gnu agplv${v}`]),
  ),
  gnu('GPL', ['1.0', '2.0', '3.0'], 'GPL-1.0-or-later', [
    'gpl',
    'gnu gpl',
    'gnu general public license',
    'general public license',
    'gnu public license',
    'gnu general public licence gpl',
    'gnu general public license gpl',
    'gpl license',
    'gnu gpl license',
  ]),
  gnu('LGPL', ['2.0', '2.1', '3.0'], 'LGPL-2.0-or-later', [
    'lgpl',
    'gnu lgpl',
    'gnu lesser general public license',
    'gnu library general public license',
    'lesser general public license',
    'library general public license',
    'gnu lesser public license',
    'gnu library gpl',
    'lesser gpl',
    'gnu lesser gpl',
    'gnu lesser general public license lgpl',
    'lgpl license',
  ]),
  // Section 14: a work that names no number may be taken under any version that was published.
  gnu('AGPL', ['1.0', '3.0'], 'AGPL-3.0-or-later', [
    'agpl',
    'gnu agpl',
    'gnu affero general public license',
    'affero general public license',
    'affero gpl',
    'gnu affero gpl',
    'gnu affero general public license agpl',
  ]),
  fixed(
    'BSD-3-Clause',
    'bsd 3 clause',
    '3 clause bsd',
    'bsd 3',
    'three clause bsd',
    'bsd three clause',
    'new bsd',
    'modified bsd',
    'revised bsd',
    'bsd new',
    'bsd3',
    'bsd 3 clauses',
    'bsd 3clause',
    '3 clauses bsd',
    'bsd license 3 clause',
    'bsd license 3 clauses',
  ),
  fixed(
    'BSD-2-Clause',
    'bsd 2 clause',
    '2 clause bsd',
    'bsd 2',
    'two clause bsd',
    'bsd two clause',
    'simplified bsd',
    'freebsd license',
    'bsd2',
    'bsd 2 clauses',
    'bsd simplified',
    'free bsd license',
  ),
  fixed(
    'BSD-4-Clause',
    'bsd 4 clause',
    '4 clause bsd',
    'original bsd',
    'bsd original',
    'old bsd',
    'four clause bsd',
  ),
  fixed('LicenseRef-BSD', 'bsd', 'bsd license', 'bsd licensed', 'bsd style license', 'bsd style'),
  fixed('0BSD', '0bsd', 'zero clause bsd', 'bsd zero clause', 'bsd 0 clause'),
  fixed('ISC', 'isc', 'isc license'),
  fixed('Zlib', 'zlib', 'zlib license', 'zlib libpng'),
  fixed('Unlicense', 'unlicense', 'the unlicense'),
  fixed('WTFPL', 'wtfpl', 'do what the fuck you want to public license'),
  fixed(
    'BSL-1.0',
    'boost software license',
    'boost license',
    'boost software license version 1.0',
    'boost software license 1.0',
  ),
  versioned(
    'MPL',
    ['1.0', '1.1', '2.0'],
    'MPL-2.0',
    'mpl',
    'mozilla public license',
    'mozilla public license mpl',
    'mpl license',
  ),
  fixed('MPL-2.0', 'mplv2', 'mpl2'),
  versioned('EPL', ['1.0', '2.0'], 'EPL-1.0', 'epl', 'eclipse public license'),
  fixed(
    'BSD-3-Clause',
    'eclipse distribution license',
    'edl 1.0',
    'eclipse distribution license version 1.0',
    'eclipse distribution license v 1.0',
    'eclipse distribution license v1.0',
  ),
  versioned('CDDL', ['1.0', '1.1'], 'CDDL-1.0', 'cddl', 'common development and distribution license'),
  versioned('CPL', ['1.0'], 'CPL-1.0', 'common public license'),
  versioned(
    'EUPL',
    ['1.0', '1.1', '1.2'],
    'EUPL-1.2',
    'eupl',
    'european union public license',
    'european union public licence',
  ),
  versioned('Artistic', ['1.0', '2.0'], 'Artistic-1.0', 'artistic license', 'perl artistic license'),
  versioned('OFL', ['1.0', '1.1'], 'OFL-1.1', 'sil open font license', 'open font license', 'ofl', 'sil ofl'),
  versioned('OSL', ['1.0', '1.1', '2.0', '2.1', '3.0'], 'OSL-3.0', 'open software license', 'osl'),
  versioned('AFL', ['1.1', '1.2', '2.0', '2.1', '3.0'], 'AFL-3.0', 'academic free license', 'afl'),
  versioned('ECL', ['1.0', '2.0'], 'ECL-2.0', 'educational community license'),
  versioned('LPPL', ['1.0', '1.1', '1.2'], 'LPPL-1.3c', 'latex project public license', 'lppl'),
  versioned('ZPL', ['1.1', '2.0', '2.1'], 'ZPL-2.1', 'zope public license', 'zpl'),
  versioned('PHP', ['3.0'], 'PHP-3.01', 'php license'),
  versioned('PSF', ['2.0'], 'Python-2.0', 'python software foundation license', 'psf license', 'psfl', 'psf'),
  gnuDocument(['gnu free documentation license', 'gfdl', 'gnu fdl', 'free documentation license']),
  versioned(
    'MulanPSL',
    ['1.0', '2.0'],
    'MulanPSL-2.0',
    'mulan psl',
    'mulan permissive software license',
    'mulanpsl',
    '木兰宽松许可证',
    '木兰宽松许可证第',
  ),
  fixed('MulanPSL-2.0', 'mulan psl v2', 'mulan psl2', 'mulanpsl2'),
  versioned(
    'CC0',
    ['1.0'],
    'CC0-1.0',
    'cc0',
    'creative commons zero',
    'creative commons cc0',
    'cc zero',
    'creative commons public domain dedication',
    'cc0 public domain dedication',
  ),
  fixed('CC0-1.0', 'cc0 1.0 universal'),
  versioned('ODbL', ['1.0'], 'ODbL-1.0', 'open database license', 'odbl'),
  versioned(
    'ODC-By',
    ['1.0'],
    'ODC-By-1.0',
    'odc by',
    'open data commons attribution license',
    'odc attribution license',
  ),
  versioned('PDDL', ['1.0'], 'PDDL-1.0', 'public domain dedication and license', 'pddl'),
  versioned(
    'CDLA-Permissive',
    ['1.0', '2.0'],
    'CDLA-Permissive-2.0',
    'community data license agreement permissive',
    'cdla permissive',
  ),
  versioned(
    'CDLA-Sharing',
    ['1.0'],
    'CDLA-Sharing-1.0',
    'community data license agreement sharing',
    'cdla sharing',
  ),
  fixed('BUSL-1.1', 'business source license', 'business source license 1.1', 'busl 1.1', 'bsl 1.1'),
  fixed('SSPL-1.0', 'server side public license', 'sspl'),
  fixed('Elastic-2.0', 'elastic license 2.0', 'elastic license v2', 'elv2'),
  fixed('PostgreSQL', 'postgresql license'),
  fixed(
    'NCSA',
    'university of illinois ncsa open source license',
    'ncsa open source license',
    'university of illinois open source license',
    'uiuc license',
    'ncsa license',
    'university of illinois',
  ),
  fixed('UPL-1.0', 'universal permissive license', 'upl'),
  fixed('MS-PL', 'microsoft public license', 'ms pl'),
  fixed('MS-RL', 'microsoft reciprocal license', 'ms rl'),
  fixed('Beerware', 'beerware', 'beer ware license', 'beerware license'),
  fixed('Ruby', 'ruby license', 'rubys license'),
  fixed('Vim', 'vim license'),
  fixed('curl', 'curl license'),
  fixed('Libpng', 'libpng license'),
  fixed('OpenSSL', 'openssl license'),
  fixed('HPND', 'historical permission notice and disclaimer', 'hpnd'),
  fixed('BlueOak-1.0.0', 'blue oak model license', 'blue oak model license 1.0.0'),
  fixed('QPL-1.0', 'q public license', 'qpl'),
  fixed('GPL-1.0-or-later', 'gnu copyleft gpl'),
  fixed('CECILL-2.1', 'cecill 2.1', 'cecill v2.1', 'cecill version 2.1'),
  fixed('CECILL-2.0', 'cecill', 'cecill v2', 'cecill version 2', 'cecill 2.0'),
  fixed('CECILL-B', 'cecill b'),
  fixed('CECILL-C', 'cecill c'),
  ...creativeCommons,
];
