import { expect } from 'chai';
import fc from 'fast-check';
import {
  AT_START,
  isCutOff,
  next,
  type ShownCustomer,
  type SidebarEvent,
  type SidebarState,
} from '../../../addin/state/sidebar-state.ts';
import type { ThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, anActivity, foundContext } from '../support/a-card.ts';
import { aMessage } from '../support/fake-host.ts';

const item = aMessage();
const customer = aCard().customer;
const shown: ShownCustomer = {
  at: 'customer',
  seq: 3,
  item,
  card: aCard(),
  evidence: [],
  others: [],
  freshness: { is: 'fresh' },
};

describe('next', () => {
  const loading: SidebarState = { at: 'loading', seq: 3, customer: null };

  const verdicts = [
    { verdict: 'found', card: aCard(), candidates: [{ customer, evidence: [] }], at: 'customer' },
    { verdict: 'ambiguous', card: null, candidates: [{ customer, evidence: [] }], at: 'ambiguous' },
    { verdict: 'unknown', card: null, candidates: [], at: 'unknown' },
    { verdict: 'internal', card: null, candidates: [], at: 'internal' },
  ] as const;
  for (const { verdict, card, candidates, at } of verdicts) {
    it(`goes from loading to ${at} when the server says ${verdict}`, () => {
      const context: ThreadContext = { verdict, card, candidates: structuredClone(candidates) as never };
      expect(next(loading, { type: 'thread_read', seq: 3, item, context }).at).to.equal(at);
    });
  }

  it('keeps the evidence of the customer whose card it is, and of no other candidate', () => {
    const other = {
      customer: { id: 'c2', number: '2', name: 'Other' },
      evidence: [{ kind: 'mail_domain', text: 'no' }],
    };
    const mine = { customer, evidence: [{ kind: 'invoice_number', text: 'invoice 104233 in the subject' }] };
    const context = { verdict: 'found', card: aCard(), candidates: [other, mine] } as const;
    const state = next(loading, { type: 'thread_read', seq: 3, item, context: structuredClone(context) as never });
    expect(state).to.have.deep.property('evidence', mine.evidence);
  });

  it('drops every answer to an earlier question, whatever state it finds', () => {
    const late = (seq: number): SidebarEvent[] => [
      { type: 'item_absent', seq, why: 'none' },
      { type: 'thread_failed', seq, failure: { by: 'network' } },
      { type: 'customer_chosen', seq, item, card: aCard() },
      { type: 'thread_read', seq, item, context: { verdict: 'found', candidates: [], card: aCard() } },
    ];
    const states: SidebarState[] = [
      AT_START,
      { at: 'signing_in' },
      { at: 'loading', seq: 8, customer: null },
      { at: 'no_item', seq: 8, why: 'none' },
      { at: 'unknown', seq: 8, item },
      { ...shown, seq: 8, card: aCard('c9') },
      { at: 'problem', seq: 8, failure: { by: 'network' }, customer: null },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.integer({ min: 0, max: 7 }), fc.nat(3), (state, seq, which) => {
        expect(next(state, late(seq)[which] as SidebarEvent)).to.equal(state);
      }),
    );
  });

  it('shows nothing of the item before as soon as another is open', () => {
    expect(next(shown, { type: 'item_changed', seq: 4, remembered: null })).to.deep.equal({
      at: 'loading',
      seq: 4,
      customer: null,
    });
  });

  it('takes newer figures for the customer on screen only', () => {
    const newer = aCard('c1', { openItemCount: 99 });
    expect(next(shown, { type: 'card_read', card: newer })).to.have.nested.property('card.openItemCount', 99);
    expect(next(shown, { type: 'card_read', card: aCard('c2') })).to.equal(shown);
    expect(next(loading, { type: 'card_read', card: newer })).to.equal(loading);
  });

  it('puts a new entry first, and one that is known in its place', () => {
    const one = next(shown, { type: 'entry_changed', entry: anActivity({ id: 'a1' }) });
    const two = next(one, { type: 'entry_changed', entry: anActivity({ id: 'a2' }) });
    const undone = next(two, { type: 'entry_changed', entry: anActivity({ id: 'a1', withdrawn: true }) });
    expect(undone).to.have.nested.property('card.lastContacts[0].id', 'a2');
    expect(undone).to.have.nested.property('card.lastContacts[1].withdrawn', true);
    expect(next(shown, { type: 'entry_changed', entry: anActivity({ customerId: 'c2' }) })).to.equal(shown);
  });

  it('shows at once what was known of that very message, marked as being refreshed', () => {
    const other = aMessage({ key: 'read:2' });
    const remembered = { item: other, context: foundContext(aCard('c2')) };
    const state = next(shown, { type: 'item_changed', seq: 4, remembered });
    expect(state).to.deep.include({ at: 'customer', seq: 4, item: other, freshness: { is: 'refreshing' } });
    expect(state).to.have.nested.property('card.customer.id', 'c2');
  });

  it('keeps a card that could not be refreshed, and says so', () => {
    const asked = next(shown, { type: 'refresh_begun', seq: 4, key: item.key, customer: null });
    expect(asked).to.deep.equal({ ...shown, seq: 4, freshness: { is: 'refreshing' } });
    const failed = next(asked, { type: 'thread_failed', seq: 4, failure: { by: 'network' } });
    expect(failed).to.deep.include({ at: 'customer', card: shown.card });
    expect(failed).to.have.deep.property('freshness', { is: 'not_refreshed', failure: { by: 'network' } });
    expect(isCutOff(failed)).to.equal(true);
  });

  it('keeps no card when what is asked for again is another message', () => {
    for (const key of ['read:other', null]) {
      expect(next(shown, { type: 'refresh_begun', seq: 4, key, customer: null }).at).to.equal('loading');
      expect(next({ ...shown, item: null }, { type: 'refresh_begun', seq: 4, key, customer: null }).at).to.equal(
        'loading',
      );
    }
  });

  it('keeps a card that was opened by itself while that customer is asked for again, and no other', () => {
    const alone: ShownCustomer = { ...shown, item: null };
    const asked = next(alone, { type: 'refresh_begun', seq: 4, key: null, customer });
    expect(asked).to.deep.equal({ ...alone, seq: 4, freshness: { is: 'refreshing' } });
    const other = aCard('c2').customer;
    const loading = { at: 'loading', seq: 4, customer: other };
    expect(next(alone, { type: 'refresh_begun', seq: 4, key: null, customer: other })).to.deep.equal(loading);
    expect(next(shown, { type: 'refresh_begun', seq: 4, key: item.key, customer }).at).to.equal('loading');
  });

  it('opens a card by itself, and knows whose it was to be where that fails', () => {
    const asked = next(shown, { type: 'customer_asked', seq: 4, customer });
    expect(asked).to.deep.equal({ at: 'loading', seq: 4, customer });
    expect(next(asked, { type: 'customer_chosen', seq: 4, item: null, card: aCard() })).to.deep.include({
      at: 'customer',
      item: null,
      evidence: [],
    });
    expect(next(asked, { type: 'thread_failed', seq: 4, failure: { by: 'network' } })).to.deep.include({
      at: 'problem',
      customer,
    });
  });

  it('names the others whom the thread may be of', () => {
    const other = { customer: aCard('c2').customer, evidence: [{ kind: 'mail_domain' as const, text: 'the domain' }] };
    const context: ThreadContext = { verdict: 'found', card: aCard(), candidates: [{ customer, evidence: [] }, other] };
    expect(next(loading, { type: 'thread_read', seq: 3, item, context })).to.have.deep.property('others', [other]);
  });
});
