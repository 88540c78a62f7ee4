import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { BankEntry } from '../../../../../server/features/erp-feed/bank/bank-statement.ts';
import { mtFields } from '../../../../../server/features/erp-feed/bank/mt-fields.ts';
import { MtStatements } from '../../../../../server/features/erp-feed/bank/mt-statements.ts';
import { textLines } from '../../../../../server/features/erp-feed/bank/text-lines.ts';
import { fileOnDisk } from '../../../../../server/features/erp-feed/feed-file.ts';
import { ExactSum } from '../../../../../server/features/erp-feed/formats/exact-sum.ts';
import { sharedData, skipWithoutSharedData } from '../../../../support/shared-data.ts';
import { problemLines } from '../read-text.ts';
import { paymentLines, readBankSample, reversalsOf } from './read-statement.ts';

/** What a file is to come to: how many payments, and words of what stops it, if anything does. */
interface Expected {
  readonly payments: number;
  readonly held?: string;
  readonly wrong?: string;
}

const CAMT: Readonly<Record<string, Expected>> = {
  'genkgo_camt052.v1.xml': { payments: 0 },
  'genkgo_camt052.v2.with-account-name.xml': { payments: 0 },
  'genkgo_camt052.v4.xml': { payments: 0 },
  'genkgo_camt052.v6.xml': { payments: 0 },
  'genkgo_camt053.v2.all-balance-types.xml': { payments: 1, held: 'which makes 9.86, but it closes with 4.04 EUR' },
  'genkgo_camt053.v2.minimal.ultimate.xml': { payments: 1, held: 'are in EUR, SEK' },
  'genkgo_camt053.v2.multi.statement.xml': { payments: 1 },
  'genkgo_camt053.v2.with-party-ids.xml': { payments: 1, held: 'are in EUR, SEK' },
  'genkgo_camt053.v3.xml': { payments: 1, held: 'are in EUR, SEK' },
  'genkgo_camt053.v8.xml': { payments: 1, held: 'are in EUR, SEK' },
  'genkgo_camt054.v2.xml': { payments: 0 },
  'genkgo_camt054.v8-with-UETR.xml': { payments: 0 },
  'genkgo_camt054.v8.xml': { payments: 0 },
  'oca_test-camt053-no-ntry.xml': { payments: 0 },
  'oca_test-camt053.xml': { payments: 1, held: 'which makes 15555.28, but it closes with 15121.12 EUR' },
};

const MT940: Readonly<Record<string, Expected>> = {
  'ASNB_mt940.txt': { payments: 3 },
  'betterplace_amount_formats.sta': { payments: 0, wrong: 'is not named', held: 'has no closing' },
  'betterplace_missing_crlf_at_end.sta': { payments: 0, wrong: 'is not named', held: 'has no opening' },
  'betterplace_sepa_mt9401.sta': { payments: 24 },
  'cmxl_mt940.sta': { payments: 3, wrong: 'is in DEM, no currency of ISO 4217' },
  'cmxl_statement_details.sta': { payments: 0, wrong: 'is not named', held: 'has no opening' },
  'jejik_abnamro.sta': { payments: 0, held: 'but it closes with 876.84 EUR' },
  'jejik_ing.sta': { payments: 2, held: 'but it closes with 3.47 EUR' },
  'jejik_rabobank-iban.sta': { payments: 0 },
  'jejik_rabobank.sta': { payments: 0, held: 'but it closes with 395.82 EUR' },
  'mBank_mt940.sta': { payments: 3 },
  'self-provided_february_30.sta': { payments: 0 },
  'self-provided_multiline.sta': { payments: 0, wrong: 'is not named', held: 'has no opening' },
  'self-provided_sparkassen.sta': { payments: 0, wrong: 'is not named', held: 'has no opening' },
};

const BAI2: Readonly<Record<string, Expected>> = { 'sample1.txt': { payments: 5 }, 'sample2.txt': { payments: 4 } };

