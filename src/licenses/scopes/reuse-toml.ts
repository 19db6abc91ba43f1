import { parse as parseToml } from 'smol-toml';
import type { Precedence, StatedTerms } from './stated-terms.ts';

const MARK = /^\s*\[\[\s*annotations\s*\]\]/gm;

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

function precedenceOf(value: unknown): Precedence {
  return value === 'aggregate' || value === 'override' ? value : 'closest';
}

/** The annotations of a REUSE.toml in their order; none where it is broken. */
export function reuseAnnotations(text: string): readonly StatedTerms[] {
  const annotations = tableOf(text)?.annotations;
  if (!Array.isArray(annotations)) return [];
  const lines = [...text.matchAll(MARK)].map((mark) => lineAt(text, mark.index + mark[0].length));
  return annotations.flatMap((one: unknown, number): readonly StatedTerms[] => {
    if (typeof one !== 'object' || one === null) return [];
    const table = one as Readonly<Record<string, unknown>>;
    const paths = textsOf(table.path);
    if (paths.length === 0) return [];
    const licenses = textsOf(table['SPDX-License-Identifier']);
    return [
      {
        paths,
        license:
          licenses.length === 0
            ? null
            : licenses.map((each) => (licenses.length > 1 ? `(${each})` : each)).join(' AND '),
        copyrights: textsOf(table['SPDX-FileCopyrightText']),
        precedence: precedenceOf(table.precedence),
        line: lines[number] ?? 1,
      },
    ];
  });
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function tableOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return parseToml(text);
  } catch {
    return null;
  }
}
