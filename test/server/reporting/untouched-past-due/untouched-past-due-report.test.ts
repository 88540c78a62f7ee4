import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ReportAnswer } from '../../../../shared/api/reports.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { type Deed, ReportWorld } from '../../../support/report-world.ts';

const AS_OF = '2026-11-15';
const numbers = ({ rows }: ReportAnswer) => rows.map(({ number }) => number);

describe('untouched-past-due', function () {
  this.timeout(120_000);
  const app = useApp();

  const worked = async (deeds: readonly Deed[]) => {
    const world = await ReportWorld.open(app);
    await world.take([
      customerRow('C1'),
      itemRow('due that day', { dueOn: AS_OF }),
      itemRow('1001', { dueOn: '2026-11-10' }),
      itemRow('1002', { dueOn: '2026-10-01' }),
      itemRow('paid', { dueOn: '2026-10-01' }),
      paymentRow('P1', { issuedOn: '2026-10-05', amount: eur(12_000) }),
      applicationRow('paid', 'P1', eur(10_000), { on: '2026-10-05' }),
    ]);
    await world.log(deeds);
    return world.ask('untouched-past-due', { asOf: AS_OF } as never);
  };

  it('lists what is past due with nobody having touched it since, oldest due first', async () => {
    const answer = await worked([]);
    expect(numbers(answer)).to.deep.equal(['1002', '1001']);
    expect(answer.totals).to.deep.equal([{ currency: 'EUR', left: eur(20_000), items: 2 }]);
  });

  for (const { title, deed, left } of [
    { title: 'on the due day is none', deed: { on: '2026-11-10', items: ['1001'] }, left: ['1002', '1001'] },
    { title: 'the day after the due day', deed: { on: '2026-11-11', items: ['1001'] }, left: ['1002'] },
    { title: 'on the day asked about', deed: { on: AS_OF, items: ['1002'] }, left: ['1001'] },
    { title: 'after the day asked about is none', deed: { on: '2026-11-16' }, left: ['1002', '1001'] },
    { title: 'to the customer as a whole', deed: { on: '2026-11-05' }, left: ['1001'] },
    { title: 'that is a note is none', deed: { on: '2026-11-12', code: 'note' as const }, left: ['1002', '1001'] },
  ]) {
    it(`takes a touch ${title}`, async () => {
      expect(numbers(await worked([{ by: 'ana', ...deed }]))).to.deep.equal(left);
    });
  }
});
