import { expect } from 'chai';
import { outgoing } from '../../../addin/state/form-deed.ts';
import { recordDispute } from '../../../shared/api/disputes.ts';
import { eur } from '../support/a-card.ts';
import { aDisputeForm, aFilling } from '../support/a-form.ts';

describe('outgoing, of a dispute', () => {
  const missing = [
    { what: 'no reason', form: {}, ticked: ['item-1'], problem: 'needsReason' },
    { what: 'neither items nor amount', form: { reason: 'deduction' }, ticked: [], problem: 'needsItems' },
    { what: 'an amount that is none', form: { reason: 'deduction', amount: 'x' }, ticked: [], problem: 'amountWrong' },
  ] as const;
  for (const { what, form, ticked, problem } of missing) {
    it(`asks for what is missing: ${what}`, () => {
      expect(outgoing(aDisputeForm(form), aFilling(...ticked))).to.deep.equal({ ok: false, problem });
    });
  }

  it('names items, reason, amount and owner, and fits the contract', () => {
    const form = aDisputeForm({ reason: 'deduction', amount: '12.50', ownerId: 'u2', channel: 'email' });
    const filled = outgoing(form, aFilling('item-1'));
    expect(filled.ok && recordDispute.body.parse(filled.body.body)).to.deep.include({
      itemIds: ['item-1'],
      reason: 'deduction',
      amount: eur(1_250),
      ownerId: 'u2',
      channel: 'email',
    });
  });

  it('leaves amount and owner to the server where none is given', () => {
    const filled = outgoing(aDisputeForm({ reason: 'deduction' }), aFilling('item-1'));
    expect(filled.ok && filled.body.body).to.not.have.any.keys('amount', 'ownerId');
  });
});
