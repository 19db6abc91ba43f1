import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error a script without types
import { chineseBundle } from '../../scripts/l10n-bundle.mjs';
// @ts-expect-error a script without types
import { l10nKeys, statedBases } from '../../scripts/l10n-keys.mjs';

const root = join(import.meta.dirname, '../..');

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}
interface Item {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly Item[]>>;
    readonly keybindings: readonly (Item & { readonly key: string })[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
  };
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

type Texts = Readonly<Record<string, string>>;

const manifest = json<Manifest>('package.json');
const english = json<Texts>('package.nls.json');
const chinese = json<Texts>('package.nls.zh-cn.json');
const bundle: Texts = chineseBundle();
const { commands, menus, keybindings, configuration } = manifest.contributes;

function title(command: Command): string {
  return english[command.title.replaceAll('%', '')] ?? '';
}

function placeholders(text: string): readonly string[] {
  return (text.match(/\{\d+\}/g) ?? []).sort();
}

describe('the manifest', () => {
  it('names every command in title case under one category', () => {
    const small = /^(with|in|a|an|as|or|the|of|to|not|bundled)$/;
    for (const command of commands) {
      assert.equal(command.category, 'Forebear');
      for (const word of title(command).split(/[\s/]+/)) {
        assert.ok(small.test(word) || /^[A-Z]/.test(word), `"${title(command)}" in ${command.command}`);
      }
    }
  });

  it('offers at most 15 commands in the palette', () => {
    const hidden = new Set(
      (menus.commandPalette ?? []).filter(({ when }) => when === 'false').map(({ command }) => command),
    );
    const shown = commands.filter(({ command }) => !hidden.has(command));
    assert.ok(shown.length <= 15, shown.map(({ command }) => command).join(', '));
  });

  it('has at most 12 settings, each typed, scoped, described and in order', () => {
    const settings = Object.entries(configuration.properties);
    assert.ok(settings.length <= 12);
    for (const [name, setting] of settings) {
      for (const key of ['type', 'scope', 'markdownDescription', 'order', 'default']) {
        assert.ok(key in setting, `${name} has ${key}`);
      }
    }
    assert.equal(new Set(settings.map(([, setting]) => setting.order)).size, settings.length);
  });

  it('is never activated at start-up', () => {
    const events = manifest.activationEvents;
    assert.deepEqual(
      events.filter(
        (event) => event === '*' || event.startsWith('onStartup') || event.startsWith('onLanguage'),
      ),
      [],
    );
  });

  it('names only commands that exist in menus, keys, welcome texts and steps', () => {
    const known = new Set(commands.map(({ command }) => command));
    const used = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);
    const linked = Object.values(english).flatMap((text) =>
      [...text.matchAll(/command:(forebear\.\w+)/g)].map(([, command]) => command ?? ''),
    );
    assert.deepEqual(
      [...used, ...linked].filter((command) => command.startsWith('forebear.') && !known.has(command)),
      [],
    );
  });

  it('gives every entry of a menu a condition', () => {
    for (const [menu, items] of Object.entries(menus)) {
      for (const item of items) assert.ok((item.when ?? '') !== '', `${item.command} in ${menu}`);
    }
  });

  it('keeps keys for the tree away from text that is being typed', () => {
    for (const { key, when } of keybindings.filter(({ key: one }) => one.length === 1)) {
      assert.match(when ?? '', /!inputFocus/, key);
    }
  });

  it('has an English and a Chinese text for every placeholder, and no text without one', () => {
    const used = new Set(
      [...JSON.stringify(manifest).matchAll(/%([a-zA-Z.]+)%/g)].map(([, key]) => key ?? ''),
    );
    assert.deepEqual([...used].filter((key) => !(key in english)).sort(), []);
    assert.deepEqual([...used].filter((key) => !(key in chinese)).sort(), []);
    assert.deepEqual(
      Object.keys(english).filter((key) => !used.has(key)),
      [],
    );
    assert.deepEqual(
      Object.keys(chinese).filter((key) => !used.has(key)),
      [],
    );
  });

  it('points at files that exist', () => {
    const paths = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:media|syntaxes|docs)\/[^"]+)"/g)];
    // A pattern of the package's files is no path.
    for (const [, path = ''] of paths) if (!path.includes('*')) assert.ok(existsSync(join(root, path)), path);
  });

  it('restricts, in untrusted workspaces, the settings that name places outside', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.deepEqual([...restricted].sort(), ['forebear.catalogues', 'forebear.mirror']);
  });
});

describe('the translations', () => {
  it('hold every sentence of the extension and of the panel, and no other', () => {
    const keys: readonly string[] = l10nKeys();
    assert.ok(keys.length > 200);
    assert.deepEqual(
      keys.filter((key) => !Object.hasOwn(bundle, key)),
      [],
    );
    assert.deepEqual(
      Object.keys(bundle).filter((key) => !keys.includes(key) && !statedBases().has(key)),
      [],
    );
  });

  it('keep the places of arguments', () => {
    for (const [sentence, translation] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(translation), placeholders(sentence), sentence);
    }
  });

  it('keep the commands of links', () => {
    for (const [key, text] of Object.entries(english)) {
      const links = (value: string): readonly string[] => (value.match(/command:[\w.]+/g) ?? []).sort();
      assert.deepEqual(links(chinese[key] ?? ''), links(text), key);
    }
  });
});

describe('the stylesheet', () => {
  it('takes every color from the theme', () => {
    const css = readFileSync(join(root, 'webview/styles/panel.css'), 'utf8');
    assert.deepEqual(css.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi), null);
  });
});

describe('the panel', () => {
  it('knows its control library in one file only', () => {
    const users = ['panel.ts', 'main.ts', 'element.ts', 'view.ts'].filter((name) =>
      readFileSync(join(root, 'webview', name), 'utf8').includes('webview-ui-toolkit'),
    );
    assert.deepEqual(users, []);
    assert.match(readFileSync(join(root, 'webview/controls.ts'), 'utf8'), /webview-ui-toolkit/);
  });
});
