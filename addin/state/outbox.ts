import { computed, signal } from '@preact/signals';
import { ApiUnreachable } from '#shared/api/client.ts';
import type { CustomerRef } from '#shared/api/customers.ts';
import { type Failure, failureOf, inBackground, isUndecided } from './failure.ts';

/** Something that a person did and the server has to take: its key makes sending it again harmless. */
export interface Deed {
  readonly key: string;
  readonly customer: CustomerRef;
  /** What it is, in the reader's words. */
  readonly what: string;
  /** What it changes, so that nothing is changed twice at once; null for something new. */
  readonly subject: string | null;
  /** Sends it under its key; resolves to what follows from the answer. */
  readonly send: () => Promise<() => void>;
  /** Puts it back to where it was written, with why the server will never take it as it is; null where it was not written but pressed. */
  readonly reopen: ((refusal: Failure | null) => void) | null;
}

/** What the server will never take, and nobody wrote: there is no form that could say so. */
export interface Refusal {
  readonly deed: Deed;
  readonly failure: Failure;
}

const ANSWER_WITHIN_MS = 30_000;

/**
 * What is done and not saved yet: sent strictly in its order, one at a time, when the server answers again. It lives in memory alone, so that
 * no customer's data stays behind in a browser.
 */
export class Outbox {
  /** In the order in which they were done; the first one is the next to be sent. */
  readonly deeds = signal<readonly Deed[]>([]);
  /** Why the first of them could not be sent; null while nothing stands in the way. */
  readonly stalled = signal<Failure | null>(null);
  /** What is being sent at this moment. */
  readonly underWay = signal<Deed | null>(null);
  readonly refusals = signal<readonly Refusal[]>([]);
  readonly unsaved = computed(() => this.deeds.value.length);
  private sending: Promise<void> | null = null;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * `retryAfterMs` says how long to wait before each next try; the last one repeats. An answer that is not there after `answerWithinMs` counts as none.
   * In milliseconds.
   */
  constructor(
    private readonly retryAfterMs: readonly number[],
    private readonly answerWithinMs = ANSWER_WITHIN_MS,
  ) {}

  /** Takes a deed and sends what is there. Resolves when nothing more can be sent for now. */
  add(deed: Deed): Promise<void> {
    this.deeds.value = [...this.deeds.value, deed];
    return this.wake();
  }

  /** Tries now, for the connection or the sign-in may be back. */
  wake(): Promise<void> {
    clearTimeout(this.timer);
    if (this.deeds.value.length === 0) return Promise.resolve();
    this.sending ??= this.sendAll();
    return this.sending;
  }

  /** Whether something that changes it is on its way. */
  holds(subject: string): boolean {
    return this.deeds.value.some((deed) => deed.subject === subject);
  }

  /** Takes a deed out and puts it back to where it was written. What is under way at this moment stays. */
  takeBack(key: string): void {
    const deed = this.deeds.value.find((one) => one.key === key);
    if (deed === undefined || deed === this.underWay.value) return;
    this.drop(deed);
    deed.reopen?.(null);
  }

  /** The refusal was read. */
  dismiss({ deed }: Refusal): void {
    this.refusals.value = this.refusals.value.filter((one) => one.deed !== deed);
  }

  /** Another person signed in: what was done is not theirs. */
  clear(): void {
    clearTimeout(this.timer);
    this.deeds.value = [];
    this.refusals.value = [];
    this.stalled.value = null;
    this.tries = 0;
  }

  private async sendAll(): Promise<void> {
    try {
      for (let deed = this.deeds.value[0]; deed !== undefined; deed = this.deeds.value[0]) {
        if (!(await this.sendOne(deed))) return;
      }
    } finally {
      // At once, so that a deed that is added from here on is not left to one who has looked already.
      this.sending = null;
    }
  }

  /** False where the others have to wait with it. */
  private async sendOne(deed: Deed): Promise<boolean> {
    this.underWay.value = deed;
    try {
      const follow = await withinTime(deed.send(), this.answerWithinMs);
      this.settled(deed, follow);
      return true;
    } catch (error) {
      return this.failed(deed, failureOf(error));
    } finally {
      this.underWay.value = null;
    }
  }

  private failed(deed: Deed, failure: Failure): boolean {
    if (!isUndecided(failure)) {
      this.settled(deed, () => this.refuse(deed, failure));
      return true;
    }
    if (!this.deeds.value.includes(deed)) return true;
    this.stalled.value = failure;
    // Who has to sign in first is not asked to again and again: signing in sends it.
    if (!(failure.by === 'server' && failure.kind === 'unauthenticated')) this.retryLater();
    return false;
  }

  private refuse(deed: Deed, failure: Failure): void {
    if (deed.reopen === null) this.refusals.value = [...this.refusals.value, { deed, failure }];
    else deed.reopen(failure);
  }

  /** An answer for a deed that is no longer here came to another person's pane. */
  private settled(deed: Deed, follow: () => void): void {
    const isHere = this.deeds.value.includes(deed);
    this.tries = 0;
    this.stalled.value = null;
    this.drop(deed);
    if (isHere) follow();
  }

  private drop(deed: Deed): void {
    this.deeds.value = this.deeds.value.filter((one) => one !== deed);
    if (this.deeds.value.length > 0) return;
    this.stalled.value = null;
    clearTimeout(this.timer);
  }

  private retryLater(): void {
    const wait = this.retryAfterMs[Math.min(this.tries, this.retryAfterMs.length - 1)] ?? 0;
    this.tries += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => inBackground(this.wake()), wait);
  }
}

/** A line that is dead without saying so must not hold up all that was done: the key makes asking again harmless. */
async function withinTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiUnreachable(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
