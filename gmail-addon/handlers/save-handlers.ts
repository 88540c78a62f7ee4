import { type ActivityView, correctActivity, recordActivity, withdrawActivity } from '#shared/api/activities.ts';
import { ApiError } from '#shared/api/client.ts';
import { readCustomerCard } from '#shared/api/customers.ts';
import { recordDispute } from '#shared/api/disputes.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import { recordPromise } from '#shared/api/promises-to-pay.ts';
import { createTask } from '#shared/api/tasks.ts';
import type { ActionArgs, CustomerPlace, FormArgs } from '../actions.ts';
import type { Button } from '../card.ts';
import type { CardKit } from '../card-kit.ts';
import { entryDeeds } from '../cards/entry-rows.ts';
import { afterEffect } from '../customer-screen.ts';
import type { Answer } from '../envelopes.ts';
import { asItStood } from '../forms/as-it-stood.ts';
import { type Draft, draftIn } from '../forms/draft.ts';
import {
  callBody,
  callCorrection,
  disputeBody,
  disputeCorrection,
  noteBody,
  noteCorrection,
  promiseBody,
  promiseCorrection,
  type Said,
  type TypedForm,
  taskBody,
} from '../forms/read-form.ts';
import type { GoogleRequest } from '../google-request.ts';
import { entryOf, noteOf } from '../logged-entry.ts';
import { firstCurrency } from './form-handlers.ts';

/** Logs a call, once for a form, with the outcome of the button. */
export async function onSaveCall(
  request: GoogleRequest,
  { code, outcome, ...args }: ActionArgs<'save-call'>,
): Promise<Answer> {
  const form = await typedForm(request, args);
  if (args.corrects !== null) return corrected(request, args, callCorrection(form, code, outcome));
  return saved(request, args, callBody(form, code, outcome), (body, idempotencyKey) =>
    request.api.call(recordActivity, { body, idempotencyKey }),
  );
}

export async function onSaveNote(request: GoogleRequest, args: ActionArgs<'save-note'>): Promise<Answer> {
  const form = await typedForm(request, args);
  if (args.corrects !== null) return corrected(request, args, noteCorrection(form));
  return saved(request, args, noteBody(form), (body, idempotencyKey) =>
    request.api.call(recordActivity, { body, idempotencyKey }),
  );
}

/** Records a promise in its parts; what is missing or wrong is said, and the form stays. */
export async function onSavePromise(
  request: GoogleRequest,
  { parts, turn, ...args }: ActionArgs<'save-promise'>,
): Promise<Answer> {
  const form = await typedForm(request, args, { parts, turn });
  if (args.corrects !== null) return corrected(request, args, promiseCorrection(form));
  return saved(request, args, promiseBody(form), async (body, idempotencyKey) => {
    const { activity } = await request.api.call(recordPromise, { body, idempotencyKey });
    return activity;
  });
}

export async function onSaveDispute(request: GoogleRequest, args: ActionArgs<'save-dispute'>): Promise<Answer> {
  const form = await typedForm(request, args);
  if (args.corrects !== null) return corrected(request, args, disputeCorrection(form));
  return saved(request, args, disputeBody(form), async (body, idempotencyKey) => {
    const { activity } = await request.api.call(recordDispute, { body, idempotencyKey });
    return activity;
  });
}

/** Puts down a task; undoing it drops it. */
export async function onSaveTask(request: GoogleRequest, args: ActionArgs<'save-task'>): Promise<Answer> {
  const { kit, api } = request;
  const form = await typedForm(request, args);
  const said = taskBody(form);
  if (!said.ok) return { show: 'notice', notice: said.problem };
  return once(request, args, async () => {
    const task = await api.call(createTask, { body: said.body, idempotencyKey: args.key });
    const { customerId, tied } = args;
    const change = { customerId, tied, on: 'card', taskId: task.id, change: { state: 'dropped' } } as const;
    const undo = kit.button(kit.words.entry.undo, 'change-task', change);
    return afterEffect(request, args, kit.words.tasks.put(task.text), [undo]);
  });
}

