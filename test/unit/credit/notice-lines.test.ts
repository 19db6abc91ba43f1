import { normaliseNoticeLine, normalisePhrase } from '../../../src/credit/notice-lines.ts';
import { holds } from '../table.ts';

describe('a line of a notice', () => {
  it('is the same in any comment style, case, quotes and width', () => {
    holds(
      [
        ['# Copyright 2020  X', 'copyright 2020 x'],
        ['  ## Copyright', 'copyright'],
        ['// Copyright', 'copyright'],
        ['/// Copyright', 'copyright'],
        ['/* Copyright */', 'copyright'],
        ['/** Copyright **/', 'copyright'],
        [' * Copyright', 'copyright'],
        ['-- x', 'x'],
        ['---- x', 'x'],
        ['; x', 'x'],
        [';; x', 'x'],
        ['% x', 'x'],
        ['%% x', 'x'],
        ['<!-- x -->', 'x'],
        ['"""x"""', 'x'],
        ["'''x'''", 'x'],
        ['REM x', 'x'],
        ['rem x', 'x'],
        ['REMx', 'remx'],
        ['dnl x', 'x'],
        ['dnlx', 'dnlx'],
        ['“x” ‘y’ „z”', '"x" \'y\' "z"'],
        ['== x ==', 'x'],
        ['x.,;', 'x'],
        ['#! x', 'x'],
        ['ＡＢ', 'ab'],
        ['- x -', 'x'],
        ["x'''  ", 'x'],
        ['x"""', 'x'],
        ['x --> ', 'x'],
      ],
      normaliseNoticeLine,
    );
  });
  it('keeps marks that stand inside', () => {
    holds(
      [
        ['x --> y', 'x --> y'],
        ['x */ y', 'x */ y'],
        ['a#b', 'a#b'],
        ['x // y', 'x // y'],
        ['#!/bin', '/bin'],
        ['x = y', 'x = y'],
      ],
      normaliseNoticeLine,
    );
  });
  it('is empty where it holds nothing but marks', () => {
    holds(
      [
        ['', ''],
        ['   ', ''],
        ['***', ''],
        ['/*', ''],
        ['*/', ''],
        ['##', ''],
        ['-->', ''],
        ['"""', ''],
        ['----', ''],
      ],
      normaliseNoticeLine,
    );
  });
});
describe('a phrase', () => {
  it('is looked for without case, quotes, emphasis, width and line breaks', () => {
    holds(
      [
        ["“A” 'b' *c* _d_ `e` ‘f’ „g\"", 'a b c d e f g'],
        ['© 2020', '(c) 2020'],
        ['a\n  b', 'a b'],
        [' A ', 'a'],
        ['ＡＢ', 'ab'],
        ['a. ', 'a.'],
      ],
      normalisePhrase,
    );
  });
});
