import { expect } from 'chai';
import fc from 'fast-check';
import { AT_START, next, type SidebarEvent, type SidebarState } from '../../../addin/state/sidebar-state.ts';
import type { ThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, anActivity } from '../support/a-card.ts';
import { aMessage } from '../support/fake-host.ts';

const item = aMessage();
const customer = aCard().customer;

describe('next', () => {
  const loading: SidebarState = { at: 'loading', seq: 3 };

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
      { type: 'item_absent', seq },
      { type: 'thread_failed', seq, failure: { by: 'network' } },
      { type: 'customer_chosen', seq, item, card: aCard() },
      { type: 'thread_read', seq, item, context: { verdict: 'found', candidates: [], card: aCard() } },
    ];
    const states: SidebarState[] = [
      AT_START,
      { at: 'signing_in' },
      { at: 'loading', seq: 8 },
      { at: 'no_item', seq: 8 },
      { at: 'unknown', seq: 8, item },
      { at: 'customer', seq: 8, item, card: aCard('c9'), evidence: [] },
      { at: 'problem', seq: 8, failure: { by: 'network' } },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.integer({ min: 0, max: 7 }), fc.nat(3), (state, seq, which) => {
        expect(next(state, late(seq)[which] as SidebarEvent)).to.equal(state);
      }),
    );
  });

  it('shows nothing of the item before as soon as another is open', () => {
    const shown: SidebarState = { at: 'customer', seq: 3, item, card: aCard(), evidence: [] };
    expect(next(shown, { type: 'item_changed', seq: 4 })).to.deep.equal({ at: 'loading', seq: 4 });
  });

  it('takes newer figures for the customer on screen only', () => {
    const shown: SidebarState = { at: 'customer', seq: 3, item, card: aCard(), evidence: [] };
    const newer = aCard('c1', { openItemCount: 99 });
    expect(next(shown, { type: 'card_read', card: newer })).to.have.nested.property('card.openItemCount', 99);
    expect(next(shown, { type: 'card_read', card: aCard('c2') })).to.equal(shown);
    expect(next(loading, { type: 'card_read', card: newer })).to.equal(loading);
  });

  it('puts a new entry first, and one that is known in its place', () => {
    const shown: SidebarState = { at: 'customer', seq: 3, item, card: aCard(), evidence: [] };
    const one = next(shown, { type: 'entry_changed', entry: anActivity({ id: 'a1' }) });
    const two = next(one, { type: 'entry_changed', entry: anActivity({ id: 'a2' }) });
    const undone = next(two, { type: 'entry_changed', entry: anActivity({ id: 'a1', withdrawn: true }) });
    expect(undone).to.have.nested.property('card.lastContacts[0].id', 'a2');
    expect(undone).to.have.nested.property('card.lastContacts[1].withdrawn', true);
    expect(next(shown, { type: 'entry_changed', entry: anActivity({ customerId: 'c2' }) })).to.equal(shown);
  });
});
