import type { correctActivity, Instalment, RecordActivityBody } from '#shared/api/activities.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { recordDispute } from '#shared/api/disputes.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import type { recordPromise } from '#shared/api/promises-to-pay.ts';
import type { createTask } from '#shared/api/tasks.ts';
import { type ActivityCode, codeDefinition, type Need, type Outcome } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Formats } from '#shared/words/formats.ts';
import type { FormArgs } from '../actions.ts';
import type { Words } from '../card-words.ts';
import type { Draft, PartDraft } from './draft.ts';
import { likelyAmount } from './likely-amount.ts';

/** What a form says, or the first thing in it that is missing or wrong, in words. */
export type Said<B> = { readonly ok: true; readonly body: B } | { readonly ok: false; readonly problem: string };

/** A form that is to be saved. */
export interface TypedForm {
  readonly args: FormArgs;
  readonly draft: Draft;
  readonly card: CustomerCard;
  readonly formats: Formats;
  readonly words: Words;
}

type CorrectionBody = BodyInput<typeof correctActivity>;
const CLIENT = 'gmail';

/** What any new record has in common. When it happened is the server's to say: a repeat of the same press is to be the same request. */
function sharedPart(form: TypedForm) {
  const { customerId, message, dataAsOf } = form.args;
  return { customerId, message, dataAsOf, client: CLIENT, ...saidPart(form) } as const;
}

/** Items, contact and note: what a correction may say anew as well. */
function saidPart({ args, draft }: TypedForm): Pick<RecordActivityBody, 'itemIds' | 'contact' | 'note'> {
  return {
    itemIds: args.itemIds,
    ...(draft.contact === null ? {} : { contact: { ...draft.contact } }),
    ...(draft.note === '' ? {} : { note: draft.note }),
  };
}

type CallSaid = Pick<RecordActivityBody, 'code' | 'outcome' | 'amount' | 'date' | 'reason'>;

/** A call with only what its code asks for. */
export function callBody(form: TypedForm, code: ActivityCode, outcome: Outcome): Said<RecordActivityBody> {
  return then(callSaid(form, code, outcome), (said) => ({ ...sharedPart(form), ...said }));
}

export function callCorrection(form: TypedForm, code: ActivityCode, outcome: Outcome): Said<CorrectionBody> {
  return then(callSaid(form, code, outcome), (said) => ({ ...saidPart(form), client: CLIENT, ...said }));
}

function callSaid(form: TypedForm, code: ActivityCode, outcome: Outcome): Said<CallSaid> {
  const asked = codeDefinition(code);
  const [part] = form.draft.parts;
  const amount = asked.amount === 'none' ? NOTHING : amountSaid(form, part, asked.amount);
  if (!amount.ok) return amount;
  const date = asked.date === 'none' ? NOTHING : dateSaid(form, part, asked.date);
  if (!date.ok) return date;
  const reason = asked.reason === 'none' ? NOTHING : reasonSaid(form, asked.reason);
  if (!reason.ok) return reason;
  return { ok: true, body: { code, outcome, ...amount.body, ...date.body, ...reason.body } };
}

export function noteBody(form: TypedForm): Said<RecordActivityBody> {
  if (form.draft.note === '') return { ok: false, problem: form.words.form.needsText };
  return { ok: true, body: { ...sharedPart(form), code: 'note' } };
}

export function noteCorrection(form: TypedForm): Said<CorrectionBody> {
  if (form.draft.note === '') return { ok: false, problem: form.words.form.needsText };
  return { ok: true, body: { ...saidPart(form), client: CLIENT, code: 'note' } };
}

/** A promise in its parts, by day. */
export function promiseBody(form: TypedForm): Said<BodyInput<typeof recordPromise>> {
  const { channel, reason } = form.draft;
  return then(instalmentsSaid(form), (instalments) => ({
    ...sharedPart(form),
    channel,
    instalments,
    ...(reason === null ? {} : { reason }),
  }));
}

export function promiseCorrection(form: TypedForm): Said<CorrectionBody> {
  const { channel, reason } = form.draft;
  return then(instalmentsSaid(form), (instalments) => ({
    ...saidPart(form),
    client: CLIENT,
    code: channel === 'email' ? 'email_promise_to_pay' : 'phone_promise_to_pay',
    outcome: promiseOutcome(form, instalments),
    ...partsSaid(instalments),
    ...(reason === null ? {} : { reason }),
  }));
}

function partsSaid(instalments: Instalment[]): Pick<CorrectionBody, 'amount' | 'date' | 'instalments'> {
  const [only, ...more] = instalments;
  return only !== undefined && more.length === 0 ? { amount: only.amount, date: only.promisedFor } : { instalments };
}

/** In full where the sum covers what the promise is about, in part where it is less. */
function promiseOutcome({ card, args, draft }: TypedForm, instalments: readonly Instalment[]): Outcome {
  const due = likelyAmount(card, args.itemIds, draft.currency);
  const sum = instalments.reduce((so, { amount }) => so + amount.minor, 0);
  return due === null || sum >= due.minor ? 'promised_in_full' : 'promised_in_part';
}

