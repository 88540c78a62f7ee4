import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type PaymentSet, paymentSet } from '../../support/payment-set.ts';
import { type Ended, run } from '../../support/process.ts';
import { sharedData, skipWithoutSharedData } from '../../support/shared-data.ts';

const INVOICES = `invoice_id,Document Number,Assignment Number,Customer ID,Customer Name,Currency Code,Amount,Document Date,Due Date
0,1000031421,INV100000000022749,C1,Kestrel Freight Ltd.,JPY,24168654.34,20260320,20260415
1,1000031422,INV100000000022750,C2,Alder Foods,JPY,500.5,20260320,20260415
`;
const PAYMENTS = `payment_id,Business Partner,Account Number,Memo Line,Amount,Currency,Posting Date
7,Kestrel Freight,DE1,INV100000000022749,24168654.340000004,JPY,20260402.0
8,Somebody,DE2,thanks,12.25,JPY,20260403.0
`;
const MATCHES = `match_category,perturbation_categories,invoice_ids,payment_ids
one_pay_one_inv,[],[0],[7]
one_pay_one_inv,"[""small_deduction""]",[1],"[8, 9]"
`;
/** Columns that say nothing, by the place that they have in the generated files below. */
const OPAQUE = {
  rules: { toleranceFraction: 0.01 },
  invoices: {
    dateFormat: 'DD.MM.YYYY',
    columns: {
      id: 'F1',
      number: 'F2',
      other_number: 'F3',
      customer: 'F4',
      customer_name: 'F5',
      currency: 'F6',
      amount: 'F7',
      issued_on: 'F8',
      due_on: 'F9',
    },
  },
  payments: {
    columns: {
      id: 'X1',
      payer_name: 'X2',
      payer_account: 'X3',
      text: 'X4',
      amount: 'X5',
      currency: 'X6',
      paid_on: 'X7',
    },
  },
  matches: { columns: { category: 'A', perturbations: 'B', invoices: 'C', payments: 'D' } },
};

