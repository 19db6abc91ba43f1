/** The directions of the house. Each rule says in one sentence what it protects. */
export default {
  forbidden: [
    {
      name: 'core-is-pure',
      severity: 'error',
      comment:
        'core runs in any JavaScript engine: it imports core, data of the catalogue, and packages that are pure JavaScript, only.',
      from: { path: '^src/core' },
      to: {
        pathNot: ['^src/core', '^node_modules', '^catalogue/[^/]+[.]json$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'core-without-node',
      severity: 'error',
      comment: 'core never sees Node or the editor.',
      from: { path: '^src/core' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'model-is-a-leaf',
      severity: 'error',
      comment: 'core/model holds the nouns; it imports nothing outside itself.',
      from: { path: '^src/core/model' },
      to: { pathNot: '^src/core/model' },
    },
    {
      name: 'vscode-only-in-extension',
      severity: 'error',
      comment: 'Only src/extension imports the editor.',
      from: { pathNot: '^(src/extension|test)' },
      to: { path: '^(vscode|node_modules/@types/vscode)' },
    },
    {
      name: 'fs-git-only-in-node',
      severity: 'error',
      comment: 'Files and processes are reached through the ports in src/node.',
      from: { path: '^src/(core|report|protocol)|^webview' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'report-reads-the-report',
      severity: 'error',
      comment: 'A report format reads the report and computes nothing of its own.',
      from: { path: '^src/report' },
      to: { path: '^src', pathNot: ['^src/report', '^src/core/model'] },
    },
    {
      name: 'cli-never-sees-the-editor',
      severity: 'error',
      comment: 'The command line and the editor share the engine, not each other.',
      from: { path: '^src/cli' },
      to: { path: '^src/(extension|protocol)|^webview' },
    },
    {
      name: 'extension-never-sees-cli',
      severity: 'error',
      comment: 'The editor and the command line share the engine, not each other.',
      from: { path: '^src/extension' },
      to: { path: '^src/cli' },
    },
    {
      name: 'webview-sees-the-contract',
      severity: 'error',
      comment: 'The panel knows the protocol and the nouns, nothing else of ours.',
      from: { path: '^webview' },
      to: { path: '^src', pathNot: '^src/(protocol|core/model)' },
    },
    {
      name: 'rules-do-not-know-each-other',
      severity: 'error',
      comment: 'A rule can be read, tested and removed alone.',
      from: { path: '^src/core/rules/(?!index|table)([^/]+)\\.rule\\.ts$' },
      to: { path: '^src/core/rules/[^/]+\\.rule\\.ts$' },
    },
    {
      name: 'nothing-depends-on-test',
      severity: 'error',
      comment: 'Shipped code never reaches into the tests.',
      from: { pathNot: '^(test|scripts)' },
      to: { path: '^test' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file.',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'] },
  },
};
