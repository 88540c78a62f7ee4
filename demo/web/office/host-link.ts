import type { FrameMessage, HostMessage, HostState, OfficeFailure } from '../outlook/office-protocol.ts';

type Handler = (state: HostState) => void;
type Launch = (functionName: string, launch: number) => void;

/** An answer as Office.js hands it to a callback. */
export interface AsyncResult {
  readonly status: 'succeeded' | 'failed';
  readonly value?: unknown;
  readonly error?: OfficeFailure;
  readonly asyncContext?: unknown;
}
export type Callback = (result: AsyncResult) => void;

const TOO_MANY: OfficeFailure = { code: 9020, name: 'GenericResponseError', message: 'Too many calls at a time.' };

/** The frame's line to the mailbox page around it. */
export class HostLink {
  state: HostState | null = null;
  onLaunch: Launch = () => {};
  private readonly waiting = new Map<number, Callback>();
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly opening: (() => void)[] = [];
  private lastId = 0;

  /** `mostCalls` at a time are taken, the next is refused; null for no limit. */
  constructor(
    private readonly page: Window,
    private readonly mostCalls: number | null,
  ) {
    window.addEventListener('message', ({ source, data }) => {
      if (source === page) this.hear(data as HostMessage);
    });
    this.send({ office: 'hello' });
  }

  /** Resolves when the page has said what is open. A frame without such a page around it never hears. */
  opened(): Promise<void> {
    return this.state === null ? new Promise((resolve) => this.opening.push(resolve)) : Promise.resolve();
  }

  call(token: string, method: string, args: readonly unknown[], callback: Callback): void {
    if (this.mostCalls !== null && this.waiting.size >= this.mostCalls) {
      queueMicrotask(() => callback({ status: 'failed', error: TOO_MANY }));
      return;
    }
    this.lastId += 1;
    this.waiting.set(this.lastId, callback);
    this.send({ office: 'call', id: this.lastId, token, method, args });
  }

  complete(launch: number, options: unknown): void {
    this.send({ office: 'completed', launch, options });
  }

  on(type: string, handler: Handler): void {
    this.handlers.set(type, (this.handlers.get(type) ?? new Set()).add(handler));
  }

  off(type: string): void {
    this.handlers.delete(type);
  }

  private hear(message: HostMessage): void {
    switch (message?.office) {
      case 'state':
        this.take(message.state);
        break;
      case 'reply':
        this.reply(message);
        break;
      case 'event':
        this.take(message.state);
        for (const handler of this.handlers.get(message.type) ?? []) handler(message.state);
        break;
      case 'launch':
        this.take(message.state);
        this.onLaunch(message.functionName, message.launch);
        break;
      default:
    }
  }

  private take(state: HostState): void {
    this.state = state;
    for (const resolve of this.opening.splice(0)) resolve();
  }

  private reply({ id, value, failure }: Extract<HostMessage, { office: 'reply' }>): void {
    const callback = this.waiting.get(id);
    this.waiting.delete(id);
    callback?.(failure === undefined ? { status: 'succeeded', value } : { status: 'failed', error: failure });
  }

  private send(message: FrameMessage): void {
    // Whose page this is is not known before it answers; nothing secret is said here.
    this.page.postMessage(message, '*');
  }
}
