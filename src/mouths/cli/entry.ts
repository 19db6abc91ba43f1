import { createRequire } from 'node:module';
import { bundlePath } from '../../host/assets.ts';
import { keepCompiled } from '../../host/keep-compiled.ts';

// The commands are a bundle of their own: Node keeps what V8 compiles of code that is loaded from here on.
keepCompiled();
createRequire(import.meta.url)(bundlePath('commands.cjs'));
