import type { LineRange } from '../../src/model/report.ts';
import { ToEditor } from '../../src/mouths/panel/evidence-api.ts';
import { link } from '../controls.ts';
import { post } from '../host.ts';
import { t } from '../strings.ts';

/** A place in the audited repository, which opens in the editor. */
export function placeLink(path: string, range: LineRange): HTMLElement {
  const { startLine, endLine } = range;
  const text = startLine === endLine ? `${path}:${startLine}` : `${path}:${startLine}–${endLine}`;
  return link(text, () => post(ToEditor.openPlace, { path, startLine, endLine }), t('Open {0}', text));
}