function expectSample(profile: string, folder: string, expected: Readonly<Record<string, Expected>>): void {
  it('has every file there is', () => {
    const files = readdirSync(sharedData('bank', folder)).filter((name) => !name.endsWith('.yml'));
    expect(files.sort()).to.deep.equal(Object.keys(expected).sort());
  });

  for (const [name, { payments, held, wrong }] of Object.entries(expected)) {
    it(name, async () => {
      const read = await readBankSample(profile, [folder, name]);

      expect(read.isUnreadable, problemLines(read)[0]).to.equal(false);
      expect(paymentLines(read)).to.have.length(payments);
      expect(reversalsOf(read)).to.deep.equal([]);
      if (held === undefined) expect(read.holds).to.deep.equal([]);
      else expect(read.holds[0]?.sentence).to.include(held);
      if (wrong === undefined) expect(problemLines(read)).to.deep.equal([]);
      else expect(problemLines(read)[0]).to.include(wrong);
    });
  }
}

describe('samples of camt', () => {
  before(function () {
    skipWithoutSharedData(this);
  });
  expectSample('camt', 'camt', CAMT);
});

describe('samples of BAI2', () => {
  before(function () {
    skipWithoutSharedData(this);
  });
  expectSample('bai2', 'bai2', BAI2);
});

describe('samples of MT940', () => {
  before(function () {
    skipWithoutSharedData(this);
  });
  expectSample('mt940', 'mt940', MT940);

  for (const name of Object.keys(MT940).filter((each) => each.endsWith('.sta'))) {
    it(`${name} has as many bookings, of as much, as other readers find in it`, async () => {
      const entries = await bookingsOf(name);
      const amounts = otherReaders(name);

      expect(entries).to.have.length(amounts.length);
      // They give a reversal the sign of what it reverses, against the file's own balances.
      const isOut = ({ side, reversal }: BankEntry) => (side === 'debit') !== reversal;
      expect(sumOf(entries.map((entry) => `${isOut(entry) ? '-' : ''}${entry.amount.decimal}`))).to.equal(
        sumOf(amounts),
      );
    });
  }
});

async function bookingsOf(name: string): Promise<BankEntry[]> {
  const entries: BankEntry[] = [];
  const ignore = () => undefined;
  const taker = {
    begin: ignore,
    entry: (entry: BankEntry) => entries.push(entry),
    end: ignore,
    differs: ignore,
    note: ignore,
  };
  const statements = new MtStatements(taker, 'statement');
  const file = fileOnDisk(sharedData('bank', 'mt940', name));
  const lines = textLines({ chunks: () => file.chunks(), mapping: {} }, taker);
  for await (const field of mtFields(lines)) statements.take(field);
  statements.close();
  return entries;
}

/** The amounts that the file beside a sample expects. */
function otherReaders(name: string): string[] {
  const text = readFileSync(sharedData('bank', 'mt940', name.replace('.sta', '.expected.yml')), 'utf8');
  const transactions = text.split(/- (?:&\w+ )?!!python\/object:mt940\.models\.Transaction\n/).slice(1);
  return transactions.map((each) => /\n {4}amount: .*\n {6}amount: .*\n {6}- '(-?[\d.]+)'/.exec(each)?.[1] ?? 'none');
}

function sumOf(decimals: readonly string[]): string {
  const sum = new ExactSum();
  for (const decimal of decimals) sum.add(decimal);
  return sum.decimal;
}

