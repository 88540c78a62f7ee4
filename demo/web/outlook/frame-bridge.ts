import type { FrameMessage, HostEvent, HostMessage, HostState } from './office-protocol.ts';
import { OfficeRefusal } from './office-refusal.ts';

/** In which of the add-in's frames something runs. */
export type FrameKind = 'pane' | 'events';

export interface FrameSource {
  state(): HostState;
  /** Carries out a call on the item of that opening. Throws OfficeRefusal as the host would refuse. */
  call(token: string, method: string, args: readonly unknown[]): Promise<unknown>;
}

/** What a launch event's handler hands to `event.completed`. */
interface Completed {
  readonly allowEvent?: boolean;
  readonly errorMessage?: string;
  readonly cancelLabel?: string;
  readonly commandId?: string;
  readonly sendModeOverride?: string;
}
export type LaunchAnswer = Completed | 'no_answer';

/** The page's end of the line to one frame in which an add-in runs. */
export class FrameBridge {
  private readonly launches = new Map<number, (answer: LaunchAnswer) => void>();
  private greeted: () => void = () => {};
  /** Resolves when the frame's Office.js has said hello. */
  readonly ready = new Promise<void>((resolve) => {
    this.greeted = resolve;
  });
  private lastLaunch = 0;

  /** `origin` is the add-in's own; what comes from elsewhere is not heard. */
  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly origin: string,
    private readonly source: FrameSource,
  ) {
    window.addEventListener('message', this.hear);
  }

  close(): void {
    window.removeEventListener('message', this.hear);
    for (const answer of this.launches.values()) answer('no_answer');
  }

  focus(): void {
    this.frame.focus();
  }

  changed(type: HostEvent): void {
    this.say({ office: 'event', type, state: this.source.state() });
  }

  /** What is open changes, and the frame hears no event of it (office-js#4952, #5970). */
  changedUnheard(): void {
    this.say({ office: 'state', state: this.source.state() });
  }

  /** Runs a launch event's function in the frame and waits for its `event.completed`, at most `withinMs`. */
  async launch(functionName: string, withinMs: number): Promise<LaunchAnswer> {
    this.lastLaunch += 1;
    const launch = this.lastLaunch;
    const answered = new Promise<LaunchAnswer>((resolve) => this.launches.set(launch, resolve));
    const tooLate = new Promise<LaunchAnswer>((resolve) => setTimeout(() => resolve('no_answer'), withinMs));
    const started = this.ready.then(() =>
      this.say({ office: 'launch', launch, functionName, state: this.source.state() }),
    );
    const answer = await Promise.race([started.then(() => answered), tooLate]);
    this.launches.delete(launch);
    return answer;
  }

  private readonly hear = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.frame.contentWindow || origin !== this.origin) return;
    const message = data as FrameMessage;
    if (message.office === 'hello') this.greet();
    if (message.office === 'completed') this.launches.get(message.launch)?.((message.options ?? {}) as Completed);
    if (message.office === 'call') void this.answer(message);
  };

  private greet(): void {
    this.say({ office: 'state', state: this.source.state() });
    this.greeted();
  }

  private async answer({ id, token, method, args }: Extract<FrameMessage, { office: 'call' }>): Promise<void> {
    try {
      const value = await this.source.call(token, method, args);
      this.say({ office: 'reply', id, value });
    } catch (error) {
      const { code, label, message } =
        error instanceof OfficeRefusal ? error : new OfficeRefusal(9020, 'GenericResponseError', String(error));
      this.say({ office: 'reply', id, failure: { code, name: label, message } });
    }
  }

  private say(message: HostMessage): void {
    this.frame.contentWindow?.postMessage(message, this.origin);
  }
}
