/** One kind of message: its method name, and the shape of what it carries (a type only, nothing at run time). */
export interface Message<Payload> {
  readonly method: string;
  readonly payload?: Payload;
}

export function defineMessage<Payload>(method: string): Message<Payload> {
  return { method };
}

type Messages = Readonly<Record<string, Message<never>>> | Readonly<Record<string, Message<unknown>>>;
type PayloadOf<M> = M extends Message<infer Payload> ? Payload : never;

/** One handler for every message of an interface: leaving one out does not compile. */
export type Handlers<Api extends Messages> = {
  readonly [K in keyof Api]: (payload: PayloadOf<Api[K]>) => void;
};

/** What crosses between the editor and a panel. */
export interface Envelope {
  readonly method: string;
  readonly payload: unknown;
}

export function envelope<Payload>(message: Message<Payload>, payload: Payload): Envelope {
  return { method: message.method, payload };
}

/** Reads an envelope from an untyped message; null for anything else. */
export function openEnvelope(data: unknown): Envelope | null {
  if (typeof data !== 'object' || data === null || !('method' in data)) return null;
  const { method } = data;
  if (typeof method !== 'string') return null;
  return { method, payload: 'payload' in data ? data.payload : undefined };
}

/** Hands each envelope to the handler of its method; answers whether there was one. */
export function dispatcher<Api extends Messages>(api: Api, handlers: Handlers<Api>) {
  const byMethod = new Map<string, (payload: never) => void>();
  for (const [key, message] of Object.entries(api)) {
    byMethod.set(message.method, handlers[key as keyof Api] as (payload: never) => void);
  }
  return (data: unknown): boolean => {
    const received = openEnvelope(data);
    const handler = received === null ? undefined : byMethod.get(received.method);
    if (received === null || handler === undefined) return false;
    handler(received.payload as never);
    return true;
  };
}