describe('npm run match', function () {
  this.timeout(120_000);

  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duethread-match-'));
    await Promise.all([file('i.csv', INVOICES), file('p.csv', PAYMENTS), file('m.csv', MATCHES)]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  function file(name: string, content: string): Promise<void> {
    return writeFile(join(folder, name), content);
  }

  function match(...args: string[]): Promise<Ended> {
    const paths = args.map((arg) => (/\.(csv|json)$/.test(arg) && !arg.startsWith('/') ? join(folder, arg) : arg));
    return run(['server/commands/match.ts', ...paths], {});
  }

  it('prints the proposals as JSON, and nothing else, on stdout', async () => {
    const { code, stdout } = await match('--invoices', 'i.csv', '--payments', 'p.csv', '--json');
    expect(code).to.equal(0);
    const { proposals } = JSON.parse(stdout);
    expect(proposals).to.have.length(1);
    expect(proposals[0]).to.deep.include({
      rule: 'number_and_amount',
      confidence: 'certain',
      payments: ['7'],
      invoices: ['0'],
      parts: [{ payment: '7', invoice: '0', amount: '24168654.34' }],
      paymentLeft: '0.00',
    });
    expect(proposals[0].evidence.map(({ kind }: { kind: string }) => kind)).to.include('number_named');
  });

  it('prints fractions over pairs where it is told what is right, by category and by what is wrong', async () => {
    const { code, stdout } = await match('--invoices', 'i.csv', '--payments', 'p.csv', '--matches', 'm.csv', '--json');
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({
      overall: { precision: 1, recall: 1 / 3 },
      categories: { one_pay_one_inv: { precision: 1, recall: 1 / 3 } },
      perturbations: { none: { precision: 1, recall: 1 }, small_deduction: { precision: null, recall: 0 } },
    });
  });

  it('says in words how it went', async () => {
    const scored = await match('--invoices', 'i.csv', '--payments', 'p.csv', '--matches', 'm.csv');
    expect(scored.stdout).to.match(/All pairs +precision 1\.0000 +recall 0\.3333/);
    const proposed = await match('--invoices', 'i.csv', '--payments', 'p.csv');
    expect(proposed.stdout).to.match(/^Of 2 payments, 1 would post .* for 1 nothing is proposed/);
    expect(proposed.stderr).to.match(/Matching 2 payments with 2 invoices/);
  });

  const REFUSALS: readonly { args: string[]; content?: string; says: RegExp }[] = [
    { args: ['--invoices', 'i.csv'], says: /--invoices and --payments are needed/ },
    { args: ['--invoices', 'i.csv', '--payments', 'none.csv'], says: /There is no file .*none\.csv/ },
    { args: ['--invoices', 'i.csv', '--payments', 'p.csv', '--mapping', 'i.csv'], says: /is not JSON/ },
    {
      args: ['--invoices', 'i.csv', '--payments', 'x.csv'],
      content: 'A,B,C\n1,2,3\n',
      says: /x\.csv, line 1: .*lacks the columns id, .*It has A, B, C\..*--mapping/,
    },
    {
      args: ['--invoices', 'i.csv', '--payments', 'x.csv'],
      content: PAYMENTS.replace('12.25', 'twelve'),
      says: /Line 3, Amount "twelve" is not an amount/,
    },
    {
      args: ['--invoices', 'i.csv', '--payments', 'p.csv', '--matches', 'x.csv'],
      content: MATCHES.replace('[0]', '[0'),
      says: /Line 2 of the matches: "\[0" is no list/,
    },
    {
      args: ['--invoices', 'i.csv', '--payments', 'x.csv'],
      content: PAYMENTS.replace('\n8,', '\n7,'),
      says: /Two rows have the payment id "7"/,
    },
  ];
  for (const { args, content, says } of REFUSALS) {
    it(`refuses with a sentence: ${says.source}`, async () => {
      if (content !== undefined) await file('x.csv', content);
      const { code, stdout, stderr } = await match(...args, '--json');
      expect(code).to.equal(1);
      expect(stdout).to.equal('');
      expect(stderr).to.match(says);
    });
  }

  it('reads columns that say nothing by a mapping, shuffled rows, several faults in a match', async () => {
    const set = paymentSet({ seed: 815, style: 'long', matches: 400, customers: 20, faults: 4 });
    await Promise.all([
      file('oi.csv', opaqueInvoices(set)),
      file('op.csv', opaquePayments(set)),
      file('om.csv', opaqueMatches(set)),
      file('map.json', JSON.stringify(OPAQUE)),
    ]);
    const { code, stdout, stderr } = await match(
      ...['--invoices', 'oi.csv', '--payments', 'op.csv', '--matches', 'om.csv', '--mapping', 'map.json', '--json'],
    );
    expect(stderr).to.match(/Matching/);
    expect(code).to.equal(0);
    const { overall, categories } = JSON.parse(stdout);
    expect(overall.precision).to.be.at.least(0.99);
    expect(overall.recall).to.be.at.least(0.8);
    expect(categories).to.have.all.keys('one_to_one', 'several_payments', 'several_invoices');
  });

  it('posts at least 99.5 % right and 95 % of what is right on pay_to_inv', async function () {
    skipWithoutSharedData(this);
    const of = (name: string) => sharedData('pay_to_inv', 'descriptive', `${name}.csv`);
    const { code, stdout } = await match(
      ...['--invoices', of('invoices'), '--payments', of('payments'), '--matches', of('matches'), '--json'],
    );
    expect(code).to.equal(0);
    const { overall, categories } = JSON.parse(stdout);
    for (const { precision, recall } of [overall, ...Object.values<typeof overall>(categories)]) {
      expect(precision).to.be.at.least(0.995);
      expect(recall).to.be.at.least(0.95);
    }
    expect(categories).to.have.all.keys('one_pay_one_inv', 'one_pay_multi_inv', 'multi_pay_one_inv');
  });
});

function opaqueInvoices({ invoices }: PaymentSet): string {
  const rows = invoices.map(
    ({ id, number, otherNumbers, customerId, customerNames, currency, left, issuedOn, dueOn }) =>
      [
        id,
        number,
        otherNumbers[0],
        customerId,
        customerNames[0],
        currency,
        decimal(left, ','),
        dotted(issuedOn),
        dotted(dueOn),
      ].join(';'),
  );
  return ['F1;F2;F3;F4;F5;F6;F7;F8;F9', ...rows].join('\r\n');
}

function opaquePayments({ payments }: PaymentSet): string {
  const rows = payments.map(({ id, payerName, payerAccount, text, left, currency, on }) =>
    [id, payerName, payerAccount, `"${text}"`, decimal(left, '.'), currency, on].join(','),
  );
  return ['X1,X2,X3,X4,X5,X6,X7', ...rows].join('\n');
}

function opaqueMatches({ matches }: PaymentSet): string {
  const list = (ids: readonly string[]) => `"${JSON.stringify(ids).replaceAll('"', '""')}"`;
  const rows = matches.map(({ category, faults, invoiceIds, paymentIds }) =>
    [category, list(faults), list(invoiceIds), list(paymentIds)].join(','),
  );
  return ['A,B,C,D', ...rows].join('\n');
}

function decimal(units: number, sign: string): string {
  const digits = String(units).padStart(3, '0');
  return `${digits.slice(0, -2)}${sign}${digits.slice(-2)}`;
}

function dotted(day: string): string {
  return day.split('-').reverse().join('.');
}
