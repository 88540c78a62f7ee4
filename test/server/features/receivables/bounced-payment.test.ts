import { expect } from 'chai';
import { customerIdOf } from '../../../../server/features/receivables/row-identity.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { UNIDENTIFIED } from '../../../../shared/domain/unidentified.ts';
import { useLedger } from '../../../support/ledger.ts';
import {
  applicationRow,
  customerRow,
  eur,
  identificationRow,
  itemRow,
  paymentRow,
  reversalRow,
} from '../../../support/ledger-rows.ts';

describe('money that is taken back while it is applied', function () {
  this.timeout(60_000);
  const ledger = useLedger();

  it('opens the invoice again from the day of the reversal: a returned direct debit', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1'), applicationRow('1001', 'P1', eur(10_000))]);
    await ledger.take([reversalRow('P1', eur(10_000), '2026-04-01')]);
    expect(await ledger.leftOn('2026-03-31')).to.deep.equal({});
    expect(await ledger.leftOn('2026-04-01')).to.deep.equal({ 1001: 10_000 });
  });

  it('is the same where the application becomes known after the reversal', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1'), reversalRow('P1', eur(10_000), '2026-04-01')]);
    await ledger.take([applicationRow('1001', 'P1', eur(10_000))]);
    expect(await ledger.leftOn('2026-03-31')).to.deep.equal({});
    expect(await ledger.leftOn('2026-04-01')).to.deep.equal({ 1001: 10_000 });
    const late = await ledger.take([applicationRow('1001', 'P1', eur(1), { id: 'after', on: '2026-04-02' })]);
    expect(late.state).to.equal('refused');
  });

  it('takes from the latest application first, and no more than is missing: a chargeback of a part, with its fee', async () => {
    await ledger.take([
      itemRow('1001'),
      itemRow('1002'),
      paymentRow('P1', { amount: eur(20_000) }),
      applicationRow('1001', 'P1', eur(10_000), { on: '2026-03-21' }),
      applicationRow('1002', 'P1', eur(10_000), { on: '2026-03-22' }),
    ]);
    const fee = itemRow('CB1', { kind: 'chargeback', amount: eur(1_500), issuedOn: '2026-04-01' });
    await ledger.take([reversalRow('P1', eur(4_000), '2026-04-01'), fee]);
    expect(await ledger.leftOn('2026-04-01')).to.deep.equal({ 1002: 4_000, CB1: 1_500 });
    const applications = await ledger.in(async () => {
      const position = await ledger.parts.ledgerPositions.positionAt();
      const items = await ledger.parts.receivables.itemsOf(customerIdOf('C1'), calendarDate('2026-04-01'), position);
      const [payment] = items.filter(({ kind }) => kind === 'payment').map(({ id }) => id);
      return payment === undefined ? [] : ledger.parts.receivables.applicationsOn([payment], position);
    });
    const held = applications.map(({ debitAmount, bounced }) => [
      debitAmount.minor,
      bounced.map(({ debit }) => debit.minor),
    ]);
    expect(held.sort()).to.deep.equal([
      [10_000, []],
      [10_000, [4_000]],
    ]);
  });

  it('leaves an overpayment unapplied, and a refund applied to the credit that it returns', async () => {
    await ledger.take([
      itemRow('1001'),
      paymentRow('P1', { amount: eur(12_000) }),
      applicationRow('1001', 'P1', eur(10_000)),
    ]);
    expect(await ledger.leftOn('2026-03-25')).to.deep.equal({ P1: 2_000 });
    const refund = itemRow('R1', { kind: 'refund', amount: eur(2_000), issuedOn: '2026-03-28' });
    await ledger.take([refund, applicationRow('R1', 'P1', eur(2_000), { on: '2026-03-28' })]);
    expect(await ledger.leftOn('2026-03-28')).to.deep.equal({});
  });

  it('comes back to the invoice where a reversal turns out to be a smaller one', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1'), applicationRow('1001', 'P1', eur(10_000))]);
    await ledger.take([reversalRow('P1', eur(10_000), '2026-04-01')]);
    await ledger.take([reversalRow('P1', eur(2_500), '2026-04-01')], { dataAsOf: new Date('2026-11-20T22:00:00Z') });
    expect(await ledger.leftOn('2026-04-01')).to.deep.equal({ 1001: 2_500 });
  });
});

describe('a receipt of nobody known', function () {
  this.timeout(60_000);
  const ledger = useLedger();
  const ownerOf = async (number: string) =>
    (await ledger.standing('itemVersions')).find((item) => item.number === number)?.customerId;
  const idOf = (number: string) => ledger.in(async () => customerIdOf(number));

  it('is whose it is found to be, also when the bank says the same again, until that is taken back', async () => {
    const receipt = () => paymentRow('B1', { customerNumber: UNIDENTIFIED });
    await ledger.take([customerRow('C1'), itemRow('1001'), receipt()]);
    expect(await ownerOf('B1')).to.equal(await idOf(UNIDENTIFIED));
    await ledger.take([identificationRow('B1', 'C1'), applicationRow('1001', 'B1', eur(10_000))]);
    expect(await ownerOf('B1')).to.equal(await idOf('C1'));
    const changed = { ...receipt(), reference: 'said otherwise' };
    await ledger.take([changed], { dataAsOf: new Date('2026-11-20T22:00:00Z') });
    expect(await ownerOf('B1')).to.equal(await idOf('C1'));
    const [application] = await ledger
      .standing('entryVersions')
      .then((all) => all.filter(({ type }) => type === 'application'));
    expect(application?.creditCustomerId).to.equal(await idOf('C1'));
    await ledger.take([identificationRow('B1', null)], { dataAsOf: new Date('2026-11-21T22:00:00Z') });
    expect(await ownerOf('B1')).to.equal(await idOf(UNIDENTIFIED));
  });

  it('is not said to be of a customer whom nobody knows', async () => {
    await ledger.take([paymentRow('B1', { customerNumber: UNIDENTIFIED })]);
    const { state, problems } = await ledger.take([identificationRow('B1', 'C9')]);
    expect([state, problems[0]?.column]).to.deep.equal(['refused', 'customerNumber']);
  });
});