/** Takes back an entry of one's own; it stays in the log. */
export async function onWithdraw(
  request: GoogleRequest,
  { activityId, ...place }: ActionArgs<'withdraw'>,
  idempotencyKey: string,
): Promise<Answer> {
  await request.api.call(withdrawActivity, { params: { id: activityId }, body: {}, idempotencyKey });
  return afterEffect(request, place, request.kit.words.entry.undoneSaid);
}

/** Undoes a correction: the entry is written anew as it stood before. */
export async function onRestore(
  request: GoogleRequest,
  { activityId, corrected: before, on, ...place }: ActionArgs<'restore'>,
  idempotencyKey: string,
): Promise<Answer> {
  const { api, kit } = request;
  const entry = await entryOf(request, { customerId: place.customerId, activityId: before, on });
  if (entry === null) return { show: 'notice', notice: kit.words.apiFailures.not_found };
  const body = asItStood(entry, await noteOf(request, entry));
  const restored = await api.call(correctActivity, { params: { id: activityId }, body, idempotencyKey });
  return afterEntry(request, { ...place, corrects: activityId }, restored);
}

async function typedForm(
  request: GoogleRequest,
  args: FormArgs,
  asked: { parts: number; turn: number } = { parts: 1, turn: 0 },
): Promise<TypedForm> {
  const { event, kit, api } = request;
  const card = await api.call(readCustomerCard, { params: { id: args.customerId } });
  const draft: Draft = draftIn(event, { currency: firstCurrency(request, card), ...asked });
  return { args, draft, card, formats: kit.formats, words: kit.words };
}

/** Saves what the form says under its own key, or says what is missing. */
async function saved<B>(
  request: GoogleRequest,
  args: FormArgs,
  said: Said<B>,
  save: (body: B, key: string) => Promise<ActivityView>,
): Promise<Answer> {
  if (!said.ok) return { show: 'notice', notice: said.problem };
  return once(request, args, async () => afterEntry(request, args, await save(said.body, args.key)));
}

async function corrected(
  request: GoogleRequest,
  args: FormArgs,
  said: Said<BodyInput<typeof correctActivity>>,
): Promise<Answer> {
  const params = { id: args.corrects ?? '' };
  return saved(request, args, said, (body, idempotencyKey) =>
    request.api.call(correctActivity, { params, body, idempotencyKey }),
  );
}

async function once(request: GoogleRequest, place: CustomerPlace, effect: () => Promise<Answer>): Promise<Answer> {
  try {
    return await effect();
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'idempotency_key_reused')) throw error;
    return afterEffect(request, place, request.kit.words.cards.form.savedBefore);
  }
}

/** The customer card again, with what was logged above it and the ways to undo it or write it anew. */
function afterEntry(
  request: GoogleRequest,
  { customerId, tied, corrects }: Pick<FormArgs, 'customerId' | 'tied' | 'corrects'>,
  entry: ActivityView,
): Promise<Answer> {
  const { kit, api } = request;
  const { words, formats } = kit;
  const said = words.call.saved(words.codes[entry.code]);
  const { amount, instalments } = entry;
  const isSeveral = instalments.length > 0 && amount !== null;
  const together = isSeveral ? ` · ${words.promise.together(formats.money(amount))}` : '';
  const place = { customerId, tied };
  const context = { place, today: entry.businessDay, userId: api.session.user.id, others: [] };
  const [undo, ...more] = entryDeeds(kit, entry, context);
  // What a correction stands for was there before: taking the correction back would take that away as well.
  const back = corrects === null ? undo : restoreButton(kit, entry, { ...place, corrected: corrects });
  return afterEffect(request, place, `${said}${together}`, [...(back === undefined ? [] : [back]), ...more]);
}

function restoreButton(
  kit: CardKit,
  { id: activityId, businessDay: on, code }: ActivityView,
  target: CustomerPlace & { readonly corrected: string },
): Button {
  const { entry, codes } = kit.words;
  return kit.button(entry.undo, 'restore', { ...target, activityId, on }, entry.undoThis(codes[code]));
}
