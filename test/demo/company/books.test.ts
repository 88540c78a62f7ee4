import { expect } from 'chai';
import { describe, it } from 'mocha';
import { leftAtTheEnd } from '../../../demo/company/left-at-the-end.ts';
import { BUCKETS_TO_90 } from '../../../shared/domain/ageing.ts';
import { addDays } from '../../../shared/domain/calendar-date.ts';
import { balancesOn, itemCourses, openItemsOn } from '../../../shared/domain/ledger.ts';
import { sumsFromDocuments } from '../../../shared/domain/ledger-from-documents.ts';
import { ledgerOf } from './ledger-of-sample.ts';
import { sampleCompany } from './sample.ts';

describe('the books of the sample company', function () {
  this.timeout(60_000);

  it('are a ledger: no entry is unknown, and nothing is ever less than nothing', () => {
    expect(itemCourses(ledgerOf(sampleCompany())).size).to.equal(
      sampleCompany().invoices.length + sampleCompany().payments.length,
    );
  });

  it('leave at the end what the ledger says is left', () => {
    const courses = itemCourses(ledgerOf(sampleCompany()));
    const open = openItemsOn(courses, sampleCompany().lastDay).map(({ item, left }) => [item.id, left.minor]);
    const left = [...leftAtTheEnd(sampleCompany())].filter(([, minor]) => minor !== 0);
    expect(new Map(open as [string, number][])).to.deep.equal(new Map(left));
  });

  for (const back of [0, 90, 300]) {
    it(`give the three sums on every account ${back} days before the end`, () => {
      const entries = ledgerOf(sampleCompany());
      const asOf = addDays(sampleCompany().lastDay, -back);
      const plain = sumsFromDocuments(entries, asOf, BUCKETS_TO_90);
      const balances = balancesOn(openItemsOn(itemCourses(entries), asOf), asOf, BUCKETS_TO_90);
      expect(balances.length).to.be.above(100);
      for (const { customerId, currency, netOpen, unapplied, buckets } of balances) {
        const sums = plain.get(`${customerId} ${currency}`);
        expect(netOpen.minor).to.equal(sums?.netOpen);
        expect(unapplied.minor).to.equal(sums?.unapplied === 0 ? 0 : sums?.unapplied);
        const minors = Object.fromEntries(Object.entries(buckets).map(([label, amount]) => [label, amount.minor]));
        expect(minors).to.deep.equal(sums?.buckets);
      }
    });
  }

  it('have no entry in another currency than its documents', () => {
    const { invoices, payments, applications } = sampleCompany();
    const currency = new Map([...invoices, ...payments].map(({ number, amount }) => [number, amount.currency]));
    const mixed = applications.filter(
      ({ invoiceNumber, creditNumber, amount }) =>
        currency.get(invoiceNumber) !== amount.currency || currency.get(creditNumber) !== amount.currency,
    );
    expect(mixed).to.deep.equal([]);
  });
});
