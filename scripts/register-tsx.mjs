// TypeScript for mocha, in its own thread only: the built workers need none, and each would load it again.
import { register } from 'tsx/esm/api';

register();
