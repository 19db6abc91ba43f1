import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import { breakable, type Child, custom, h } from './element.ts';

/** The only file that knows the control library: replacing it means rewriting the functions below. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeProgressRing(),
  );
}

export interface ButtonOptions {
  readonly label: string;
  readonly onClick: () => void;
  readonly primary?: boolean;
  /** A longer name for screen readers, where the label alone is ambiguous. */
  readonly name?: string;
  readonly disabled?: boolean;
  readonly key?: string;
}

export function button(options: ButtonOptions): HTMLElement {
  return custom(
    'vscode-button',
    {
      appearance: options.primary === true ? 'primary' : 'secondary',
      'aria-label': options.name ?? options.label,
      'data-key': options.key ?? null,
      disabled: options.disabled === true,
      onclick: options.onClick,
    },
    options.label,
  );
}

/** A button that reads as a link inside a sentence or a cell. */
export function link(label: string, onClick: () => void, name = label, key?: string): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'link',
      'aria-label': name,
      title: name,
      'data-key': key ?? null,
      onclick: onClick,
    },
    ...breakable(label),
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function dropdown(
  label: string,
  choices: readonly Choice[],
  value: string,
  onChange: (value: string) => void,
): HTMLElement {
  const control = custom(
    'vscode-dropdown',
    { 'aria-label': label, 'data-key': `choice:${label}` },
    ...choices.map((choice) =>
      custom('vscode-option', { value: choice.value, selected: choice.value === value }, choice.label),
    ),
  );
  control.addEventListener('change', () => {
    const chosen: unknown = Reflect.get(control, 'value');
    if (typeof chosen === 'string') onChange(chosen);
  });
  return h('div', { class: 'field' }, h('span', { class: 'label', 'aria-hidden': 'true' }, label), control);
}

export function checkbox(
  label: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
  options: { readonly key?: string; readonly isBare?: boolean } = {},
): HTMLElement {
  const bare = options.isBare === true;
  const control = custom(
    'vscode-checkbox',
    { checked, 'data-key': options.key ?? `check:${label}`, 'aria-label': bare ? label : null },
    bare ? null : label,
  );
  control.addEventListener('change', () => onChange(Reflect.get(control, 'checked') === true));
  return control;
}

export function progressRing(label: string): HTMLElement {
  return custom('vscode-progress-ring', { 'aria-label': label });
}

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
}

export interface Tabs {
  readonly element: HTMLElement;
  select(id: string): void;
  /** Puts content into one tab and empties the others. */
  fill(id: string, ...content: readonly Child[]): void;
}

export function tabs(label: string, all: readonly Tab[], onSelect: (id: string) => void): Tabs {
  const views = new Map(
    all.map(({ id }) => [id, custom('vscode-panel-view', { id: `view-${id}`, tabindex: '-1' })] as const),
  );
  const element = custom(
    'vscode-panels',
    { 'aria-label': label },
    ...all.map((tab) =>
      custom(
        'vscode-panel-tab',
        { id: `tab-${tab.id}` },
        tab.label,
        tab.count === undefined || tab.count === 0
          ? null
          : h('span', { class: 'badge', 'aria-hidden': 'true' }, tab.count),
      ),
    ),
    ...views.values(),
  );
  let current = '';
  element.addEventListener('change', () => {
    const active = String(Reflect.get(element, 'activeid') ?? '').replace(/^tab-/, '');
    // The library also reports a change when it is first drawn, which may come late, when a person has the focus on
    // another tab already; a person's change comes with the focus on the tab itself.
    if (document.activeElement?.closest('vscode-panel-tab')?.id !== `tab-${active}`) return;
    if (active === '' || active === current || !views.has(active)) return;
    current = active;
    onSelect(active);
  });
  return {
    element,
    select: (id) => {
      current = id;
      element.setAttribute('activeid', `tab-${id}`);
    },
    fill: (id, ...content) => {
      for (const [name, view] of views) {
        if (name === id) view.replaceChildren(h('div', { class: 'page' }, ...content));
        else view.replaceChildren();
      }
    },
  };
}
