import type { ActivityCode, NonPaymentReason } from '#shared/domain/activity-code.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Money } from '#shared/domain/money.ts';
import { baseOf, type Filled, type Filling, type FormBase, type FormStart } from './form-base.ts';
import type { WordChannel } from './promise-form.ts';

export interface DisputeForm extends FormBase {
  readonly kind: 'dispute';
  readonly channel: WordChannel;
  readonly reason: NonPaymentReason | null;
  /** As typed; empty where all of the items is disputed. */
  readonly amount: string;
  readonly currency: CurrencyCode;
  /** The colleague who has to see to it; empty for who records it. */
  readonly ownerId: string;
}

export function newDisputeForm(start: FormStart, channel: WordChannel): DisputeForm {
  const { currency } = start;
  return { ...baseOf(start), kind: 'dispute', channel, reason: null, amount: '', currency, ownerId: '' };
}

export function disputeCode(channel: WordChannel): ActivityCode {
  return channel === 'email' ? 'email_dispute_raised' : 'phone_dispute_raised';
}

export interface DisputeSaid {
  readonly reason: NonPaymentReason;
  readonly amount?: Money;
}

/** What the dispute says, or the first thing that is missing: a reason, and what it is about. */
export function disputeSaid(form: DisputeForm, { ticked, amountFrom }: Filling): Filled<DisputeSaid> {
  const { reason, currency, items } = form;
  const typed = form.amount.trim();
  if (reason === null) return { ok: false, problem: 'needsReason' };
  if (typed === '') {
    if ((items ?? ticked).length === 0) return { ok: false, problem: 'needsItems' };
    return { ok: true, body: { reason } };
  }
  const amount = amountFrom(typed, currency);
  return amount === null
    ? { ok: false, problem: 'amountWrong' }
    : { ok: true, body: { reason, amount: { ...amount } } };
}
