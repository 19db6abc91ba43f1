import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where git runs, and what it takes for its work tree: the folder of this code, in which no stranger writes. Git reads
 * attributes and module lists from its work tree, so it never gets to see the audited one.
 */
export const quietFolder: string = dirname(fileURLToPath(import.meta.url));
