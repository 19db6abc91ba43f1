import type { AuditedModule, AuditReport, Lineage } from '../../../model/report.ts';
import { namesOf } from '../standing.ts';
import { percent, thousands } from '../wording.ts';
import { html, type Markup } from './escape.ts';

const MOST_ROWS = 40;
const MOST_COLUMNS = 15;
const MOST_FILES = 60;

/** Modules by upstreams. A table, so that it is its own text twin; a hatched cell was not compared. */
export function matrix(report: AuditReport): Markup {
  const names = namesOf(report);
  const rows = report.modules.filter((module) => module.matches.length > 0);
  const weight = new Map<string, number>();
  for (const module of rows)
    for (const match of module.matches)
      weight.set(match.upstream, (weight.get(match.upstream) ?? 0) + match.score);
  const columns = [...weight.keys()]
    .sort((left, right) => (weight.get(right) ?? 0) - (weight.get(left) ?? 0) || (left < right ? -1 : 1))
    .slice(0, MOST_COLUMNS);
  if (columns.length === 0) return html`<p>No module matches an upstream of the catalogue.</p>`;
  const cell = (module: AuditedModule, upstream: string): Markup => {
    const match = module.matches.find((item) => item.upstream === upstream);
    if (match === undefined)
      return module.notCompared === null ? html`<td></td>` : html`<td class="uncompared">not compared</td>`;
    const said = `${percent(match.containment.local)} of ${thousands(module.tokens)} tokens, longest run ${thousands(match.longestRun)}`;
    return html`<td class="${match.strength}" title="${said}">${match.strength}<br>${percent(match.containment.local)}</td>`;
  };
  return html`<div class="scroll"><table class="matrix">
<caption>Strength of evidence, and share of the module's own tokens found in the upstream. ${rows.length > MOST_ROWS ? `The first ${MOST_ROWS} of ${thousands(rows.length)} modules. ` : ''}${weight.size > MOST_COLUMNS ? `The first ${MOST_COLUMNS} of ${weight.size} upstreams.` : ''}</caption>
<thead><tr><th scope="col">Module</th>${columns.map((upstream) => html`<th scope="col">${names.project(upstream)}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MOST_ROWS).map(
    (module) =>
      html`<tr><th scope="row"><code>${module.path}:${module.range.startLine} ${module.symbol}</code></th>${columns.map((upstream) => cell(module, upstream))}</tr>
`,
  )}</tbody></table></div>`;
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
  const files = new Map<string, AuditedModule[]>();
  for (const module of report.modules) {
    const known = files.get(module.path);
    if (known === undefined) files.set(module.path, [module]);
    else known.push(module);
  }
  const matched = [...files].filter(([, modules]) => modules.some((module) => module.matches.length > 0));
  if (matched.length === 0) return html`<p>No file holds a match.</p>`;
  return html`<p class="soft">Dark: verbatim. Middle: renamed. Light: rewritten, or a whole module. A strip ends at the last module's last line.${matched.length > MOST_FILES ? ` The first ${MOST_FILES} of ${thousands(matched.length)} files.` : ''}</p>${matched
    .slice(0, MOST_FILES)
    .map(([path, modules]) => {
      const strips = stripsOf(modules);
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
<table><thead><tr><th scope="col">Date</th><th scope="col">Side</th><th scope="col">What</th><th scope="col">Rests on</th></tr></thead><tbody>${lineage.timeline.map(
    (event) =>
      html`<tr><td>${event.date.slice(0, 10)}</td><td>${event.side}</td><td>${event.event}</td><td>${event.basis}</td></tr>`,
  )}</tbody></table>`;
}
