import type { RecordActivityBody } from '#shared/api/activities.ts';
import type { CustomerRef } from '#shared/api/customers.ts';
import { type CallForm, isBegun } from './call-form.ts';
import type { Failure } from './failure.ts';

/** A request to record, kept with its key, so that sending it again has no second effect. */
export interface PendingRecord {
  readonly body: RecordActivityBody;
  readonly key: string;
}

export type Saving =
  | { readonly at: 'editing' }
  | { readonly at: 'saving'; readonly pending: PendingRecord }
  | { readonly at: 'not_saved'; readonly pending: PendingRecord; readonly failure: Failure }
  | { readonly at: 'refused'; readonly failure: Failure };

/** What a collector has under way for one customer. It outlives the message on screen. */
export interface CustomerWork {
  readonly ticked: readonly string[];
  readonly form: CallForm | null;
  readonly saving: Saving;
}

/** By the customer's id, in the order in which they were begun. */
export type Works = ReadonlyMap<string, CustomerWork>;

const EDITING: Saving = { at: 'editing' };
const NO_WORK: CustomerWork = { ticked: [], form: null, saving: EDITING };

export function workFor(works: Works, customerId: string): CustomerWork {
  return works.get(customerId) ?? NO_WORK;
}

export function withWork(works: Works, customerId: string, change: Partial<CustomerWork>): Works {
  return new Map(works).set(customerId, { ...workFor(works, customerId), ...change });
}

export function toggled(works: Works, customerId: string, itemId: string): Works {
  const { ticked } = workFor(works, customerId);
  const others = ticked.filter((id) => id !== itemId);
  return withWork(works, customerId, { ticked: others.length < ticked.length ? others : [...ticked, itemId] });
}

/** A change of a form that is being written; one that is on its way to the server stays as it is. */
export function withForm(works: Works, customerId: string, change: Partial<CallForm>): Works {
  const { form, saving } = workFor(works, customerId);
  if (form === null || saving.at === 'saving' || saving.at === 'not_saved') return works;
  return withWork(works, customerId, { form: { ...form, problem: null, ...change }, saving: EDITING });
}

/** The form closed and its items let go, after it was logged or discarded. */
export function withoutForm(works: Works, customerId: string): Works {
  return withWork(works, customerId, { form: null, saving: EDITING, ticked: [] });
}

/** Forms that nobody wrote in do not outlive their message. */
export function withoutUntouched(works: Works): Works {
  return new Map(
    [...works].map(([id, work]) => [id, work.form !== null && !isBegun(work.form) ? { ...work, form: null } : work]),
  );
}

export interface Writing {
  readonly customer: CustomerRef;
  readonly unsaved: boolean;
}

/** For which customers something is half-written or not saved. */
export function writings(works: Works): Writing[] {
  const list: Writing[] = [];
  for (const { form, saving } of works.values()) {
    const unsaved = saving.at === 'not_saved' || saving.at === 'saving';
    if (form !== null && (unsaved || isBegun(form))) list.push({ customer: form.card.customer, unsaved });
  }
  return list;
}
