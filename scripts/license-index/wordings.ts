import { LONGEST_PHRASE, type PhraseKind } from '../../src/licenses/detection/phrase-table.ts';
import { tokenize } from '../../src/licenses/detection/tokens.ts';
import { readGitTree } from './git-tree.ts';
import { type Draft, readPlain } from './spdx-xml.ts';

const RULES = 'nexB/scancode-toolkit';
const TEXTS = 'aboutcode-org/scancode-licensedb';

export interface Wording {
  readonly hashes: Uint16Array;
  readonly expression: string;
  readonly kind: PhraseKind;
}

interface LicenseFacts {
  readonly license_key: string;
  readonly spdx_license_key: string | null;
  readonly is_exception: boolean;
  readonly is_deprecated: boolean;
  readonly category: string | null;
}

/** Keys of the collection and the SPDX ids that they stand for. */
export function readKeys(): ReadonlyMap<string, LicenseFacts> {
  const index =
    readGitTree(TEXTS, ['docs'], (path) => path === 'docs/index.json').get('docs/index.json') ?? '[]';
  return new Map((JSON.parse(index) as LicenseFacts[]).map((facts) => [facts.license_key, facts]));
}

/** An expression over collection keys as an SPDX expression; null when a key has no id. */
export function toSpdx(expression: string, keys: ReadonlyMap<string, LicenseFacts>): string | null {
  let whole = true;
  const out = expression.replace(/[a-zA-Z0-9.+_-]+/g, (word) => {
    if (/^(and|or|with)$/i.test(word)) return word.toUpperCase();
    const id = keys.get(word.toLowerCase())?.spdx_license_key;
    if (id === undefined || id === null) whole = false;
    return id ?? word;
  });
  return whole ? out : null;
}

function front(text: string): { readonly facts: ReadonlyMap<string, string>; readonly body: string } {
  const parts = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(text);
  const facts = new Map<string, string>();
  for (const row of (parts?.[1] ?? '').matchAll(/^([a-z_]+): (.*)$/gm))
    facts.set(row[1] ?? '', (row[2] ?? '').trim());
  return { facts, body: parts?.[2] ?? '' };
}

/** License texts of the collection that the SPDX list does not have. */
export function readCollectedTexts(
  keys: ReadonlyMap<string, LicenseFacts>,
  known: ReadonlySet<string>,
  longest: (facts: LicenseFacts) => number,
): readonly Draft[] {
  const drafts: Draft[] = [];
  const files = readGitTree(TEXTS, ['docs'], (path) => path.endsWith('.LICENSE'));
  for (const [path, text] of files) {
    const facts = keys.get(path.slice(5, -8));
    const id = facts?.spdx_license_key;
    if (facts === undefined || id === undefined || id === null || known.has(id) || facts.is_deprecated)
      continue;
    const draft = readPlain(id, facts.is_exception ? 'exception' : 'text', front(text).body || text);
    if (/other-(permissive|copyleft)|warranty-disclaimer|unknown|generic|proprietary-license/.test(id))
      continue;
    if (draft.hashes.length < 12 || draft.hashes.length > longest(facts)) continue;
    drafts.push(draft);
  }
  return drafts;
}

/** Reviewed wordings: short ones to be found word for word, and texts with reviewed variations. */
export function readWordings(
  keys: ReadonlyMap<string, LicenseFacts>,
  holdOut: number,
): {
  readonly phrases: readonly Wording[];
  readonly texts: readonly Draft[];
} {
  const phrases: Wording[] = [];
  const texts: Draft[] = [];
  const seen = new Set<string>();
  let number = 0;
  for (const [, text] of readGitTree(RULES, ['src/licensedcode/data/rules'], (path) =>
    path.endsWith('.RULE'),
  )) {
    number++;
    if (holdOut > 0 && number % holdOut === 0) continue;
    const { facts, body } = front(text);
    const yes = (name: string): boolean => facts.get(name) === 'yes';
    const stream = tokenize(body);
    const { hashes } = stream;
    if (hashes.length < 2) continue;
    if (yes('is_false_positive')) {
      if (hashes.length >= 3 && hashes.length <= 60) phrases.push({ hashes, expression: '', kind: 'none' });
      continue;
    }
    const relevance = Number(facts.get('relevance') ?? '100');
    const expression = toSpdx(facts.get('license_expression') ?? '', keys);
    if (
      expression === null ||
      expression === '' ||
      relevance < 90 ||
      /unknown|proprietary-license|other-(permissive|copyleft)|warranty-disclaimer|see-license|-commercial\b|generic-c/.test(
        expression,
      )
    )
      continue;
    const key = `${expression} ${hashes.join(',')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (yes('is_license_text') && hashes.length >= 40) {
      texts.push({ expression, kind: 'text', hashes, flags: new Uint8Array(hashes.length) });
      continue;
    }
    if (hashes.length > LONGEST_PHRASE) continue;
    const notice = yes('is_license_notice') || yes('is_license_tag') || yes('is_license_text');
    if (!notice && !yes('is_license_reference')) continue;
    phrases.push({ hashes, expression, kind: notice && hashes.length >= 4 ? 'notice' : 'name' });
  }
  return { phrases, texts };
}
