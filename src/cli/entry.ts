import { bundlePath } from '../node/assets.ts';
import { tuneForCommand } from '../node/v8-flags.ts';
import { runBundle } from './run-bundle.ts';

tuneForCommand();
runBundle(bundlePath('commands.cjs'));
