/** The page's one stylesheet; the content security policy admits it by its hash. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #59636e; --page: #fff; --panel: #f6f8fa; --line: #d1d9e0;
  --s4: #0b3d91; --s3: #2f6fd0; --s2: #8ab6f2; --s1: #d6e6fb; --on4: #fff; --on3: #fff; --on2: #0a1f3d; --on1: #0a1f3d;
  --local: #9a5b00; --upstream: #0b5d8a; --link: #0b4fb3; --same: #e9f1fc; --n0: #9a3b00; --n1: #00695c; --n2: #6a1b9a; --n3: #ad1457; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9aa4ae; --page: #0d1117; --panel: #161b22; --line: #3d444d;
  --s4: #a5d0ff; --s3: #5a9df0; --s2: #2a5ea3; --s1: #17304f; --on4: #04172e; --on3: #04172e; --on2: #fff; --on1: #e6edf3;
  --local: #e5a54b; --upstream: #6cc3f0; --link: #8ab4f8; --same: #14263d; --n0: #ffb27a; --n1: #6fe0cf; --n2: #d6a4f5; --n3: #ff8fb8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1200px; padding: 24px; font: 14px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 22px; font-weight: 600; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 17px; font-weight: 600; margin: 32px 0 8px; }
h3 { font-size: 14px; font-weight: 600; margin: 16px 0 4px; overflow-wrap: anywhere; }
p { margin: 4px 0 8px; max-width: 80ch; }
.soft { color: var(--soft); }
code { font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); padding: 4px 0; }
th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.group, details { border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; margin: 8px 0; background: var(--panel); }
summary { cursor: pointer; font-weight: 600; }
:focus-visible { outline: 2px solid var(--s3); outline-offset: 2px; }
.matrix td { border: 1px solid var(--line); text-align: center; min-width: 72px; }
.conclusive { background: var(--s4); color: var(--on4); } .strong { background: var(--s3); color: var(--on3); }
.moderate { background: var(--s2); color: var(--on2); } .weak { background: var(--s1); color: var(--on1); }
.uncompared { background: repeating-linear-gradient(45deg, transparent 0 4px, var(--line) 4px 5px); }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; padding: 8px 0; margin: 8px 0; border-block: 1px solid var(--line); }
a { color: var(--link); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.verdict { display: inline-block; font-weight: 700; font-size: 15px; letter-spacing: 0.03em; text-transform: uppercase; border: 2px solid currentColor; border-radius: 6px; padding: 2px 10px; margin: 12px 0 4px; }
.lead { font-size: 17px; max-width: 70ch; }
.next ol { margin: 4px 0; padding-left: 24px; } .next .asked { list-style: '? '; }
@media (min-width: 1000px), print { .top { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); gap: 0 32px; } .next { border-left: 1px solid var(--line); padding: 8px 0 0 24px; align-self: start; } }
figure { margin: 16px 0; } figcaption { max-width: 80ch; }
.narrow { display: none; }
@media (max-width: 900px) { .wide { display: none; } .narrow { display: block; } .narrow svg { max-width: 480px; } }
figcaption { margin-top: 8px; }
.cards { margin-bottom: 16px; } .level { display: inline-block; border: 1px solid var(--line); border-radius: 8px; padding: 0 6px; font-size: 12px; }
.river text { paint-order: stroke; stroke: var(--page); stroke-width: 3px; }
.river a { cursor: pointer; color: inherit; } .river a:hover path, .river a:focus-visible path { stroke-width: 2; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr)); gap: 12px; }
.cards { align-items: start; }
.card { border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 6px; padding: 8px 14px; background: var(--panel); }
.card h3 { font-size: 15px; margin: 4px 0; } .card ol { margin: 4px 0; padding-left: 32px; }
.card.not-credited { border-left-color: var(--s4); } .card.terms-open, .card.person { border-left-color: var(--local); }
.state { font-weight: 600; font-size: 12px; border: 1px solid currentColor; border-radius: 10px; padding: 1px 8px; margin-left: 6px; white-space: nowrap; }
details details { background: var(--page); }
summary { overflow-wrap: anywhere; } .rows td { overflow-wrap: anywhere; } .rows details { margin: 4px 0; } summary .soft { font-weight: 400; }
.pair-code { table-layout: fixed; margin: 8px 0; }
.pair-code td { padding: 0 6px; border: 0; } .pair-code col.line { width: 48px; } .pair-code td.line { text-align: right; color: var(--soft); font: 11px/18px ui-monospace, monospace; user-select: none; }
.pair-code code { white-space: break-spaces; } .pair-code .there { border-left: 1px solid var(--line); } .pair-code td.code.there { border-left: 0; }
.pair-code tr.same td.code, .pair-code tr.renamed td.code, .pair-code .run { background: var(--same); }
.pair-code .run { border-radius: 2px; box-shadow: 0 1px 0 var(--s2); }
.pair-code .renamed td.code { box-shadow: inset 3px 0 0 var(--s2); } .pair-code tr.same td.code { box-shadow: inset 3px 0 0 var(--s4); }
.pair-code.alone tr.part td.code { box-shadow: inset 3px 0 0 var(--s1); }
.pair-code .bar td { padding-top: 8px; color: var(--soft); } .pair-code .own td { color: var(--soft); font-style: italic; padding: 4px 6px; }
u { text-decoration-thickness: 2px; text-underline-offset: 2px; } .legend span { display: inline-block; margin-right: 12px; overflow-wrap: anywhere; }
u.name0 { text-decoration-color: var(--n0); } u.name1 { text-decoration-color: var(--n1); text-decoration-style: double; }
u.name2 { text-decoration-color: var(--n2); text-decoration-style: dashed; } u.name3 { text-decoration-color: var(--n3); text-decoration-style: dotted; }
u.name4 { text-decoration-color: var(--n0); text-decoration-style: wavy; } u.name5 { text-decoration-color: var(--n1); text-decoration-style: dotted; }
.shares { max-width: 700px; margin-top: 16px; } .shares th { font-weight: 400; } td.bar { width: 50%; vertical-align: middle; } svg.share { height: 12px; border: 1px solid var(--line); }
svg.share .part { fill: var(--s3); } svg.share.not-credited .part { fill: var(--s4); } svg.share.own .part { fill: var(--s1); }
@media (max-width: 700px) { body { padding: 12px; } .group, details { padding: 6px 8px; }
  .rows, .rows tbody, .rows tr, .rows td { display: block; } .rows thead { display: none; } .rows tr { border-bottom: 1px solid var(--line); padding: 6px 0; }
  .rows td { border: 0; padding: 1px 0; } .rows td:empty { display: none; } .rows td::before { content: attr(data-head) ': '; color: var(--soft); }
  .pair-code, .pair-code tbody { display: block; } .pair-code colgroup { display: none; }
  .pair-code tr { display: grid; grid-template-columns: 40px minmax(0, 1fr); } .pair-code tr.bar, .pair-code .own tr { display: block; } .pair-code tr.bar td { display: block; border-left: 0; padding-top: 4px; }
  .pair-code td.line { width: auto; } .pair-code td.line.there { border-left: 0; } .pair-code td.code.there { opacity: 0.85; border-bottom: 1px dotted var(--line); } }
svg { display: block; width: 100%; max-width: 900px; height: auto; } pre { font: 12px/1.5 ui-monospace, monospace; margin: 8px 0; }
.axis { display: flex; justify-content: space-between; max-width: 900px; margin: 2px 0; color: var(--soft); font-size: 12px; }
svg.spread .bar { fill: var(--s3); } svg.spread .law { fill: none; stroke: var(--local); stroke-width: 2; } svg.share .interval { stroke: var(--local); stroke-width: 3; }
svg:not(.river) text { fill: var(--text); font: 11px system-ui, sans-serif; } svg .rail { stroke: var(--line); fill: none; }
svg .track { fill: var(--panel); stroke: var(--line); }
svg .verbatim { fill: var(--s4); } svg .renamed { fill: var(--s3); } svg .rewritten { fill: var(--s2); } svg .module { fill: var(--s1); }
svg .local { fill: var(--local); } svg .upstream { fill: var(--upstream); }
.level-error { font-weight: 600; } footer { margin-top: 32px; border-top: 1px solid var(--line); padding-top: 8px; color: var(--soft); }
@media (forced-colors: active) { svg.spread .bar, svg.share .part { fill: CanvasText; } svg.spread .law, svg.share .interval { stroke: Highlight; } .conclusive, .strong, .moderate, .weak { forced-color-adjust: none; } svg text { fill: CanvasText; } .pair-code .run, .pair-code tr.same td.code, .pair-code tr.renamed td.code { outline: 1px solid CanvasText; } }
@page { margin: 15mm; }
@media print { :root { color-scheme: light; --text: #000; --soft: #444; --page: #fff; --panel: #fff; --line: #bbb; --s4: #0b3d91; --s3: #2f6fd0; --s2: #8ab6f2; --s1: #d6e6fb; --on4: #fff; --on3: #fff; --on2: #0a1f3d; --on1: #0a1f3d; --local: #9a5b00; --upstream: #0b5d8a; --link: #000; --same: #e9f1fc; --n0: #9a3b00; --n1: #00695c; --n2: #6a1b9a; --n3: #ad1457; }
  body { max-width: none; padding: 0; font-size: 11px; } nav { display: none; } .first { break-after: page; } .cards { grid-template-columns: 1fr 1fr; }
  .wide { display: block; } .narrow { display: none; } details::details-content { content-visibility: visible; display: block; height: auto; }
  h2, h3, summary { break-after: avoid; } .card, .group, tr, svg, figure { break-inside: avoid; } .pair-code, .river, .matrix td, .share, .spread { print-color-adjust: exact; } a { color: inherit; text-decoration: none; } }
`;
