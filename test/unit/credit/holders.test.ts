import { holderOf, keeps, sameHolder } from '../../../src/credit/headers.ts';
import { holds } from '../table.ts';

const keepsLine = ([local, upstream]: readonly [string, string]): boolean => keeps(local, upstream);
const same = ([one, other]: readonly [string, string]): boolean => sameHolder(one, other);

describe('the holder in a copyright line', () => {
  it('is what is left without years, signs, forms of companies and words of reservation', () => {
    holds(
      [
        ['Copyright (c) 2020-2022 The Heron Authors. All rights reserved.', 'the heron authors'],
        ['# Copyright 2020 Heron, Inc. and its affiliates', 'heron'],
        ['© 2020 by Heron Ltd.', 'heron'],
        ['Put together by us / Copyright 2022 Heron', 'heron'],
        ['SPDX-FileCopyrightText: 2020 Heron GmbH', 'heron'],
        ['(c) 2020-present Heron Corp.', 'heron'],
        ['Heron', 'heron'],
        ['Copyright 2020', ''],
        ['Copyright Heron et al.', 'heron'],
        ['Copyright 2020 Hëron & Söhne', 'hëron söhne'],
        ['X (c) 1999 Heron', 'heron'],
        ['Copyright 1820 Heron', '1820 heron'],
        ['Copyright 20201 Heron', '20201 heron'],
        ['Copyright Bytes Inc', 'bytes'],
      ],
      holderOf,
    );
  });
  it('is kept with every year of it, or with others beside it', () => {
    holds(
      [
        [['Copyright 2020 Heron', 'Copyright 2020 Heron'], true],
        [['# Copyright (c) 2020 Heron.', 'Copyright 2020 Heron'], true],
        [['Copyright 2020 Heron', 'Copyright 2021 Heron'], false],
        [['Copyright 2019-2022 Heron', 'Copyright 2021 Heron'], true],
        [['Copyright 2021 Heron', 'Copyright 2019-2022 Heron'], false],
        [['Copyright 2019, 2020 Heron', 'Copyright 2020 Heron'], true],
        [['Copyright 2019 – 2022 Heron', 'Copyright 2020 Heron'], true],
        [['Copyright 2019-present Heron', 'Copyright 2020 Heron'], true],
        [['Copyright 2019-present Heron', 'Copyright 2019 Heron'], true],
        [['Copyright 2020 Heron', 'Copyright Heron'], true],
        [['Copyright Heron', 'Copyright 2020 Heron'], false],
        [['Copyright 2020 Stork', 'Copyright 2020 Heron'], false],
        [['Copyright 2020 Heron and Stork', 'Copyright 2020 Heron'], true],
        [['Copyright 2020 The Heron Authors and Stork', 'Copyright 2020 The Heron Authors'], true],
        [['Copyright 2022 Stork, The Heron Authors', 'Copyright 2020 The Heron Authors'], true],
        [['Copyright 2022 Stork and Heron', 'Copyright 2020 Heron'], false],
        [['Copyright 2022 The Heron Authorship', 'Copyright 2020 The Heron Authors'], false],
        [['Portions Copyright 2020 Heron', 'by us / Copyright 2020 Heron'], true],
        [['Copyright 1900-2020 Heron', 'Copyright 2000 Heron'], true],
        [['Copyright 1900-2020 Heron', 'Copyright 1980 Heron'], true],
        [['Copyright 1900-2020 Heron', 'Copyright 1981 Heron'], true],
      ],
      keepsLine,
    );
  });
  it('is the same where one name holds the other, short names where they are equal', () => {
    holds(
      [
        [['Heron', 'Heron AI'], true],
        [['Heron AI', 'heron'], true],
        [['Heron', 'Stork'], false],
        [['Ibis', 'the ibises'], true],
        [['ibi', 'ibis'], false],
        [['ibi', 'IBI'], true],
        [['ibi', 'ibx'], false],
        [['', ''], false],
        [['ibis', 'ibi'], false],
        [['He-ron', 'heron'], true],
        [['abcd', 'abcde'], true],
        [['abc', 'abcde'], false],
      ],
      same,
    );
  });
});
