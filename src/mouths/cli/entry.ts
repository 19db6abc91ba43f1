import { bundlePath } from '../../host/assets.ts';
import { tuneForCommand } from '../../host/v8-flags.ts';
import { runBundle } from './run-bundle.ts';

tuneForCommand();
runBundle(bundlePath('commands.cjs'));
