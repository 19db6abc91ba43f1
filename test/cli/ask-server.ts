// Asks the process that runs command lines, for a thread that waits for the answer.
import { type MessagePort, workerData } from 'node:worker_threads';
import { type Request, serve } from '../hostile/served.ts';

const { port, answered } = workerData as { readonly port: MessagePort; readonly answered: Int32Array };

/** Longest that one command line may take, whatever else the machine does. */
const LIMIT_MS = 200_000;

port.on('message', async (request: Request) => {
  port.postMessage(await serve(request, LIMIT_MS));
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
});
