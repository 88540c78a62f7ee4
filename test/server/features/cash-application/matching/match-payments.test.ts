import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { MatchingRules } from '../../../../../server/features/cash-application/matching/match.ts';
import { calendarDate } from '../../../../../shared/domain/calendar-date.ts';
import { type Asked, anInvoice, aPayment, inShort, matched } from '../../../../support/matching.ts';

interface Case {
  readonly title: string;
  readonly asked: Asked;
  readonly rules?: Partial<MatchingRules>;
  readonly is: readonly string[];
}

const THOUSAND = anInvoice({ id: 'I1', number: 'RE-204711' });
const OF_300 = [10_000, 20_000, 30_000].map((left, at) =>
  anInvoice({ id: `I${at + 1}`, number: `RE-20480${at}`, left, dueOn: calendarDate(`2026-03-1${at}`) }),
);
const REFERRED = ['a1b2c3', 'a1b2c3', 'd1e2f3'].map((number, at) =>
  anInvoice({ id: `I${at + 1}`, number, left: 50_000 }),
);
const names = (number: string, left: number) => aPayment({ text: `Invoice ${number}`, left });

const CASES: readonly Case[] = [
  {
    title: 'takes 990 for a part of 1,000 where nothing may be missing',
    asked: { payments: [names('RE-204711', 99_000)], invoices: [THOUSAND] },
    is: ['certain part_of_invoice: P1 I1 99000'],
  },
  {
    title: 'takes 990 for a part of 1,000 where 0.5 % may be missing',
    asked: { payments: [names('RE-204711', 99_000)], invoices: [THOUSAND] },
    rules: { toleranceFraction: 0.005 },
    is: ['certain part_of_invoice: P1 I1 99000'],
  },
  {
    title: 'takes 990 for 1,000 paid short where 1 % may be missing',
    asked: { payments: [names('RE-204711', 99_000)], invoices: [THOUSAND] },
    rules: { toleranceFraction: 0.01 },
    is: ['certain number_within_tolerance: P1 I1 99000'],
  },
  {
    title: 'takes 990 for 1,000 paid short where an amount of 10 may be missing',
    asked: { payments: [names('RE-204711', 99_000)], invoices: [THOUSAND] },
    rules: { toleranceAmount: 1_000 },
    is: ['certain number_within_tolerance: P1 I1 99000'],
  },
  {
    title: 'settles 1,000 with 1,010 whatever the tolerance, and leaves the excess with the payment',
    asked: { payments: [names('RE-204711', 101_000)], invoices: [THOUSAND] },
    is: ['certain more_than_invoices: P1 I1 100000'],
  },
  {
    title: 'proposes 250 to the oldest of 100, 200 and 300 where the company asks for it',
    asked: { payments: [aPayment({ left: 25_000 })], invoices: OF_300 },
    rules: { oldestFirst: true },
    is: ['likely oldest_first: P1 I1 10000, P1 I2 15000'],
  },
  {
    title: 'proposes nothing for 250 against 100, 200 and 300 where it does not',
    asked: { payments: [aPayment({ left: 25_000 })], invoices: OF_300 },
    is: [],
  },
  {
    title: 'proposes 300 to the invoice of 300, not to those of 100 and 200, and leaves so round an amount to a person',
    asked: { payments: [aPayment({ left: 30_000 })], invoices: OF_300 },
    rules: { oldestFirst: true },
    is: ['likely amount_of_invoice: P1 I3 30000'],
  },
  {
    title: 'sets 1,000 with one reference against the two invoices of 500 that bear it',
    asked: { payments: [aPayment({ text: 'a1b2c3' })], invoices: REFERRED },
    is: ['certain numbers_and_sum: P1 I1 50000, P1 I2 50000'],
  },
  {
    title: 'sets three payments against the one invoice that they name',
    asked: {
      payments: [40_000, 35_000, 25_000].map((left, at) =>
        aPayment({ id: `P${at + 1}`, text: 'RE204711', left, on: calendarDate(`2026-03-1${at}`) }),
      ),
      invoices: [THOUSAND],
    },
    is: ['certain payments_and_sum: P1 I1 40000, P2 I1 35000, P3 I1 25000'],
  },
  {
    title: 'takes a discount that may still be taken',
    asked: {
      payments: [names('RE-204711', 98_000)],
      invoices: [{ ...THOUSAND, discounts: [{ until: calendarDate('2026-03-25'), amount: 2_000 }] }],
    },
    is: ['certain number_and_amount: P1 I1 98000'],
  },
  {
    title: 'takes no discount after its day',
    asked: {
      payments: [names('RE-204711', 98_000)],
      invoices: [{ ...THOUSAND, discounts: [{ until: calendarDate('2026-03-24'), amount: 2_000 }] }],
    },
    is: ['certain part_of_invoice: P1 I1 98000'],
  },
  {
    title: 'reads the reference of ISO 11649, printed in groups',
    asked: {
      payments: [aPayment({ text: 'RF18 5390 0754 7034 thank you', customerId: null })],
      invoices: [{ ...THOUSAND, number: '539007547034' }, anInvoice({ id: 'I2', number: '4711223344' })],
    },
    is: ['certain number_and_amount: P1 I1 100000'],
  },
  {
    title: 'goes by numbers in fields made for them, with the amounts given there',
    asked: {
      payments: [
        aPayment({
          left: 100_000,
          remittance: [
            { number: 'RE-204800', amount: 10_000 },
            { number: 'RE-204711', amount: 90_000 },
          ],
        }),
      ],
      invoices: [...OF_300, { ...THOUSAND, id: 'I9' }],
    },
    is: ['certain remittance: P1 I1 10000, P1 I9 90000'],
  },
  {
    title: 'takes a number with two digits swapped where the amount is its own',
    asked: {
      payments: [aPayment({ text: 'Invoice RE-204171', left: 9_373_353 })],
      invoices: [{ ...THOUSAND, left: 9_373_353 }, ...OF_300.slice(1)],
    },
    is: ['certain close_number_and_amount: P1 I1 9373353'],
  },
  {
    title: 'leaves a damaged number that could be either of two to a person',
    asked: {
      payments: [aPayment({ text: 'RE-2047', left: 50_000 })],
      invoices: ['RE-204711', 'RE-204712'].map((number, at) => anInvoice({ id: `I${at + 1}`, number, left: 50_000 })),
    },
    is: ['possible close_number_and_amount: P1 I1 50000', 'possible close_number_and_amount: P1 I2 50000'],
  },
  {
    title: 'leaves two payments of the same money to a person',
    asked: { payments: ['P1', 'P2'].map((id) => ({ ...names('RE-204711', 100_000), id })), invoices: [THOUSAND] },
    is: ['possible number_and_amount: P1 I1 100000', 'possible number_and_amount: P2 I1 100000'],
  },
  {
    title: 'finds what is missing of a list of numbers by the rest of the amount',
    asked: {
      payments: [aPayment({ text: 'RE-204711 and another', left: 100_000 + 9_373_353 })],
      invoices: [THOUSAND, anInvoice({ id: 'I2', number: 'RE-300111', left: 9_373_353 })],
    },
    is: ['certain invoices_and_rest: P1 I1 100000, P1 I2 9373353'],
  },
  {
    title: 'clears an account with just its sum',
    asked: {
      payments: [aPayment({ left: 123_456 + 654_327 })],
      invoices: [anInvoice({ id: 'I1', left: 123_456 }), anInvoice({ id: 'I2', left: 654_327 })],
    },
    is: ['certain account_cleared: P1 I1 123456, P1 I2 654327'],
  },
  {
    title: 'clears what is past due with just its sum',
    asked: {
      payments: [aPayment({ left: 123_456 + 654_327, on: calendarDate('2026-04-15') })],
      invoices: [
        anInvoice({ id: 'I1', left: 123_456 }),
        anInvoice({ id: 'I2', left: 654_327 }),
        anInvoice({ id: 'I3', left: 777_777, dueOn: calendarDate('2026-04-15') }),
      ],
    },
    is: ['certain past_due_cleared: P1 I1 123456, P1 I2 654327'],
  },
  {
    title: 'proposes the only sum of a few invoices, for a person to confirm',
    asked: {
      payments: [aPayment({ left: 123_456 + 654_327 })],
      invoices: [123_456, 654_327, 777_001].map((left, at) => anInvoice({ id: `I${at + 1}`, left })),
    },
    is: ['likely sum_of_invoices: P1 I1 123456, P1 I2 654327'],
  },
  {
    title: 'keeps to the currency',
    asked: { payments: [{ ...names('RE-204711', 100_000), currency: 'USD' }], invoices: [THOUSAND] },
    is: [],
  },
  {
    title: 'pays no invoice long before it was issued',
    asked: { payments: [{ ...names('RE-204711', 100_000), on: calendarDate('2026-02-10') }], invoices: [THOUSAND] },
    is: [],
  },
  {
    title: 'leaves a disputed invoice that only its amount points to',
    asked: {
      payments: [aPayment({ left: 9_373_353 })],
      invoices: [{ ...THOUSAND, left: 9_373_353, disputed: true }],
    },
    is: ['likely amount_of_invoice: P1 I1 9373353'],
  },
  {
    title: 'leaves a payment known to be of one customer for an invoice of another to a person',
    asked: { payments: [names('RE-204711', 100_000)], invoices: [{ ...THOUSAND, customerId: 'C2' }] },
    is: ['likely number_and_amount: P1 I1 100000'],
  },
  {
    title: 'sets a payment against the instalment that is due first',
    asked: {
      payments: [names('RE-204711', 50_000)],
      invoices: ['I1', 'I2'].map((id, at) => ({
        ...THOUSAND,
        id,
        left: 50_000,
        dueOn: calendarDate(`2026-0${5 - at}-01`),
      })),
    },
    is: ['certain number_and_amount: P1 I2 50000'],
  },
];

