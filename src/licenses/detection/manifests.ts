import { parse as parseToml } from 'smol-toml';
import { Parser, parse } from 'yaml';
import type { LicenseSlot } from '../../model/license-part.ts';
import { isReuse, statedTerms } from '../scopes/path-terms.ts';
import type { StatedTerms } from '../scopes/stated-terms.ts';
import type { KnownIds } from './expression.ts';
import { hubLicense, licenseValue } from './license-value.ts';
import { isPerlManifest, perlLicense } from './perl-manifests.ts';

/** A license stated in a field of a manifest or of a model card. */
export interface FieldLicense {
  readonly expression: string;
  /** Line from 1. */
  readonly line: number;
  readonly kind: 'manifest' | 'model-card';
  readonly slot: LicenseSlot;
}

/** A manifest over this is data. */
const LONGEST = 300_000;

type Table = Readonly<Record<string, unknown>>;

function asTable(value: unknown): Table | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : null;
}

function lineOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}

const KEY_LINE = /^[ \t]*["']?(?:license|licenses|licence)["']?[ \t]*[:=]/m;

/** Trove classifiers that name one license (PyPI classifiers, `License :: …`). */
const CLASSIFIERS: Readonly<Record<string, string>> = {
  'apache software license': 'Apache-2.0',
  'mit license': 'MIT',
  'mit no attribution license (mit-0)': 'MIT-0',
  'bsd license': 'LicenseRef-BSD',
  'isc license (iscl)': 'ISC',
  'gnu general public license (gpl)': 'GPL-1.0-or-later',
  'gnu general public license v2 (gplv2)': 'GPL-2.0-only',
  'gnu general public license v2 or later (gplv2+)': 'GPL-2.0-or-later',
  'gnu general public license v3 (gplv3)': 'GPL-3.0-only',
  'gnu general public license v3 or later (gplv3+)': 'GPL-3.0-or-later',
  'gnu lesser general public license v2 (lgplv2)': 'LGPL-2.0-only',
  'gnu lesser general public license v2 or later (lgplv2+)': 'LGPL-2.0-or-later',
  'gnu lesser general public license v3 (lgplv3)': 'LGPL-3.0-only',
  'gnu lesser general public license v3 or later (lgplv3+)': 'LGPL-3.0-or-later',
  'gnu library or lesser general public license (lgpl)': 'LGPL-2.0-or-later',
  'gnu affero general public license v3': 'AGPL-3.0-only',
  'gnu affero general public license v3 or later (agplv3+)': 'AGPL-3.0-or-later',
  'mozilla public license 2.0 (mpl 2.0)': 'MPL-2.0',
  'mozilla public license 1.1 (mpl 1.1)': 'MPL-1.1',
  'mozilla public license 1.0 (mpl)': 'MPL-1.0',
  'python software foundation license': 'Python-2.0',
  'the unlicense (unlicense)': 'Unlicense',
  'zope public license': 'ZPL-2.1',
  'boost software license 1.0 (bsl-1.0)': 'BSL-1.0',
  'artistic license': 'Artistic-2.0',
  'eclipse public license 1.0 (epl-1.0)': 'EPL-1.0',
  'eclipse public license 2.0 (epl-2.0)': 'EPL-2.0',
  'european union public licence 1.2 (eupl 1.2)': 'EUPL-1.2',
  'zlib/libpng license': 'Zlib',
  'universal permissive license (upl)': 'UPL-1.0',
  'university of illinois/ncsa open source license': 'NCSA',
  'cc0 1.0 universal (cc0 1.0) public domain dedication': 'CC0-1.0',
  'mulan permissive software license v2 (mulanpsl-2.0)': 'MulanPSL-2.0',
  'gnu free documentation license (fdl)': 'GFDL-1.1-or-later',
  'w3c license': 'W3C',
};

function classifier(value: string): string | null {
  const last = value.split('::').at(-1)?.trim().toLowerCase() ?? '';
  return Object.hasOwn(CLASSIFIERS, last) ? (CLASSIFIERS[last] ?? null) : null;
}

/** A classifier that PyPI's list does not have, and that names a license with its version all the same. */
function freeClassifier(ids: KnownIds, value: string): string | null {
  const last = value.split('::').at(-1)?.trim() ?? '';
  return /\d/.test(last) ? licenseValue(ids, last) : null;
}

function classifiersIn(ids: KnownIds, text: string): readonly string[] {
  const found: string[] = [];
  for (const row of text.matchAll(/License\s?::\s?[^"'\n]{3,120}/g)) {
    const expression = classifier(row[0]) ?? freeClassifier(ids, row[0]);
    if (expression !== null) found.push(expression);
  }
  return found;
}

/** The more exact of what the field and the classifiers say: `BSD License` adds nothing to `BSD-2-Clause`. */
function withClassifiers(field: string | null, classifiers: readonly string[]): readonly string[] {
  if (field !== null) return [field];
  const exact = [...new Set(classifiers)];
  return exact.length > 1 ? [exact.join(' OR ')] : exact;
}

function ofPackageJson(ids: KnownIds, text: string): readonly string[] {
  const manifest = asTable(JSON.parse(text));
  if (manifest === null) return [];
  const value = (entry: unknown): string | null => {
    if (typeof entry === 'string') return licenseValue(ids, entry);
    const type = asTable(entry)?.type ?? asTable(entry)?.name;
    return typeof type === 'string' ? licenseValue(ids, type) : null;
  };
  if (manifest.license !== undefined && !Array.isArray(manifest.license)) {
    const one = value(manifest.license);
    if (one !== null) return [one];
  }
  const many = Array.isArray(manifest.license)
    ? manifest.license
    : Array.isArray(manifest.licenses)
      ? manifest.licenses
      : [];
  const each = many.map(value).filter((one) => one !== null);
  return each.length === 0 ? [] : [[...new Set(each)].join(' OR ')];
}

function ofToml(ids: KnownIds, text: string): readonly string[] {
  const whole = asTable(parseToml(text));
  if (whole === null) return [];
  for (const table of [
    whole.project,
    asTable(whole.tool)?.poetry,
    whole.package,
    asTable(whole.workspace)?.package,
    asTable(whole.tool)?.flit,
  ]) {
    const fields = asTable(table);
    if (fields === null) continue;
    const { license } = fields;
    const stated = typeof license === 'string' ? license : asTable(license)?.text;
    const field = typeof stated === 'string' ? licenseValue(ids, stated) : null;
    const classifiers = Array.isArray(fields.classifiers)
      ? fields.classifiers
          .flatMap((one) => (typeof one === 'string' ? [classifier(one) ?? ''] : []))
          .filter(Boolean)
      : [];
    const said = withClassifiers(field, classifiers);
    if (said.length > 0) return said;
  }
  return [];
}

function ofSetup(ids: KnownIds, text: string): readonly string[] {
  const python = /\blicense\s?=\s?(["'])([^"'\n]{1,200})\1/.exec(text)?.[2];
  const config = /^license[ \t]*=[ \t]*([^\n]{1,200})$/m.exec(text)?.[1];
  const stated = python ?? config;
  const field = stated === undefined ? null : licenseValue(ids, stated);
  return withClassifiers(field, classifiersIn(ids, text));
}

/** `license` of CodeMeta: an SPDX address, or several. */
function ofCodeMeta(ids: KnownIds, text: string): readonly string[] {
  const license = asTable(JSON.parse(text))?.license;
  const each = (Array.isArray(license) ? license : [license]).flatMap((one) => {
    const stated =
      typeof one === 'string' ? one : (asTable(one)?.url ?? asTable(one)?.['@id'] ?? asTable(one)?.name);
    const value =
      typeof stated === 'string'
        ? stated.replace(/^https?:\/\/spdx\.org\/licenses\/|\.(?:html|json)$/gi, '')
        : '';
    const named = licenseValue(ids, value);
    return named === null ? [] : [named];
  });
  return each.length === 0 ? [] : [[...new Set(each)].join(' AND ')];
}

/** Errors are thrown without the place that a person would want: to draw each takes the length of the text. */
const YAML = { maxAliasCount: 20, prettyErrors: false, logLevel: 'error' } as const;

/** Throws at the first mistake: of a hundred thousand of them the library makes an exception each. */
function parseYaml(text: string): unknown {
  for (const { type } of new Parser().parse(text)) if (type === 'error') throw new SyntaxError('no YAML');
  return parse(text, YAML);
}

function ofYaml(ids: KnownIds, text: string): readonly string[] {
  const license = asTable(parseYaml(text))?.license;
  const values = Array.isArray(license) ? license : [license];
  const each = values
    .flatMap((one) => (typeof one === 'string' ? [licenseValue(ids, one) ?? ''] : []))
    .filter(Boolean);
  return each.length === 0 ? [] : [each.join(' OR ')];
}

/** Fields of the YAML head of a model card; `license_name` says which one `license: other` is. */
function ofModelCard(ids: KnownIds, head: string): readonly string[] {
  const card = asTable(parseYaml(head));
  if (card === null) return [];
  const { license, license_name: name, license_link: link } = card;
  const values = (Array.isArray(license) ? license : [license]).filter((one) => typeof one === 'string');
  const address = typeof link === 'string' ? link : '';
  const each = values.map((one) => hubLicense(ids, one)).filter((one) => one !== null);
  if (each.length > 0) return [...new Set(each)];
  if (typeof name === 'string') {
    const named = hubLicense(ids, name, address);
    if (named !== null) return [named];
  }
  if (typeof link === 'string') {
    const linked = licenseValue(ids, decodeURIComponentSafe(link).replace(/[-_/.]+/g, ' '));
    if (linked !== null) return [linked];
  }
  return typeof name === 'string' && /^[A-Za-z0-9.-]{2,60}$/.test(name) ? [`LicenseRef-${name}`] : [];
}

/** Fields that only the card of an app has, and those that only the card of a data set has (huggingface.co/docs/hub). */
const APP_FIELDS = /^(?:sdk|app_file|sdk_version)\s*:/m;
const DATA_FIELDS =
  /^(?:task_categories|task_ids|size_categories|source_datasets|dataset_info|annotations_creators)\s*:/m;
const MODEL_FIELDS = /^(?:base_model|pipeline_tag|library_name|model-index)\s*:/m;

/** What the license in a card's head is for: a model hub keeps apps, data sets and models, each with a card of its own. */
function cardSlot(head: string): 'code' | 'data' | 'weights' {
  if (MODEL_FIELDS.test(head)) return 'weights';
  if (APP_FIELDS.test(head)) return 'code';
  return DATA_FIELDS.test(head) ? 'data' : 'weights';
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The YAML head of a Markdown file, or null. */
export function yamlHead(text: string): string | null {
  if (!/^\uFEFF?---[ \t]*\r?\n/.test(text)) return null;
  const end = text.slice(0, 60_000).search(/\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/);
  return end < 0 ? null : text.slice(text.indexOf('\n') + 1, end);
}

/** R's own forms: `GPL (>= 2)`, `GPL-2 | GPL-3`, `MIT + file LICENSE`. */
function ofDescription(ids: KnownIds, text: string): readonly string[] {
  const stated = /^License:[ \t]*([^\n]{1,200}(?:\n[ \t][^\n]{1,200})*)/m.exec(text)?.[1];
  if (stated === undefined) return [];
  const each = stated.split('|').flatMap((one) => {
    const plain = one
      .replace(/\+?\s*file\s+LICEN[CS]E/i, '')
      .replace(/_/g, '-')
      .trim();
    const from = /^(A|L)?GPL\s*\(>=?\s*(\d(?:\.\d)?)\)$/.exec(plain);
    const exact = /^((?:A|L)?GPL)(?:-|\s*\(==?\s*)(\d(?:\.\d)?)\)?$/.exec(plain);
    const full = (version = ''): string => (version.includes('.') ? version : `${version}.0`);
    if (from !== null) return [`${from[1] ?? ''}GPL-${full(from[2])}-or-later`];
    if (exact !== null) return [`${exact[1]}-${full(exact[2])}-only`];
    const named = licenseValue(
      ids,
      plain.replace(/\(([<>=]+)\s*([\d.]+)\)/, '$2').replace(/-clause$/i, '-Clause'),
    );
    return named === null ? [] : [named];
  });
  return each.length === 0 ? [] : [[...new Set(each)].join(' OR ')];
}

/** Null where no field states anything, so that the file is read as text. */
const fieldsOrText = (said: readonly string[]): readonly string[] | null => (said.length === 0 ? null : said);

const orNothing = (expression: string): readonly string[] => (expression === '' ? [] : [expression]);

/** Names in the elements of Maven's and NuGet's manifests. */
function ofXml(ids: KnownIds, text: string): readonly string[] {
  const maven = [...text.matchAll(/<license>\s*<name>([^<>]{1,120})<\/name>/g)];
  const nuget = /<license type="expression">([^<>]{1,120})<\/license>/.exec(text);
  const each = (nuget === null ? maven : [nuget]).flatMap((one) => licenseValue(ids, one[1] ?? '') ?? []);
  return each.length === 0 ? [] : [[...new Set(each)].join(' OR ')];
}

/** `license` or `licenses` of a Ruby gem. */
function ofGem(ids: KnownIds, text: string): readonly string[] {
  const value = /\.licenses?\s*=\s*(\[[^\]]{1,200}\]|["'][^"'\n]{1,120}["'])/.exec(text)?.[1] ?? '';
  const each = [...value.matchAll(/["']([^"']+)["']/g)].flatMap(
    (one) => licenseValue(ids, one[1] ?? '') ?? [],
  );
  return each.length === 0 ? [] : [[...new Set(each)].join(' OR ')];
}

function read(ids: KnownIds, path: string, text: string): readonly string[] | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'package.json' || name === 'composer.json' || name === 'bower.json')
    return ofPackageJson(ids, text);
  if (name === 'pyproject.toml' || name === 'cargo.toml') return ofToml(ids, text);
  if (name === 'setup.py' || name === 'setup.cfg') return fieldsOrText(ofSetup(ids, text));
  if (name === 'citation.cff') return ofYaml(ids, text);
  if (name === 'description' && /^Package:/m.test(text)) return ofDescription(ids, text);
  if (name === 'pom.xml' || name.endsWith('.nuspec')) return fieldsOrText(ofXml(ids, text));
  if (name.endsWith('.gemspec')) return fieldsOrText(ofGem(ids, text));
  if (isPerlManifest(name)) return fieldsOrText(orNothing(perlLicense(text)));
  if (name === 'codemeta.json') return ofCodeMeta(ids, text);
  return null;
}

/** A pattern of REUSE.toml or of a stanza that stands for the whole repository. */
const WHOLE = /^(?:\*|\*\*|\*\*\/\*|\.)$/;

/** What a part of the repository is under is not what its code as a whole is under. */
function ofParts(ids: KnownIds, parts: readonly StatedTerms[]): readonly FieldLicense[] {
  return parts.flatMap(({ paths, license, line }): readonly FieldLicense[] => {
    const expression = license === null ? null : licenseValue(ids, license);
    if (expression === null) return [];
    const slot = paths.some((one) => WHOLE.test(one)) ? ('code' as const) : ('docs' as const);
    return [{ expression, line, kind: 'manifest', slot }];
  });
}

/** Licenses in the fields of a known manifest or a model card; null when the file is neither or is broken. */
export function findFields(ids: KnownIds, path: string, text: string): readonly FieldLicense[] | null {
  if (text.length > LONGEST) return null;
  try {
    const parts = statedTerms(path, text);
    if (parts.length > 0 || isReuse(path)) return ofParts(ids, parts);
    const said = read(ids, path, text);
    if (said !== null) {
      const line = lineOf(text, KEY_LINE);
      return said.map((expression) => ({
        expression,
        line,
        kind: 'manifest' as const,
        slot: 'code' as const,
      }));
    }
    const head = /\.(md|markdown|mdx)$/i.test(path) ? yamlHead(text) : null;
    if (head === null) return null;
    const line = lineOf(text, /^license/m);
    const slot = cardSlot(head);
    return ofModelCard(ids, head).map((expression) => ({
      expression,
      line,
      kind: 'model-card' as const,
      slot,
    }));
  } catch {
    // A broken manifest is read as plain text.
    return null;
  }
}
