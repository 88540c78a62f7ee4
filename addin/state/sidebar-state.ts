import type { ActivityView } from '#shared/api/activities.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { Candidate, Evidence, ThreadContext } from '#shared/api/thread-context.ts';
import type { HostFailure, OpenItem } from '../host/mail-host.ts';
import type { Failure } from './failure.ts';

export type SignedOutWhy = 'start' | 'asked' | 'expired' | 'refused' | 'disabled' | 'unreachable' | HostFailure;

/** What the pane is at. `seq` counts the changes of the open item: an answer to an earlier question finds another number and is dropped. */
export type SidebarState =
  | { readonly at: 'signed_out'; readonly why: SignedOutWhy }
  | { readonly at: 'signing_in' }
  | { readonly at: 'loading'; readonly seq: number }
  | { readonly at: 'no_item'; readonly seq: number }
  | { readonly at: 'unknown' | 'internal'; readonly seq: number; readonly item: OpenItem }
  | {
      readonly at: 'ambiguous';
      readonly seq: number;
      readonly item: OpenItem;
      readonly candidates: readonly Candidate[];
    }
  | {
      readonly at: 'customer';
      readonly seq: number;
      readonly item: OpenItem;
      readonly card: CustomerCard;
      /** Why it is this customer; empty where a person chose it for this time only. */
      readonly evidence: readonly Evidence[];
    }
  | { readonly at: 'problem'; readonly seq: number; readonly failure: Failure };

export type SidebarEvent =
  | { readonly type: 'sign_in_begun' }
  | { readonly type: 'signed_out'; readonly why: SignedOutWhy }
  | { readonly type: 'item_changed'; readonly seq: number }
  | { readonly type: 'item_absent'; readonly seq: number }
  | { readonly type: 'thread_read'; readonly seq: number; readonly item: OpenItem; readonly context: ThreadContext }
  | { readonly type: 'thread_failed'; readonly seq: number; readonly failure: Failure }
  | { readonly type: 'customer_chosen'; readonly seq: number; readonly item: OpenItem; readonly card: CustomerCard }
  | { readonly type: 'card_read'; readonly card: CustomerCard }
  | { readonly type: 'entry_changed'; readonly entry: ActivityView };

export const AT_START: SidebarState = { at: 'signed_out', why: 'start' };

/** The state that follows. Pure; an event that comes too late leaves the state as it is. */
export function next(state: SidebarState, event: SidebarEvent): SidebarState {
  switch (event.type) {
    case 'sign_in_begun':
      return { at: 'signing_in' };
    case 'signed_out':
      return { at: 'signed_out', why: event.why };
    case 'item_changed':
      return { at: 'loading', seq: event.seq };
    case 'card_read':
      return withCard(state, event.card);
    case 'entry_changed':
      return withEntry(state, event.entry);
    default:
      return isLate(state, event.seq) ? state : settled(event);
  }
}

type Settling = Extract<SidebarEvent, { seq: number }>;

function settled(event: Exclude<Settling, { type: 'item_changed' }>): SidebarState {
  const { seq } = event;
  switch (event.type) {
    case 'item_absent':
      return { at: 'no_item', seq };
    case 'thread_failed':
      return { at: 'problem', seq, failure: event.failure };
    case 'customer_chosen':
      return { at: 'customer', seq, item: event.item, card: event.card, evidence: [] };
    case 'thread_read':
      return fromContext(seq, event.item, event.context);
  }
}

function fromContext(seq: number, item: OpenItem, { verdict, candidates, card }: ThreadContext): SidebarState {
  if (card !== null) {
    const winner = candidates.find(({ customer }) => customer.id === card.customer.id);
    return { at: 'customer', seq, item, card, evidence: winner?.evidence ?? [] };
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
