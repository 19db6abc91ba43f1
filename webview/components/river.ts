const NAMES = new Set([
  'svg',
  'title',
  'desc',
  'defs',
  'pattern',
  'rect',
  'circle',
  'path',
  'text',
  'g',
  'a',
]);

/** Our own picture, read as XML and admitted element by element: nothing else could come in by a name in it. */
export function pictureFrom(markup: string): SVGElement | null {
  if (markup === '') return null;
  const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement;
  if (!(parsed instanceof SVGElement)) return null;
  for (const element of [parsed, ...parsed.querySelectorAll('*')]) {
    if (!NAMES.has(element.localName)) return null;
    for (const { name, value } of [...element.attributes]) {
      const isLink = name === 'href' && value !== '#';
      if (name.startsWith('on') || name === 'style' || isLink) element.removeAttribute(name);
    }
  }
  return document.importNode(parsed, true);
}
