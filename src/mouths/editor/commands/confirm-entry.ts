import * as vscode from 'vscode';
import { isDay } from '../../../decisions/parse-decision.ts';
import { t } from '../l10n.ts';

/** What a person confirms of a new entry: under these facts its matches are told. */
interface Facts {
  readonly name: string;
  readonly license: string;
  /** A day, or empty when nobody knows. */
  readonly published: string;
}

function textOf(entry: Record<string, unknown>, key: string): string {
  const value = entry[key];
  return typeof value === 'string' ? value : '';
}

function factsOf(entry: Record<string, unknown>): Facts {
  const license: unknown = entry.codeLicense;
  const expression: unknown =
    typeof license === 'object' && license !== null ? Reflect.get(license, 'expression') : '';
  return {
    name: textOf(entry, 'name'),
    license: typeof expression === 'string' ? expression : '',
    published: textOf(entry, 'published').slice(0, 10),
  };
}

/** Asks for each fact with what was read as the proposal; undefined when a person turned back. */
async function askFacts(read: Facts): Promise<Facts | undefined> {
  const ask = (step: number, prompt: string, value: string, check: (text: string) => string) =>
    vscode.window.showInputBox({
      title: t('Add Upstream: Confirm What Was Read ({0} of 3)', step),
      prompt,
      value,
      ignoreFocusOut: true,
      validateInput: (text) => check(text.trim()),
    });
  const needed = (text: string): string => (text === '' ? t('This is needed.') : '');
  const name = await ask(1, t('Its name, as a credit should say it'), read.name, needed);
  if (name === undefined) return undefined;
  const license = await ask(
    2,
    t('License of its code: an SPDX expression; NONE when it states none, NOASSERTION when nobody knows'),
    read.license,
    needed,
  );
  if (license === undefined) return undefined;
  const published = await ask(
    3,
    t('The day on which it was first public, such as 2024-05-20; empty: not known'),
    read.published,
    (text) => (text === '' || isDay(text) ? '' : t('A day such as 2027-01-31.')),
  );
  if (published === undefined) return undefined;
  return { name: name.trim(), license: license.trim(), published: published.trim() };
}

/** The entry with what a person said of it; what stayed as it was read keeps where it was read. */
function stated(entry: Record<string, unknown>, read: Facts, said: Facts): Record<string, unknown> {
  return {
    ...entry,
    ...(said.name === read.name ? {} : { name: said.name }),
    ...(said.license === read.license
      ? {}
      : { codeLicense: { expression: said.license, source: 'stated when it was added' } }),
    ...(said.published === read.published
      ? {}
      : {
          published: said.published === '' ? null : said.published,
          publishedBasis: 'stated when it was added',
        }),
  };
}

/**
 * Has a person confirm name, license and date of an entry file, and writes what was changed. Answers `changed` when the
 * index has to be built anew, `same` when not, `cancelled` when a person turned back: then the entry stays as it was read.
 */
export async function confirmEntry(file: vscode.Uri): Promise<'changed' | 'same' | 'cancelled'> {
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const entry = JSON.parse(text) as Record<string, unknown>;
  const read = factsOf(entry);
  const said = await askFacts(read);
  if (said === undefined) return 'cancelled';
  const next = `${JSON.stringify(stated(entry, read, said), null, 2)}\n`;
  if (next === text) return 'same';
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(next));
  return 'changed';
}
