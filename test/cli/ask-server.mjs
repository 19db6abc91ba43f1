// Starts ask-server.ts in a thread of its own, with TypeScript.
import '../../scripts/register-tsx.mjs';

await import('./ask-server.ts');
