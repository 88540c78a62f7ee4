import { expect } from 'chai';
import { type ItemOnDay, isInForce } from '../../../../server/features/receivables/receivables-read-model.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { useLedger } from '../../../support/ledger.ts';
import { applicationRow, eur, itemRow, paymentRow, unapplicationRow } from '../../../support/ledger-rows.ts';

const day = calendarDate;

describe('ReceivablesReadModel', function () {
  this.timeout(60_000);
  const ledger = useLedger();
  const { receivables, ledgerPositions } = ledger.parts;
  const positionAt = () => ledgerPositions.positionAt();

  beforeEach(async () => {
    await ledger.take([
      itemRow('0003', { dueOn: '2026-04-30' }),
      itemRow('0002', { dueOn: '2026-03-31' }),
      itemRow('0001', { dueOn: '2026-03-31' }),
      itemRow('9001', { customerNumber: 'C2' }),
      itemRow('later', { issuedOn: '2026-06-01' }),
      paymentRow('P1', { issuedOn: '2026-04-02', amount: eur(15_000) }),
      paymentRow('P2', { issuedOn: '2026-05-02', customerNumber: 'C2' }),
      applicationRow('0001', 'P1', eur(10_000), { on: '2026-04-01' }),
      applicationRow('0002', 'P1', eur(5_000), { on: '2026-04-05' }),
      unapplicationRow('P1>0002', '2026-04-20'),
    ]);
  });

  const numbers = (items: readonly ItemOnDay[]) => items.map(({ key, left }) => [key.number, left.minor]);
  const customerC1 = async () => (await ledger.customers.search('C1', 1, 1))[0]?.id;

  it("gives a customer's open items, oldest due first, those of one day by their numbers", async () => {
    const items = await ledger.in(async () =>
      receivables.openItems(day('2026-04-10'), await positionAt(), await customerC1()),
    );
    expect(numbers(items)).to.deep.equal([
      ['0002', 5_000],
      ['0003', 10_000],
    ]);
    const before = await ledger.in(async () =>
      receivables.openItems(day('2026-04-01'), await positionAt(), await customerC1()),
    );
    expect(numbers(before)).to.deep.equal([
      ['0001', 10_000],
      ['0002', 10_000],
      ['0003', 10_000],
    ]);
  });

  it('gives all items of a customer that count by a day, settled ones too', async () => {
    const id = await ledger.in(customerC1);
    const items = await ledger.in(async () =>
      receivables.itemsOf(id ?? ('' as never), day('2026-05-31'), await positionAt()),
    );
    expect(numbers(items)).to.deep.equal([
      ['0001', 0],
      ['0002', 10_000],
      ['P1', 5_000],
      ['0003', 10_000],
    ]);
  });

  it('gives a payment with its applications, and which of them count on a day', async () => {
    const applications = await ledger.in(async () => {
      const position = await positionAt();
      const [payment] = await receivables.findItemsByNumberKeys(['P1'], day('2026-05-31'), position);
      if (payment === undefined) throw new Error('P1 is not there.');
      return receivables.applicationsOn([payment.id], position);
    });
    expect(
      applications.map(({ debitAmount, appliesFrom, unappliedFrom, dueOn }) => [
        debitAmount.minor,
        appliesFrom,
        unappliedFrom,
        dueOn,
      ]),
    ).to.deep.equal([
      [10_000, '2026-04-02', null, '2026-03-31'],
      [5_000, '2026-04-05', '2026-04-20', '2026-03-31'],
    ]);
    const inForce = (on: string) => applications.filter((application) => isInForce(application, day(on))).length;
    expect(['2026-04-01', '2026-04-02', '2026-04-05', '2026-04-19', '2026-04-20'].map(inForce)).to.deep.equal([
      0, 1, 2, 2, 1,
    ]);
  });

  it('gives the payments of a period by their value date', async () => {
    const payments = await ledger.in(async () =>
      receivables.payments({ from: day('2026-04-02'), to: day('2026-05-01') }, day('2026-05-31'), await positionAt()),
    );
    expect(numbers(payments)).to.deep.equal([['P1', 5_000]]);
  });

  it('finds items by their numbers without leading zeros', async () => {
    const found = await ledger.in(async () =>
      receivables.findItemsByNumberKeys(['1', '9001', 'nothing'], day('2026-05-31'), await positionAt()),
    );
    expect(numbers(found)).to.deep.equal([
      ['0001', 0],
      ['9001', 10_000],
    ]);
  });

  it('finds items by id, and none of another company', async () => {
    const ids = await ledger.in(async () =>
      (await receivables.openItems(day('2026-05-31'), await positionAt())).map(({ id }) => id),
    );
    const find = async () => receivables.findItems(ids, day('2026-05-31'), { run: 1, at: null, dataAsOf: null });
    expect(await ledger.in(find)).to.have.length(ids.length);
    expect(await ledger.in(find, 'another company' as TenantId)).to.deep.equal([]);
  });
});
