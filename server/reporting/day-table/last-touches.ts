import { TOUCH_WINDOW_DAYS } from '#shared/domain/touch.ts';
import type { CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { type LedgerColumns, ledgerColumns, PAYMENT } from '../measures/workings/ledger-columns.ts';
import { NOTHING, type TouchLog, touchLog } from './touch-log.ts';

/** Stands where nobody touched a part. */
export const UNTOUCHED = NOTHING;

/** Sees part of a payment with who touched it last by hand, or UNTOUCHED. */
export type SeePart = (collector: number, day: number, minor: number, payment: ItemIndex) => void;

/**
 * Sees every part of the payments whose value date lies in a period, as they stand on its last day, with the collector who last reached out by hand on the 14 days before the
 * value date. Touched is not caused.
 */
export function visitLastTouches(facts: Facts, { from, to }: { from: number; to: number }, see: SeePart): void {
  const reader = new Reader(facts, from, to, see);
  reader.visitApplied();
  reader.visitUnapplied();
}

class Reader {
  private readonly ledger: LedgerColumns;
  private readonly touches: TouchLog;
  private readonly owner: Int32Array;
  private readonly issuedOn: Int32Array;
  private readonly window = { before: 0, notBefore: 0 };

  constructor(
    private readonly facts: Facts,
    private readonly from: number,
    private readonly to: number,
    private readonly see: SeePart,
  ) {
    this.ledger = ledgerColumns(facts);
    this.touches = touchLog(facts);
    this.owner = facts.items.customer;
    this.issuedOn = facts.items.issuedOn;
  }

  visitApplied(): void {
    const { applications } = this.facts;
    const { credit, debit } = applications;
    for (let application = 0; application < credit.length; application += 1) {
      const payment = credit[application] ?? 0;
      if (!this.isAsked(payment)) continue;
      const minor = applications.creditHeldOn(application, this.to);
      if (minor === 0) continue;
      const item = debit[application] ?? 0;
      this.say(payment, minor, this.owner[item] ?? 0, item);
    }
  }

  visitUnapplied(): void {
    const { settledOn } = this.facts.items;
    const { items } = this.ledger;
    for (let at = 0; at < items.length; at += 1) {
      const payment = items[at] ?? 0;
      if ((settledOn[payment] ?? 0) <= this.to || !this.isAsked(payment)) continue;
      const minor = this.facts.items.leftOn(payment, this.to);
      if (minor !== 0) this.say(payment, minor, this.owner[payment] ?? 0, NOTHING);
    }
  }

  private isAsked(payment: ItemIndex): boolean {
    if (this.ledger.kind[payment] !== PAYMENT) return false;
    const day = this.issuedOn[payment] ?? 0;
    return day >= this.from && day <= this.to;
  }

  private say(payment: ItemIndex, minor: number, customer: CustomerIndex, item: number): void {
    const day = this.issuedOn[payment] ?? 0;
    const { window } = this;
    window.before = day;
    window.notBefore = day - TOUCH_WINDOW_DAYS;
    this.see(this.touches.lastToucher(customer, item, window), day, minor, payment);
  }
}