describe('samples of bank CSV', () => {
  const OURS = { currency: 'EUR', bank: { account: 'DE1' } };
  const FOREIGN = {
    booked_on: 'Date',
    text: 'Label',
    amount: 'Amount',
    foreign_amount: 'Amount Currency',
    foreign_currency: 'Currency',
    payer_name: 'Partner Name',
    payer_account: 'Bank Account',
  };
  before(function () {
    skipWithoutSharedData(this);
  });

  it('has every file there is', () => {
    const names = [...READ.map(({ name }) => name), ...REFUSED.map(({ name }) => name), 'empty_statement_en.csv'];
    expect(readdirSync(sharedData('bank', 'sheet')).sort()).to.deep.equal([...new Set(names)].sort());
  });

  const READ = [
    { name: 'balance.csv', mapping: OURS, lines: ['2018-12-15 1533.50 EUR Azure Interior | Your payment'] },
    { name: 'debit_credit.csv', mapping: OURS, lines: ['2018-12-15 1533.50 EUR Azure Interior | Your payment'] },
    {
      name: 'debit_credit_amount.csv',
      mapping: { ...OURS, bank: { account: 'DE1', credits: 'negative' } },
      lines: [
        '2018-12-15 33.50 EUR Azure Interior | Debit 33.50',
        '2018-12-15 1500.00 EUR Azure Interior | Debit 1500',
      ],
    },
    {
      name: 'original_currency.csv',
      mapping: { ...OURS, columns: FOREIGN },
      lines: ['2018-12-15 1525.00 EUR Azure Interior | Your payment (-1000.00 EUR)'],
    },
    {
      name: 'original_currency_empty.csv',
      mapping: { ...OURS, columns: FOREIGN },
      lines: ['2018-12-15 1525.00 EUR Azure Interior | Your payment'],
    },
    {
      name: 'sample_statement_en.csv',
      mapping: { ...OURS, columns: FOREIGN },
      lines: ['2018-12-15 1525.00 EUR Azure Interior | Your payment on 12/15/2018 (1000.00 EUR)'],
    },
    {
      name: 'sample_statement_credit_card_inverse_sign_en.csv',
      mapping: { ...OURS, columns: FOREIGN, bank: { account: 'CARD', credits: 'negative' } },
      lines: ['2018-12-15 1525.00 EUR Azure Interior | LABEL 2 (-1000.00 EUR)'],
    },
  ];
  for (const { name, mapping, lines } of READ) {
    it(`${name} is read`, async () => {
      const read = await readBankSample('bank-csv', ['sheet', name], mapping);

      expect(problemLines(read)).to.deep.equal([]);
      expect(read.holds).to.deep.equal([]);
      expect(paymentLines(read)).to.deep.equal(lines);
    });
  }

  const REFUSED = [
    { name: 'original_currency_no_header.csv', words: 'lacks the columns booked_on' },
    { name: 'original_currency.csv', words: 'may be the currency of either' },
    { name: 'meta_data_separated_credit_debit.csv', words: 'read as M/D/YY and as D/M/YY' },
  ];
  for (const { name, words } of REFUSED) {
    it(`${name} without a mapping is refused`, async () => {
      const read = await readBankSample('bank-csv', ['sheet', name], OURS);

      expect(read.isUnreadable).to.equal(true);
      expect(problemLines(read)[0]).to.include(words);
    });
  }

  it('debit_credit_amount.csv is held where its sides are taken the bank’s way', async () => {
    const { holds } = await readBankSample('bank-csv', ['sheet', 'debit_credit_amount.csv'], OURS);

    expect(holds[0]?.sentence).to.include('With the sides turned round they fit');
  });

  it('meta_data_separated_credit_debit.csv is held, for its balances differ by two cents', async () => {
    const mapping = { ...OURS, dateFormat: 'DD/MM/YY' };
    const read = await readBankSample('bank-csv', ['sheet', 'meta_data_separated_credit_debit.csv'], mapping);

    expect(problemLines(read)).to.deep.equal([]);
    expect(paymentLines(read)).to.deep.equal(['2020-04-02 1300.00 EUR  | LABEL 4 DETAILS 3']);
    expect(read.holds[0]?.sentence).to.include('which makes 31070.09, but it closes with 31070.11');
  });

  it('empty_statement_en.csv has a header alone', async () => {
    const read = await readBankSample('bank-csv', ['sheet', 'empty_statement_en.csv'], { ...OURS, columns: FOREIGN });

    expect(problemLines(read)).to.deep.equal([]);
    expect(read.rows).to.deep.equal([]);
  });
});
