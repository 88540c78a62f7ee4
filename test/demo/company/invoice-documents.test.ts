import { expect } from 'chai';
import { describe, it } from 'mocha';
import { drawInvoice, invoicesWithDocument } from '../../../demo/company/invoice-documents.ts';
import { leftAtTheEnd } from '../../../demo/company/left-at-the-end.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { pdfLines } from '../../support/pdf-text.ts';
import { sampleCompany } from './sample.ts';

describe('invoice documents of the sample company', function () {
  this.timeout(120_000);

  it('are there for open invoices of customers whom the mail is about, in both languages', () => {
    const chosen = invoicesWithDocument(sampleCompany());
    const left = leftAtTheEnd(sampleCompany());
    const written = sampleCompany().threads.map(({ expected }) => expected.customerNumber);
    expect(chosen.length).to.be.within(10, 40);
    for (const { invoice, customer } of chosen) {
      expect(left.get(invoice.number)).to.be.greaterThan(0);
      expect(written).to.include(customer.number);
      expect(invoice.customerNumber).to.equal(customer.number);
    }
    expect(new Set(chosen.map(({ customer }) => customer.language))).to.deep.equal(new Set(['en', 'de']));
  });

  it('say number, customer and amount, in the same bytes each time', async () => {
    const [one] = invoicesWithDocument(sampleCompany());
    if (one === undefined) throw new Error('There is none.');
    const pdf = await drawInvoice(one);
    const { invoice, customer } = one;
    const text = pdfLines(pdf).join('\n');
    expect(text).to.contain(invoice.number).and.to.contain(customer.name);
    expect(text).to.contain(formatMoney(invoice.amount, customer.language));
    expect(pdf.equals(await drawInvoice(one))).to.equal(true);
  });
});
