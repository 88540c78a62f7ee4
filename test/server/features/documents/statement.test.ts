import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type StatementItem, statementOf } from '../../../../server/features/documents/statement.ts';
import { type StatementSheet, statementPdf } from '../../../../server/features/documents/statement-pdf.ts';
import { BUCKETS_TO_90, bucketsOfLastDays } from '../../../../shared/domain/ageing.ts';
import { addDays, type CalendarDate, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { type CurrencyCode, currencyCode } from '../../../../shared/domain/currency.ts';
import { formatMoney, money } from '../../../../shared/domain/money.ts';
import { CREDIT_KINDS, DEBIT_KINDS, type ItemKind } from '../../../../shared/domain/open-item.ts';
import { pdfLines, pdfPageCount } from '../../../support/pdf-text.ts';

const TODAY = calendarDate('2026-11-20');
const EUR = currencyCode('EUR');
const JPY = currencyCode('JPY');

interface Said {
  readonly kind?: ItemKind;
  readonly number?: string;
  readonly instalment?: string;
  readonly dueOn?: CalendarDate;
  readonly amount?: number;
  readonly left?: number;
  readonly currency?: CurrencyCode;
}

function anItem(said: Said = {}): StatementItem {
  const { kind = 'invoice', number = '104233', instalment = '', dueOn = calendarDate('2026-10-01') } = said;
  const { left = 120_000, amount = left, currency = EUR } = said;
  const key = { source: 'erp', companyCode: '', documentType: '', number, fiscalYear: '', instalment };
  const issuedOn = addDays(dueOn, -30);
  return { kind, key, issuedOn, dueOn, amount: money(amount, currency), left: money(left, currency) };
}

function aSheet(items: readonly StatementItem[], changes: Partial<StatementSheet> = {}): StatementSheet {
  return {
    companyName: 'Brightwater GmbH',
    customer: { number: 'C1', name: 'Kestrel Ltd' },
    asOf: TODAY,
    dataAsOf: new Date('2026-11-19T22:00:00.000Z'),
    zone: 'Europe/Berlin',
    language: 'en',
    madeAt: new Date('2026-11-20T09:00:00.000Z'),
    positions: statementOf(items, TODAY, BUCKETS_TO_90),
    ...changes,
  };
}

async function linesOf(items: readonly StatementItem[], changes: Partial<StatementSheet> = {}): Promise<string[]> {
  // Blanks within an amount do not break.
  return pdfLines(await statementPdf(aSheet(items, changes))).map((line) => line.replace(/[\u00a0\u202f]/g, ' '));
}

const EXAMPLE = [
  anItem({ dueOn: calendarDate('2026-08-01'), number: '104100', amount: 90_000, left: 30_000 }),
  anItem({ kind: 'payment', number: 'P1', left: 25_050 }),
  anItem({ number: '104233', instalment: '2' }),
  anItem({ kind: 'credit_memo', number: 'CM7', left: 1_000 }),
  anItem({ dueOn: calendarDate('2026-12-10'), number: '104300', left: 50_000 }),
  anItem({ number: 'J1', left: 8_000, currency: JPY }),
];

describe('statement of account', function () {
  this.timeout(120_000);

  it('says who and as of when, each item by due day, credits, sums and ageing, a currency after the other', async () => {
    expect(await linesOf(EXAMPLE)).to.deep.equal([
      'Brightwater GmbH',
      'Statement of account',
      'Kestrel Ltd',
      'Customer number C1',
      'Open on Nov 20, 2026',
      'As our books stood on Nov 19, 2026, 11:00 PM',
      'EUR',
      'Document | Date | Due | Days past due | Amount | Open',
      'Invoice 104100 | Jul 2, 2026 | Aug 1, 2026 | 111 | €900.00 | €300.00',
      'Invoice 104233 / 2 | Sep 1, 2026 | Oct 1, 2026 | 50 | €1,200.00 | €1,200.00',
      'Invoice 104300 | Nov 10, 2026 | Dec 10, 2026 | €500.00 | €500.00',
      'Payments and credits not yet applied',
      'Document | Date | Due | Days past due | Amount | Open',
      'Payment P1 | Sep 1, 2026 | -€250.50 | -€250.50',
      'Credit memo CM7 | Sep 1, 2026 | -€10.00 | -€10.00',
      'Open items | €2,000.00',
      'Payments and credits not yet applied | -€260.50',
      'Total | €1,739.50',
      'not due | 1-30 days past due | 31-60 days past due | 61-90 days past due | 90+ days past due',
      '€500.00 | €0.00 | €1,200.00 | €0.00 | €300.00',
      'JPY',
      'Document | Date | Due | Days past due | Amount | Open',
      'Invoice J1 | Sep 1, 2026 | Oct 1, 2026 | 50 | ¥8,000 | ¥8,000',
      'Total | ¥8,000',
      'not due | 1-30 days past due | 31-60 days past due | 61-90 days past due | 90+ days past due',
      '¥0 | ¥0 | ¥8,000 | ¥0 | ¥0',
      'Brightwater GmbH · Statement of account · C1 | Page 1 of 1',
    ]);
  });

  it('speaks German to who is written to in German', async () => {
    const lines = await linesOf(EXAMPLE.slice(0, 1), { language: 'de', dataAsOf: null });
    expect(lines).to.include.members([
      'Kontoauszug',
      'Offen am 20.11.2026',
      'Rechnung 104100 | 02.07.2026 | 01.08.2026 | 111 | 900,00 € | 300,00 €',
      'Gesamt | 300,00 €',
      'Brightwater GmbH · Kontoauszug · C1 | Seite 1 von 1',
    ]);
    expect(lines.join('\n')).not.to.contain('Stand unserer');
  });

  it('writes names in the letters of their languages', async () => {
    const names = ['Łódź Ćwikła', 'Ωμέγα', 'Привет', 'Đặng', 'Straße & Söhne', 'Ñandú'];
    for (const name of names) expect(await linesOf([], { customer: { number: 'C1', name } })).to.include(name);
  });

  it('says so where nothing is open', async () => {
    expect(await linesOf([])).to.include('Nothing is open.');
  });

  it('adds up to the cent, and each item stands in one bucket', () => {
    const item = fc.record({
      kind: fc.constantFrom<ItemKind>(...DEBIT_KINDS, ...CREDIT_KINDS),
      dueOn: fc.integer({ min: -200, max: 200 }).map((days) => addDays(TODAY, days)),
      left: fc.integer({ min: 1, max: 1_000_000_000 }),
      currency: fc.constantFrom(EUR, JPY, currencyCode('USD')),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (said) => {
        const positions = statementOf(said.map(anItem), TODAY, bucketsOfLastDays([0, 15, 30]));
        for (const { currency, netOpen, unapplied, invoiceOpen, buckets } of positions) {
          const own = said.filter((one) => one.currency === currency);
          const isOwed = ({ kind }: { kind: ItemKind }) => (DEBIT_KINDS as readonly string[]).includes(kind);
          const sum = (all: { left: number }[]) => all.reduce((total, { left }) => total + left, 0);
          expect(invoiceOpen.minor).to.equal(sum(own.filter(isOwed)));
          expect(unapplied.minor + sum(own.filter((one) => !isOwed(one)))).to.equal(0);
          expect(netOpen.minor).to.equal(invoiceOpen.minor + unapplied.minor);
          expect(buckets.reduce((total, { amount }) => total + amount.minor, 0)).to.equal(invoiceOpen.minor);
        }
        expect(positions.map(({ currency }) => currency)).to.deep.equal(
          [...new Set(said.map((one) => one.currency))].sort(),
        );
      }),
    );
  });

  it('has every one of 2,000 items on its pages, each page with its heads and number', async () => {
    const items = Array.from({ length: 2_000 }, (_, place) => anItem({ number: `INV-${place}`, left: 1_000 + place }));
    const pdf = await statementPdf(aSheet(items));
    const lines = pdfLines(pdf);
    const pages = pdfPageCount(pdf);
    expect(pages).to.be.greaterThan(30);
    const rows = lines.filter((line) => line.startsWith('Invoice INV-'));
    expect(rows.map((row) => row.split(' | ')[0])).to.deep.equal(items.map(({ key }) => `Invoice ${key.number}`));
    expect(lines.filter((line) => line.startsWith('Document | '))).to.have.length.within(pages - 1, pages);
    for (let page = 1; page <= pages; page += 1) {
      expect(lines).to.include(`Brightwater GmbH · Statement of account · C1 | Page ${page} of ${pages}`);
    }
    const sum = items.reduce((total, { left }) => total + left.minor, 0);
    expect(lines).to.include(`Total | ${formatMoney(money(sum, EUR), 'en')}`);
  });

  it('has the same bytes for the same figures at the same instant', async () => {
    const [once, again] = await Promise.all([statementPdf(aSheet(EXAMPLE)), statementPdf(aSheet(EXAMPLE))]);
    expect(once.equals(again)).to.equal(true);
    const later = await statementPdf(aSheet(EXAMPLE, { madeAt: new Date('2026-11-20T09:00:01.000Z') }));
    expect(once.equals(later)).to.equal(false);
  });

  it('keeps what is long within its room', async () => {
    const number = `RE-${'0123456789'.repeat(12)}`;
    const lines = await linesOf([anItem({ number, left: Number.MAX_SAFE_INTEGER })], {
      companyName: 'B'.repeat(200),
      customer: { number, name: 'K'.repeat(200) },
    });
    expect(lines).to.include(
      `Invoice ${number} | Sep 1, 2026 | Oct 1, 2026 | 50 | €90,071,992,547,409.91 | €90,071,992,547,409.91`,
    );
  });
});
