import type { ActivityView } from '#shared/api/activities.ts';
import type { CustomerCard, CustomerRef } from '#shared/api/customers.ts';
import type { Candidate, Evidence, ThreadContext } from '#shared/api/thread-context.ts';
import type { Absence, HostFailure, OpenItem } from '../host/mail-host.ts';
import type { RememberedThread } from './card-memory.ts';
import type { Failure } from './failure.ts';

export type SignedOutWhy = 'start' | 'asked' | 'expired' | 'refused' | 'disabled' | 'unreachable' | HostFailure;

/** Whether a card is what the server says by now: one from memory is shown at once, and says so until the answer is there. */
export type Freshness =
  | { readonly is: 'fresh' }
  | { readonly is: 'refreshing' }
  | { readonly is: 'not_refreshed'; readonly failure: Failure };

/** What the pane is at. `seq` counts the changes of the open item: an answer to an earlier question finds another number and is dropped. */
export type SidebarState =
  | { readonly at: 'signed_out'; readonly why: SignedOutWhy }
  | { readonly at: 'signing_in' }
  | {
      readonly at: 'loading';
      readonly seq: number;
      /** Whose card is being opened; null where the open message says whose. */
      readonly customer: CustomerRef | null;
    }
  | { readonly at: 'no_item'; readonly seq: number; readonly why: Absence }
  | { readonly at: 'unknown' | 'internal'; readonly seq: number; readonly item: OpenItem }
  | {
      readonly at: 'ambiguous';
      readonly seq: number;
      readonly item: OpenItem;
      readonly candidates: readonly Candidate[];
    }
  | ShownCustomer
  | {
      readonly at: 'problem';
      readonly seq: number;
      readonly failure: Failure;
      /** As in `loading`. */
      readonly customer: CustomerRef | null;
    };

export interface ShownCustomer {
  readonly at: 'customer';
  readonly seq: number;
  /** The message that it was found by; null where the card was opened by itself, so that what is logged there carries no message. */
  readonly item: OpenItem | null;
  readonly card: CustomerCard;
  /** Why it is this customer; empty where a person chose it for this time only. */
  readonly evidence: readonly Evidence[];
  /** Other customers whom the thread may be of. */
  readonly others: readonly Candidate[];
  readonly freshness: Freshness;
}

export type SidebarEvent =
  | { readonly type: 'sign_in_begun' }
  | { readonly type: 'signed_out'; readonly why: SignedOutWhy }
  /** Another item is open; `remembered` is what was known of it, and of no other, when it was open before. */
  | { readonly type: 'item_changed'; readonly seq: number; readonly remembered: RememberedThread | null }
  /** What is on screen is asked for again: what the item of that key shows, or the customer whose card was opened by itself. */
  | {
      readonly type: 'refresh_begun';
      readonly seq: number;
      readonly key: string | null;
      readonly customer: CustomerRef | null;
    }
  /** A customer's card is opened by itself, without a message. */
  | { readonly type: 'customer_asked'; readonly seq: number; readonly customer: CustomerRef }
  | { readonly type: 'item_absent'; readonly seq: number; readonly why: Absence }
  | { readonly type: 'thread_read'; readonly seq: number; readonly item: OpenItem; readonly context: ThreadContext }
  | { readonly type: 'thread_failed'; readonly seq: number; readonly failure: Failure }
  | {
      readonly type: 'customer_chosen';
      readonly seq: number;
      readonly item: OpenItem | null;
      readonly card: CustomerCard;
    }
  | { readonly type: 'card_read'; readonly card: CustomerCard }
  | { readonly type: 'entry_changed'; readonly entry: ActivityView };

export const AT_START: SidebarState = { at: 'signed_out', why: 'start' };
const FRESH: Freshness = { is: 'fresh' };
const REFRESHING: Freshness = { is: 'refreshing' };

/** The state that follows. Pure; an event that comes too late leaves the state as it is. */
export function next(state: SidebarState, event: SidebarEvent): SidebarState {
  switch (event.type) {
    case 'sign_in_begun':
      return { at: 'signing_in' };
    case 'signed_out':
      return { at: 'signed_out', why: event.why };
    case 'item_changed':
    case 'refresh_begun':
    case 'customer_asked':
      return begun(state, event);
    case 'card_read':
      return withCard(state, event.card);
    case 'entry_changed':
      return withEntry(state, event.entry);
    default:
      return isLate(state, event.seq) ? state : settled(state, event);
  }
}

