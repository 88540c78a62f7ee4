import { signal } from '@preact/signals';
import type { CustomerRef } from '#shared/api/customers.ts';

/** A deed that was just taken and can be taken back by a press. */
export interface UndoOffer {
  readonly customer: CustomerRef;
  /** What was done, in the reader's words. */
  readonly what: string;
  readonly secondsLeft: number;
  readonly undo: () => void;
}

/** What lets the time of the offer stand still. */
export type Holder = 'pointer' | 'focus';

/** For how long the press is offered; the entry itself can be corrected for ever after. */
export const UNDO_SECONDS = 10;

/** Offers to undo the last deed for ten seconds, in which nobody is who reads or reaches for it. */
export class UndoDesk {
  readonly current = signal<UndoOffer | null>(null);
  private readonly holders = new Set<Holder>();
  private timer: ReturnType<typeof setInterval> | undefined;

  /** `secondMs` is how long a second is; null where the test counts them itself. */
  constructor(private readonly secondMs: number | null) {}

  /** A later deed takes the place of an earlier one, which its entry still offers to undo. */
  offer(offer: Omit<UndoOffer, 'secondsLeft'>): void {
    this.current.value = { ...offer, secondsLeft: UNDO_SECONDS };
    this.holders.clear();
    clearInterval(this.timer);
    if (this.secondMs !== null) this.timer = setInterval(() => this.tick(), this.secondMs);
  }

  /** Lets the time stand still, for somebody reads it or reaches for it. */
  hold(by: Holder): void {
    this.holders.add(by);
  }

  release(by: Holder): void {
    this.holders.delete(by);
  }

  /** A second has gone by. */
  tick(): void {
    const { value } = this.current;
    if (this.holders.size > 0 || value === null) return;
    if (value.secondsLeft <= 1) this.dismiss();
    else this.current.value = { ...value, secondsLeft: value.secondsLeft - 1 };
  }

  press(): void {
    const { value } = this.current;
    this.dismiss();
    value?.undo();
  }

  dismiss(): void {
    clearInterval(this.timer);
    this.holders.clear();
    this.current.value = null;
  }
}
