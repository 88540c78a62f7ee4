import type { CustomerCard } from '#shared/api/customers.ts';
import { type Form, isBegun } from './forms.ts';

/** What a collector has under way; it outlives the message on screen. */
export interface Works {
  /** The items that are ticked, by the customer's id. */
  readonly ticks: ReadonlyMap<string, readonly string[]>;
  /** In the order in which they were opened. */
  readonly forms: readonly Form[];
}

export const NO_WORK: Works = { ticks: new Map(), forms: [] };

const NONE: readonly string[] = [];

export function tickedFor({ ticks }: Works, customerId: string): readonly string[] {
  return ticks.get(customerId) ?? NONE;
}

export function toggled(works: Works, customerId: string, itemId: string): Works {
  const ticked = tickedFor(works, customerId);
  const others = ticked.filter((id) => id !== itemId);
  return withTicks(works, customerId, others.length < ticked.length ? others : [...ticked, itemId]);
}

/** With the card that is on screen by now: forms for its customer show what it says, and what is no longer open is not ticked. */
export function withCard({ ticks, forms }: Works, card: CustomerCard): Works {
  const { id } = card.customer;
  const open = new Set(card.oldestItems.map((item) => item.id));
  const ticked = (ticks.get(id) ?? NONE).filter((itemId) => open.has(itemId));
  return {
    ticks: new Map(ticks).set(id, ticked),
    forms: forms.map((form) => (form.card.customer.id === id ? { ...form, card } : form)),
  };
}

export function withTicks(works: Works, customerId: string, ticked: readonly string[]): Works {
  return { ...works, ticks: new Map(works.ticks).set(customerId, ticked) };
}

export function formOf({ forms }: Works, id: string): Form | null {
  return forms.find((form) => form.id === id) ?? null;
}

/** With a form that was opened; one of the same id gives way. */
export function withForm(works: Works, form: Form): Works {
  return { ...works, forms: [...works.forms.filter(({ id }) => id !== form.id), form] };
}

/** A change of a form that is being written; what was wrong with it is forgotten. */
export function changed<F extends Form>(works: Works, id: string, change: Partial<F>): Works {
  const forms = works.forms.map((form) =>
    form.id === id ? ({ ...form, problem: null, failure: null, ...change } as Form) : form,
  );
  return { ...works, forms };
}

export function withoutForm(works: Works, id: string): Works {
  return { ...works, forms: works.forms.filter((form) => form.id !== id) };
}

/** Forms that nobody wrote in do not outlive their message. */
export function withoutUntouched(works: Works): Works {
  return { ...works, forms: works.forms.filter(isBegun) };
}

/** The forms that are half-written, or wait for a change since the server refused them. */
export function writings({ forms }: Works): Form[] {
  return forms.filter(isBegun);
}