type Beginning = Extract<SidebarEvent, { type: 'item_changed' | 'refresh_begun' | 'customer_asked' }>;
type Settling = Exclude<Extract<SidebarEvent, { seq: number }>, Beginning>;

function begun(state: SidebarState, event: Beginning): SidebarState {
  const { seq } = event;
  switch (event.type) {
    case 'customer_asked':
      return { at: 'loading', seq, customer: event.customer };
    case 'refresh_begun':
      return refreshing(state, event);
    case 'item_changed':
      return event.remembered === null ? { at: 'loading', seq, customer: null } : recalled(seq, event.remembered);
  }
}

function recalled(seq: number, { item, context }: RememberedThread): SidebarState {
  const shown = fromContext(seq, item, context);
  return shown.at === 'customer' ? { ...shown, freshness: REFRESHING } : { at: 'loading', seq, customer: null };
}

/** The card stays on screen where the very thing that it was found by is asked about again. */
function refreshing(state: SidebarState, event: Extract<SidebarEvent, { type: 'refresh_begun' }>): SidebarState {
  const { seq, key, customer } = event;
  if (state.at === 'customer' && isSame(state, key, customer)) return { ...state, seq, freshness: REFRESHING };
  return { at: 'loading', seq, customer };
}

function isSame({ item, card }: ShownCustomer, key: string | null, customer: CustomerRef | null): boolean {
  return customer === null ? item !== null && item.key === key : item === null && card.customer.id === customer.id;
}

function settled(state: SidebarState, event: Settling): SidebarState {
  const { seq } = event;
  switch (event.type) {
    case 'item_absent':
      return { at: 'no_item', seq, why: event.why };
    case 'thread_failed':
      return failed(state, seq, event.failure);
    case 'customer_chosen':
      return { at: 'customer', seq, item: event.item, card: event.card, evidence: [], others: [], freshness: FRESH };
    case 'thread_read':
      return fromContext(seq, event.item, event.context);
  }
}

/** A card from memory is worth more than a problem, as long as it says that it is old. */
function failed(state: SidebarState, seq: number, failure: Failure): SidebarState {
  if (state.at === 'customer') return { ...state, freshness: { is: 'not_refreshed', failure } };
  return { at: 'problem', seq, failure, customer: state.at === 'loading' ? state.customer : null };
}

function fromContext(seq: number, item: OpenItem, { verdict, candidates, card }: ThreadContext): SidebarState {
  if (card !== null) {
    const winner = candidates.find(({ customer }) => customer.id === card.customer.id);
    const others = candidates.filter((candidate) => candidate !== winner);
    return { at: 'customer', seq, item, card, evidence: winner?.evidence ?? [], others, freshness: FRESH };
  }
  if (verdict === 'internal') return { at: 'internal', seq, item };
  return candidates.length > 0 ? { at: 'ambiguous', seq, item, candidates } : { at: 'unknown', seq, item };
}

function isLate(state: SidebarState, seq: number): boolean {
  return !('seq' in state) || state.seq !== seq;
}

/** Newer figures of the customer on screen; of any other they come too late. */
function withCard(state: SidebarState, card: CustomerCard): SidebarState {
  return state.at === 'customer' && state.card.customer.id === card.customer.id ? { ...state, card } : state;
}

/** An entry as the log has it by now; a new one comes first. */
function withEntry(state: SidebarState, entry: ActivityView): SidebarState {
  if (state.at !== 'customer' || state.card.customer.id !== entry.customerId) return state;
  const { lastContacts } = state.card;
  const known = lastContacts.some(({ id }) => id === entry.id);
  const contacts = known ? lastContacts.map((one) => (one.id === entry.id ? entry : one)) : [entry, ...lastContacts];
  return { ...state, card: { ...state.card, lastContacts: contacts } };
}

/** What was asked and found no way to the server; it is asked again when the way is back. */
export function isCutOff(state: SidebarState): boolean {
  if (state.at === 'problem') return state.failure.by === 'network';
  return state.at === 'customer' && state.freshness.is === 'not_refreshed' && state.freshness.failure.by === 'network';
}
