export type Child = Node | string | number | null | false | undefined;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);
export type Attributes = Readonly<Record<string, Value>>;

const SVG = 'http://www.w3.org/2000/svg';

function fill<E extends Element>(made: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  for (const child of children) {
    if (child === null || child === false || child === undefined) continue;
    made.append(typeof child === 'number' ? String(child) : child);
  }
  return made;
}

/** Makes an element. Strings become text nodes, never markup; `onclick` and the like take functions. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** A path that may break after its slashes, or a name that may break after its separators, and nowhere else. */
export function breakable(text: string): readonly Child[] {
  return text
    .split(text.includes('/') ? /(?<=\/)/ : /(?<=[._])/)
    .flatMap((part, at) => (at === 0 ? [part] : [h('wbr'), part]));
}

/** Makes an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Makes a custom element by its tag name. */
export function custom(tag: string, attributes: Attributes, ...children: readonly Child[]): HTMLElement {
  return fill(document.createElement(tag), attributes, children);
}
