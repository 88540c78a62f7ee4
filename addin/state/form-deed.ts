import { type ActivityView, correctActivity, recordActivity } from '#shared/api/activities.ts';
import { recordDispute } from '#shared/api/disputes.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import { recordPromise } from '#shared/api/promises-to-pay.ts';
import { createTask, type TaskView } from '#shared/api/tasks.ts';
import { callSaid, plainOutcome } from './call-form.ts';
import { correctionBody } from './correction.ts';
import { type DisputeForm, disputeSaid } from './dispute-form.ts';
import { type Filled, type Filling, sharedPart } from './form-base.ts';
import type { Form } from './forms.ts';
import { noteSaid } from './note-form.ts';
import type { PaneApi } from './pane-api.ts';
import { type PromiseForm, promiseSaid } from './promise-form.ts';
import { taskBody } from './task-form.ts';

/** What the server made of a form. */
export interface Saved {
  readonly entry: ActivityView | null;
  readonly task: TaskView | null;
}

/** A form that is complete: what goes out, and how. */
export interface Outgoing {
  readonly body: unknown;
  readonly send: (api: PaneApi, idempotencyKey: string) => Promise<Saved>;
}

/** What the form asks the server to keep, or the first thing that is missing. */
export function outgoing(form: Form, filling: Filling): Filled<Outgoing> {
  if (form.corrects !== null) return outgoingCorrection(form, form.corrects, filling);
  switch (form.kind) {
    case 'call': {
      const said = callSaid({ ...form, outcome: plainOutcome(form) }, filling);
      return then(said, (body) => activity({ ...sharedPart(form, filling), ...body }));
    }
    case 'note':
      return then(noteSaid(form), (body) => activity({ ...sharedPart(form, filling), ...body }));
    case 'promise':
      return outgoingPromise(form, filling);
    case 'dispute':
      return outgoingDispute(form, filling);
    case 'task':
      return then(taskBody(form), (body) => ({
        body,
        send: async (api, idempotencyKey) => ({
          entry: null,
          task: await api.call(createTask, { body, idempotencyKey }),
        }),
      }));
  }
}

function activity(body: BodyInput<typeof recordActivity>): Outgoing {
  return {
    body,
    send: async (api, idempotencyKey) => entryOf(await api.call(recordActivity, { body, idempotencyKey })),
  };
}

function outgoingPromise(form: PromiseForm, filling: Filling): Filled<Outgoing> {
  return then(promiseSaid(form, filling), (said) => {
    const body = { ...sharedPart(form, filling), channel: form.channel, ...said };
    return {
      body,
      send: async (api, idempotencyKey) => entryOf((await api.call(recordPromise, { body, idempotencyKey })).activity),
    };
  });
}

function outgoingDispute(form: DisputeForm, filling: Filling): Filled<Outgoing> {
  return then(disputeSaid(form, filling), (said) => {
    const owner = form.ownerId === '' ? {} : { ownerId: form.ownerId };
    const body = { ...sharedPart(form, filling), channel: form.channel, ...said, ...owner };
    return {
      body,
      send: async (api, idempotencyKey) => entryOf((await api.call(recordDispute, { body, idempotencyKey })).activity),
    };
  });
}

function outgoingCorrection(form: Form, { id }: ActivityView, filling: Filling): Filled<Outgoing> {
  return then(correctionBody(form, filling), (body) => ({
    body,
    send: async (api, idempotencyKey) =>
      entryOf(await api.call(correctActivity, { params: { id }, body, idempotencyKey })),
  }));
}

function entryOf(entry: ActivityView): Saved {
  return { entry, task: null };
}

function then<A, B>(filled: Filled<A>, make: (body: A) => B): Filled<B> {
  return filled.ok ? { ok: true, body: make(filled.body) } : filled;
}
