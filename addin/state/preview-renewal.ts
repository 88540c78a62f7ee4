import { previewDispatch } from '#shared/api/dispatches.ts';
import { failureOf, inBackground } from './failure.ts';
import type { PaneApi } from './pane-api.ts';
import type { Preview, PreviewBody } from './template-state.ts';

export interface RenewalParts {
  readonly api: PaneApi;
  /** How long a change rests before the template is filled anew, in milliseconds. */
  readonly afterMs: number;
  /** What the server would be asked for what is on screen; null where no preview is. */
  readonly wanted: () => PreviewBody | null;
  readonly show: (changes: Partial<Preview>) => void;
}

type Filled = Pick<Preview, 'template' | 'filled' | 'gate' | 'warnings' | 'attachable'>;

/** Keeps a preview in step with what is written in it. The answer to an earlier text is dropped, and what was typed is never touched. */
export class PreviewRenewal {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the questions and the stops, so that only the last question's answer is shown. */
  private turn = 0;
  /** What is shown is the answer to this. */
  private shownFor = '';

  constructor(private readonly parts: RenewalParts) {}

  /** Fills the template for the first time. Throws ApiError or ApiUnreachable. */
  async fill(body: PreviewBody): Promise<Filled> {
    this.stop();
    const { turn } = this;
    const filled = await this.ask(body);
    if (turn === this.turn) this.shownFor = JSON.stringify(body);
    return filled;
  }

  /** Once nothing has changed for a moment. */
  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => inBackground(this.now()), this.parts.afterMs);
  }

  /** Asks at once, unless what is shown is the answer already. */
  async now(): Promise<void> {
    const body = this.parts.wanted();
    if (body === null) return;
    if (JSON.stringify(body) === this.shownFor) this.upToDate();
    else await this.renew(body);
  }

  /** What is under way is of no interest any more. */
  stop(): void {
    this.turn += 1;
    clearTimeout(this.timer);
  }

  /** What was changed was changed back: an answer that is under way is for another text. */
  private upToDate(): void {
    this.stop();
    this.parts.show({ renewal: 'done' });
  }

  private async renew(body: PreviewBody): Promise<void> {
    this.stop();
    const { turn } = this;
    this.parts.show({ renewal: 'under_way' });
    try {
      const filled = await this.ask(body);
      if (turn !== this.turn) return;
      this.shownFor = JSON.stringify(body);
      this.parts.show({ ...filled, renewal: 'done' });
    } catch (error) {
      const failure = failureOf(error);
      if (turn === this.turn) this.parts.show({ renewal: failure });
    }
  }

  private ask(body: PreviewBody): Promise<Filled> {
    return this.parts.api.call(previewDispatch, { body });
  }
}
