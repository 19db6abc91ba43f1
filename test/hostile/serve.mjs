// Starts serve.ts with TypeScript for its own thread only: an option of Node's would be one of every worker's too.
import '../../scripts/register-tsx.mjs';

await import('./serve.ts');