describe('matchPayments', () => {
  for (const { title, asked, rules, is } of CASES) {
    it(title, () => {
      expect(matched(asked, rules).map(inShort)).to.deep.equal(is);
    });
  }

  it('says what is left of both sides, and by what it was decided', () => {
    const [short] = matched(
      { payments: [names('RE-204711', 99_000)], invoices: [THOUSAND] },
      { toleranceFraction: 0.01 },
    );
    expect(short).to.deep.include({ paymentLeft: 0, invoicesLeft: 1_000 });
    expect(short?.evidence.map(({ kind }) => kind)).to.deep.equal([
      'number_named',
      'payer_given',
      'amount_within_tolerance',
    ]);
    const [over] = matched({ payments: [names('RE-204711', 101_000)], invoices: [THOUSAND] });
    expect(over).to.deep.include({ paymentLeft: 1_000, invoicesLeft: 0 });
  });

  it('learns from a certain match whose account it is, and then believes the amount alone', () => {
    const named = aPayment({ id: 'P1', customerId: null, payerAccount: 'DE1', text: 'RE-204711' });
    const unnamed = aPayment({ id: 'P2', customerId: null, payerAccount: 'DE1', left: 9_373_353 });
    const invoices = [THOUSAND, anInvoice({ id: 'I2', number: 'RE-300111', left: 9_373_353 })];
    expect(matched({ payments: [unnamed], invoices }).map(inShort)).to.deep.equal([
      'likely amount_of_invoice: P2 I2 9373353',
    ]);
    expect(matched({ payments: [named, unnamed], invoices }).map(inShort)).to.deep.equal([
      'certain number_and_amount: P1 I1 100000',
      'certain amount_of_invoice: P2 I2 9373353',
    ]);
  });

  it('knows a payer by what was decided before, and by a misspelt name', () => {
    const invoices = [
      { ...THOUSAND, left: 9_373_353 },
      anInvoice({ id: 'I2', customerId: 'C2', customerNames: ['Alder Foods'] }),
    ];
    const bySpelling = aPayment({ customerId: null, payerName: 'KESTERL FREIGHT', left: 9_373_353 });
    expect(matched({ payments: [bySpelling], invoices }).map(inShort)).to.deep.equal([
      'certain amount_of_invoice: P1 I1 9373353',
    ]);
    const byAccount = aPayment({ customerId: null, payerAccount: 'DE7', left: 9_373_353 });
    const payers = { customersOfAccount: () => ['C1'], customersOfName: () => [] };
    expect(matched({ payments: [byAccount], invoices }, {}, payers).map(inShort)).to.deep.equal([
      'certain amount_of_invoice: P1 I1 9373353',
    ]);
  });
});