function instalmentsSaid(form: TypedForm): Said<Instalment[]> {
  const { draft, words } = form;
  const instalments: Instalment[] = [];
  for (const [at, part] of draft.parts.entries()) {
    const said = instalmentSaid(form, part, instalments);
    if (said.ok) instalments.push(said.body);
    else if (draft.parts.length === 1) return said;
    else return { ok: false, problem: words.cards.form.inPart(words.promise.part(at + 1), said.problem) };
  }
  return { ok: true, body: instalments.sort((a, b) => a.promisedFor.localeCompare(b.promisedFor)) };
}

function instalmentSaid(form: TypedForm, part: PartDraft, others: readonly Instalment[]): Said<Instalment> {
  const amount = amountSaid(form, part, 'required');
  if (!amount.ok) return amount;
  const day = dateSaid(form, part, 'required');
  if (!day.ok) return day;
  const { amount: promised } = amount.body;
  const { date: promisedFor } = day.body;
  if (promised === undefined) return { ok: false, problem: form.words.call.needsAmount };
  if (promisedFor === undefined) return { ok: false, problem: form.words.call.needsDate };
  // A correction may speak of a day that has gone by since.
  if (form.args.corrects === null && promisedFor < form.card.asOf) {
    return { ok: false, problem: form.words.form.dateInPast };
  }
  if (others.some((other) => other.promisedFor === promisedFor)) {
    return { ok: false, problem: form.words.form.sameDay };
  }
  return { ok: true, body: { amount: promised, promisedFor } };
}

/** What is disputed: a reason, and the items or an amount. */
export function disputeBody(form: TypedForm): Said<BodyInput<typeof recordDispute>> {
  const { channel, ownerId } = form.draft;
  const owner = ownerId === '' ? {} : { ownerId };
  return then(disputeSaid(form), (said) => ({ ...sharedPart(form), channel, ...owner, ...said }));
}

export function disputeCorrection(form: TypedForm): Said<CorrectionBody> {
  const code = form.draft.channel === 'email' ? 'email_dispute_raised' : 'phone_dispute_raised';
  const kept = { client: CLIENT, code, outcome: 'dispute_opened' } as const;
  return then(disputeSaid(form), (said) => ({ ...saidPart(form), ...kept, ...said }));
}

function disputeSaid(form: TypedForm): Said<Pick<BodyInput<typeof recordDispute>, 'reason' | 'amount'>> {
  const { draft, words, args } = form;
  const { reason } = draft;
  if (reason === null) return { ok: false, problem: words.call.needsReason };
  const amount = amountSaid(form, draft.parts[0], 'optional');
  if (!amount.ok) return amount;
  if (amount.body.amount === undefined && args.itemIds.length === 0) {
    return { ok: false, problem: words.form.needsItems };
  }
  return { ok: true, body: { reason, ...amount.body } };
}

export function taskBody(form: TypedForm): Said<BodyInput<typeof createTask>> {
  const { draft, words, card, args } = form;
  if (draft.note === '') return { ok: false, problem: words.form.needsText };
  const day = dateSaid(form, draft.parts[0], 'required');
  if (!day.ok) return day;
  const { date: dueOn } = day.body;
  if (dueOn === undefined) return { ok: false, problem: words.call.needsDate };
  if (dueOn < card.asOf) return { ok: false, problem: words.form.dateInPast };
  const owner = draft.ownerId === '' ? {} : { ownerId: draft.ownerId };
  return { ok: true, body: { customerId: args.customerId, text: draft.note, dueOn, ...owner } };
}

function amountSaid(
  { draft: { currency }, formats, words }: TypedForm,
  part: PartDraft | undefined,
  need: Need,
): Said<{ amount?: Money }> {
  const typed = part?.amount ?? '';
  if (typed === '') return need === 'required' ? { ok: false, problem: words.call.needsAmount } : NOTHING;
  const amount = formats.amountFrom(typed, currency);
  if (amount === null) return { ok: false, problem: words.call.amountWrong(formats.example(currency)) };
  return { ok: true, body: { amount: { ...amount } } };
}

function dateSaid({ words }: TypedForm, part: PartDraft | undefined, need: Need): Said<{ date?: CalendarDate }> {
  const { likely = null, picked = null } = part ?? {};
  if (likely !== null && picked !== null && likely !== picked) {
    return { ok: false, problem: words.cards.form.twoDays };
  }
  const date = picked ?? likely;
  if (date !== null) return { ok: true, body: { date } };
  return need === 'required' ? { ok: false, problem: words.call.needsDate } : NOTHING;
}

function reasonSaid({ draft, words }: TypedForm, need: Need): Said<Pick<RecordActivityBody, 'reason'>> {
  if (draft.reason !== null) return { ok: true, body: { reason: draft.reason } };
  return need === 'required' ? { ok: false, problem: words.call.needsReason } : NOTHING;
}

function then<A, B>(said: Said<A>, make: (body: A) => B): Said<B> {
  return said.ok ? { ok: true, body: make(said.body) } : said;
}

const NOTHING = { ok: true, body: {} } as const;
