/** The page's one stylesheet; the content security policy admits it by its hash. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #59636e; --page: #fff; --panel: #f6f8fa; --line: #d1d9e0;
  --s4: #0b3d91; --s3: #2f6fd0; --s2: #8ab6f2; --s1: #d6e6fb; --on4: #fff; --on3: #fff; --on2: #0a1f3d; --on1: #0a1f3d;
  --local: #9a5b00; --upstream: #0b5d8a; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9aa4ae; --page: #0d1117; --panel: #161b22; --line: #3d444d;
  --s4: #a5d0ff; --s3: #5a9df0; --s2: #2a5ea3; --s1: #17304f; --on4: #04172e; --on3: #04172e; --on2: #fff; --on1: #e6edf3;
  --local: #e5a54b; --upstream: #6cc3f0; } }
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
svg { display: block; width: 100%; max-width: 900px; height: auto; }
svg text { fill: var(--text); font: 11px system-ui, sans-serif; } svg .rail { stroke: var(--line); fill: none; }
svg .track { fill: var(--panel); stroke: var(--line); }
svg .verbatim { fill: var(--s4); } svg .renamed { fill: var(--s3); } svg .rewritten { fill: var(--s2); } svg .module { fill: var(--s1); }
svg .local { fill: var(--local); } svg .upstream { fill: var(--upstream); }
.level-error { font-weight: 600; } footer { margin-top: 32px; border-top: 1px solid var(--line); padding-top: 8px; color: var(--soft); }
@media (forced-colors: active) { .conclusive, .strong, .moderate, .weak { forced-color-adjust: none; } svg text { fill: CanvasText; } }
@media print { body { max-width: none; padding: 0; } details { break-inside: avoid; } }
`;
