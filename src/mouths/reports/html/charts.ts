import {
  type AuditedModule,
  type AuditReport,
  type Lineage,
  STRENGTHS,
  type Strength,
} from '../../../model/report.ts';
import type { Answer } from '../answer/answer.ts';
import type { ModulePair } from '../answer/module-pair.ts';
import { count, percent, thousands } from '../wording.ts';
import { html, type Markup } from './escape.ts';
import { rows } from './rows.ts';

const MOST_COLUMNS = 8;
const MOST_FILES = 60;

/** Roles by upstreams: how many modules of a role match, and the most that one of them has. A table is its own text twin. */
export function matrix(answer: Answer): Markup {
  const columns = answer.upstreams.filter(({ pairs }) => pairs.length > 0).slice(0, MOST_COLUMNS);
  if (columns.length === 0)
    return answer.identity?.relation === 'self'
      ? html`<p>No module matches another upstream than ${answer.identity.name}, which this repository is.</p>`
      : html`<p>No module matches an upstream of the catalogue.</p>`;
  const cells = new Map<string, readonly ModulePair[]>();
  const weights = new Map<string, number>();
  for (const { lineage, pairs } of columns) {
    for (const pair of pairs) {
      const { role } = pair.module;
      const key = `${role} ${lineage.upstream}`;
      cells.set(key, [...(cells.get(key) ?? []), pair]);
      weights.set(role, (weights.get(role) ?? 0) + pair.module.tokens * pair.match.score);
    }
  }
  const roles = [...weights.keys()].sort(
    (a, b) => Number(a === 'other') - Number(b === 'other') || (weights.get(b) ?? 0) - (weights.get(a) ?? 0),
  );
  const cell = (role: string, upstream: string): Markup => {
    const pairs = cells.get(`${role} ${upstream}`) ?? [];
    const most = Math.max(0, ...pairs.map(({ match }) => match.containment.local));
    const best = pairs.reduce<Strength>(
      (strongest, { match }) =>
        STRENGTHS.indexOf(match.strength) < STRENGTHS.indexOf(strongest) ? match.strength : strongest,
      'weak',
    );
    if (pairs.length === 0) return html`<td></td>`;
    return html`<td class="${best}" title="${best}">${pairs.length}<br><small>up to ${percent(most)}</small></td>`;
  };
  const left = answer.upstreams.length - columns.length;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Roles by upstreams"><table class="matrix">
<caption>Modules of each role that match each upstream, and the most of one of them that is in the upstream. Darker: stronger evidence.${left > 0 ? ` ${count(left, 'upstream')} more not shown.` : ''}</caption>
<thead><tr><th scope="col">Role</th>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${roles.map(
    (role) =>
      html`<tr><th scope="row">${role}</th>${columns.map(({ lineage }) => cell(role, lineage.upstream))}</tr>
`,
  )}</tbody></table></div>`;
}

/** What the modules are made of, by size: one bar for each upstream, and the rest. */
export function shareBars(answer: Answer): Markup {
  const bars = [
    ...answer.upstreams,
    ...answer.forerunners.map(({ name, share }) => ({ name, share, state: 'complete' })),
  ].filter(({ share }) => share > 0);
  const rest = Math.max(0, 1 - bars.reduce((sum, { share }) => sum + share, 0));
  const bar = (name: string, share: number, state: string): Markup =>
    html`<tr><th scope="row">${name}</th><td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" class="share ${state}"><rect width="100" height="10" class="track"/><rect width="${(100 * share).toFixed(1)}" height="10" class="part"/></svg></td><td class="number">${percent(share)}</td></tr>
`;
  return html`<table class="shares"><caption>Share of the compared modules, by size</caption><tbody>${bars.map(({ name, share, state }) => bar(name, share, state))}${bar('Its own, or not known', rest, 'own')}</tbody></table>`;
}

interface Strip {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'verbatim' | 'renamed' | 'rewritten' | 'module';
}

function stripsOf(modules: readonly AuditedModule[]): readonly Strip[] {
  return modules
    .flatMap((module): readonly Strip[] => {
      const [match] = module.matches;
      if (match === undefined) return [];
      return match.regions.length === 0
        ? [{ ...module.range, kind: 'module' }]
        : match.regions.map((region) => ({ ...region.local, kind: region.kind }));
    })
    .sort((left, right) => left.startLine - right.startLine || left.endLine - right.endLine);
}

/** One strip per file, first line at the left, marks where the strongest match lies; the lines in words below it. */
export function barcodes(report: AuditReport): Markup {
  const self = new Set(report.lineage.flatMap((one) => (one.relation === 'self' ? [one.upstream] : [])));
  const isTold = ({ matches: [first] }: AuditedModule): boolean =>
    first !== undefined && !self.has(first.upstream);
  const files = new Map<string, AuditedModule[]>();
  for (const module of report.modules) {
    const known = files.get(module.path);
    if (known === undefined) files.set(module.path, [module]);
    else known.push(module);
  }
  const matched = [...files].filter(([, modules]) => modules.some(isTold));
  if (matched.length === 0)
    return self.size > 0 && report.modules.some(({ matches }) => matches.length > 0)
      ? html`<p>No file holds a match with another upstream than this repository itself. Which part others had before stands under <a href="#proof">Proof</a>.</p>`
      : html`<p>No file holds a match.</p>`;
  return html`<p class="soft">Dark: verbatim. Middle: renamed. Light: rewritten, or a whole module. A strip ends at the last module's last line.${matched.length > MOST_FILES ? ` The first ${MOST_FILES} of ${thousands(matched.length)} files.` : ''}</p>${matched
    .slice(0, MOST_FILES)
    .map(([path, modules]) => {
      const strips = stripsOf(modules.filter(isTold));
      const last = Math.max(
        1,
        ...modules.map((module) => module.range.endLine),
        ...strips.map((strip) => strip.endLine),
      );
      const scale = 900 / last;
      const marks = strips.map((strip) => {
        const x = ((strip.startLine - 1) * scale).toFixed(1);
        const width = Math.max(1, (strip.endLine - strip.startLine + 1) * scale).toFixed(1);
        return html`<rect class="${strip.kind}" x="${x}" y="1" width="${width}" height="16"><title>lines ${strip.startLine}-${strip.endLine}, ${strip.kind}</title></rect>`;
      });
      const words = strips.map((strip) => `${strip.startLine}-${strip.endLine} ${strip.kind}`).join(', ');
      return html`<h3><code>${path}</code></h3><svg viewBox="0 0 900 18" role="img" aria-label="Matched lines of ${path}: ${words}"><rect class="track" x="0" y="0.5" width="900" height="17"/>${marks}</svg><p class="soft">lines ${words}, of ${last}</p>
`;
    })}`;
}

/** Two lanes of dates, upstream above and local below, and the same as a table with what each date rests on. */
export function timeline(lineage: Lineage): Markup {
  const dated = lineage.timeline.filter((event) => !Number.isNaN(Date.parse(event.date)));
  if (dated.length === 0) return html`<p class="soft">No dates are known.</p>`;
  const times = dated.map((event) => Date.parse(event.date));
  const first = Math.min(...times);
  const span = Math.max(1, Math.max(...times) - first);
  const points = dated.map((event) => {
    const x = (70 + ((Date.parse(event.date) - first) / span) * 760).toFixed(1);
    const y = event.side === 'upstream' ? 20 : 60;
    return html`<circle class="${event.side}" cx="${x}" cy="${y}" r="6"><title>${event.date.slice(0, 10)} ${event.event}</title></circle>`;
  });
  const early = new Date(first).toISOString().slice(0, 10);
  const late = new Date(first + span).toISOString().slice(0, 10);
  return html`<svg viewBox="0 0 900 90" role="img" aria-label="Dates of the upstream and of this repository; the table below has the same"><text x="0" y="24">upstream</text><text x="0" y="64">local</text><path class="rail" d="M70 20H830M70 60H830"/>${points}<text x="70" y="86">${early}</text><text x="770" y="86">${times.length > 1 ? late : ''}</text></svg>
${rows(
  lineage.timeline.map((event) => [
    html`${event.date.slice(0, 10)}`,
    html`${event.side}`,
    html`${event.event}`,
    html`${event.basis}`,
  ]),
  ['Date', 'Side', 'What', 'Rests on'],
)}`;
}
