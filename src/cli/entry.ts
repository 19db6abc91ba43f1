import { bundlePath } from '../node/assets.ts';
import { ownProcess } from '../node/v8-flags.ts';
import { runBundle } from './run-bundle.ts';

ownProcess();
runBundle(bundlePath('commands.cjs'));
