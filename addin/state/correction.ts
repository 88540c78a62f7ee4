import type { ActivityView, correctActivity } from '#shared/api/activities.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import { codeDefinition, isDisputeRaised, isPromise } from '#shared/domain/activity-code.ts';
import type { Money } from '#shared/domain/money.ts';
import { callSaid, newCallForm, plainOutcome } from './call-form.ts';
import { disputeCode, disputeSaid, newDisputeForm } from './dispute-form.ts';
import { type Filled, type Filling, type FormStart, type ItemRef, saidPart } from './form-base.ts';
import type { Form } from './forms.ts';
import { newNoteForm, noteSaid } from './note-form.ts';
import {
  newPromiseForm,
  type PromisePart,
  promiseCode,
  promiseOutcome,
  promiseSaid,
  type WordChannel,
} from './promise-form.ts';

type CorrectionBody = BodyInput<typeof correctActivity>;

/** Whether the person may write the entry anew: it is theirs, stands as it is, and is no message of ours. */
export function isCorrectable(entry: ActivityView, userId: string | null): boolean {
  const { channel, direction } = codeDefinition(entry.code);
  const isMessage = channel === 'email' && direction === 'out';
  return entry.actor.id === userId && !entry.withdrawn && entry.correctedBy === null && !isMessage;
}

/** The entry's form, filled with what it said; `start` gives whose it is and the entry's note in full. */
export function correctionForm(entry: ActivityView, start: FormStart, amountText: (amount: Money) => string): Form {
  const currency = entry.amount?.currency ?? start.currency;
  const filled = { ...start, currency, corrects: entry, contact: entry.contact, items: itemsOf(entry) };
  const channel: WordChannel = codeDefinition(entry.code).channel === 'email' ? 'email' : 'phone';
  const { code, reason } = entry;
  if (isPromise(code)) {
    return { ...newPromiseForm(filled, channel), parts: partsOf(entry, amountText), reason };
  }
  const amount = entry.amount === null ? '' : amountText(entry.amount);
  if (isDisputeRaised(code)) return { ...newDisputeForm(filled, channel), reason, amount };
  if (code === 'note') return newNoteForm(filled);
  return { ...newCallForm(filled), code, outcome: entry.outcome, amount, date: entry.date, reason };
}

function itemsOf({ itemIds, itemNumbers }: ActivityView): ItemRef[] {
  return itemIds.map((id, at) => ({ id, number: itemNumbers[at] ?? id }));
}

function partsOf({ instalments, amount, date }: ActivityView, amountText: (amount: Money) => string): PromisePart[] {
  if (instalments.length === 0) return [{ amount: amount === null ? null : amountText(amount), date }];
  return instalments.map((part) => ({ amount: amountText(part.amount), date: part.promisedFor }));
}

/** What the corrected form says, or the first thing that is missing. */
export function correctionBody(form: Form, filling: Filling): Filled<CorrectionBody> {
  const said = correctionSaid(form, filling);
  if (!said.ok) return said;
  return { ok: true, body: { ...saidPart(form, filling.ticked), ...said.body, client: 'outlook' } };
}

type Said = Omit<CorrectionBody, 'itemIds' | 'contact' | 'note' | 'client'>;

function correctionSaid(form: Form, filling: Filling): Filled<Said> {
  switch (form.kind) {
    case 'call':
      return callSaid({ ...form, outcome: plainOutcome(form) }, filling);
    case 'note':
      return noteSaid(form);
    case 'promise': {
      const said = promiseSaid(form, filling);
      if (!said.ok) return said;
      const { instalments, reason } = said.body;
      const outcome = promiseOutcome(form, filling.ticked, instalments);
      const parts = partsSaid(instalments);
      return { ok: true, body: { code: promiseCode(form.channel), outcome, ...parts, ...(reason ? { reason } : {}) } };
    }
    case 'dispute': {
      const said = disputeSaid(form, filling);
      if (!said.ok) return said;
      return { ok: true, body: { code: disputeCode(form.channel), outcome: 'dispute_opened', ...said.body } };
    }
    case 'task':
      throw new RangeError('A task is no entry of the log: it is changed, not corrected.');
  }
}

function partsSaid(
  instalments: readonly { amount: Money; promisedFor: NonNullable<ActivityView['date']> }[],
): Partial<Said> {
  const [only, ...more] = instalments;
  if (only !== undefined && more.length === 0) return { amount: { ...only.amount }, date: only.promisedFor };
  return { instalments: instalments.map(({ amount, promisedFor }) => ({ amount: { ...amount }, promisedFor })) };
}

/** Writes an entry anew as it stood before it was corrected: what undoing a correction comes to. */
export function asItStood(entry: ActivityView): CorrectionBody {
  const { code, outcome, reason, amount, date, instalments, contact, note } = entry;
  return {
    itemIds: [...entry.itemIds],
    code,
    client: 'outlook',
    ...(outcome === null ? {} : { outcome }),
    ...(reason === null ? {} : { reason }),
    ...(contact === null ? {} : { contact: { ...contact } }),
    ...(note === null ? {} : { note }),
    ...(instalments.length > 0
      ? { instalments: instalments.map((part) => ({ ...part, amount: { ...part.amount } })) }
      : { ...(amount === null ? {} : { amount: { ...amount } }), ...(date === null ? {} : { date }) }),
  };
}
