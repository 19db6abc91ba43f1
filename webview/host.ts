import type { ToEditor } from '../src/mouths/panel/evidence-api.ts';
import { envelope, type Message } from '../src/mouths/panel/message.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

type Sent = (typeof ToEditor)[keyof typeof ToEditor];

/** Sends one message of the contract to the editor. */
export function post<M extends Sent>(message: M, payload: M extends Message<infer P> ? P : never): void {
  api.postMessage(envelope(message, payload));
}

export function savedState(): unknown {
  return api.getState();
}

export function saveState(state: unknown): void {
  api.setState(state);
}
