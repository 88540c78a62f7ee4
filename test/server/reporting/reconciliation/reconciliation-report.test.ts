import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { LedgerRow, RunRequest } from '../../../../server/features/receivables/run-service.ts';
import type { ReportAnswer, ReportQuery } from '../../../../shared/api/reports.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import {
  adjustmentRow,
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  runRequest,
  statedLeftRow,
} from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

interface Row {
  readonly number: string;
  readonly reason: string;
  readonly difference: Money;
}

interface Total {
  readonly source: string;
  readonly ours: Money;
  readonly theirs: Money | null;
  readonly difference: Money | null;
  readonly because: Readonly<Record<string, Money>>;
  readonly reason?: string;
  readonly lists: readonly { readonly day: string }[];
  readonly stated: Money | null;
  readonly found: Money | null;
}

const totalsOf = ({ totals }: ReportAnswer) => totals as unknown as Total[];
const told = ({ rows }: ReportAnswer) =>
  (rows as unknown as Row[]).map(({ number, reason, difference }) => `${number} ${reason} ${difference.minor}`);

/** A document and what is left of it. */
function listedRows(number: string, left: number, changes: Parameters<typeof itemRow>[1] = {}): LedgerRow[] {
  return [itemRow(number, changes), statedLeftRow(number, eur(left))];
}

const NOON = 'T12:00:00.000Z';
const on = (day: string) => new Date(`2026-11-${day}${NOON}`);

describe('reconciliation', function () {
  this.timeout(180_000);
  const app = useApp();

  const open = async () => {
    const world = await ReportWorld.open(app);
    const take = async (rows: readonly LedgerRow[], changes: Partial<RunRequest>) => {
      const outcome = await world.in(() => app.services.ledgerRuns.take(runRequest(rows, changes)));
      expect(outcome.problems).to.deep.equal([]);
      expect(outcome.state).to.be.oneOf(['committed', 'unchanged']);
    };
    const list = (rows: readonly LedgerRow[], day: string) => {
      const minor = rows.reduce((sum, row) => sum + (row.type === 'stated_left' ? row.left.minor : 0), 0);
      const sums = [{ name: 'stated_left', minor, currency: 'EUR' }];
      const controlTotals = { rows: rows.length, sums };
      return take(rows, { coverage: 'snapshot', dataAsOf: on(day), controlTotals });
    };
    const feed = (rows: readonly LedgerRow[], day: string) => take(rows, { dataAsOf: on(day) });
    const ask = async (query: ReportQuery = {}) => {
      const answer = await world.ask('reconciliation', { asOf: '2026-11-20', ...query } as ReportQuery);
      expectToAddUp(answer);
      return answer;
    };
    await feed([customerRow('C1'), customerRow('C2')], '01');
    return { world, take, list, feed, ask };
  };

  const firstList = () => [
    ...listedRows('1001', 10_000),
    ...listedRows('1002', 6_000),
    ...listedRows('M1', 2_000, { kind: 'credit_memo', amount: eur(2_000) }),
  ];

  it('agrees to the cent with the list of the day, credit items below 0, and with its control total', async () => {
    const { list, ask } = await open();
    await list(firstList(), '10');
    const answer = await ask({ asOf: '2026-11-10' as never });
    expect(told(answer)).to.deep.equal([]);
    const [total] = totalsOf(answer);
    expect(total?.ours.minor).to.equal(14_000);
    expect(total?.theirs?.minor).to.equal(14_000);
    expect(total?.lists.map(({ day }) => day)).to.deep.equal(['2026-11-10']);
    expect([total?.stated?.minor, total?.found?.minor]).to.deep.equal([18_000, 18_000]);
  });

  it('explains by rows what is dated after the list, and what was fed after it for days before', async () => {
    const { list, feed, ask } = await open();
    await list(firstList(), '10');
    await feed(
      [
        itemRow('1003', { issuedOn: '2026-11-12' }),
        itemRow('1004', { issuedOn: '2026-11-05' }),
        paymentRow('P1', { issuedOn: '2026-11-11', amount: eur(3_000) }),
        applicationRow('1001', 'P1', eur(3_000), { on: '2026-11-11' }),
      ],
      '13',
    );
    const answer = await ask();
    expect(told(answer)).to.deep.equal([
      '1001 after_the_list -3000',
      '1003 after_the_list 10000',
      '1004 known_later 10000',
    ]);
    expect(totalsOf(answer)[0]?.difference?.minor).to.equal(17_000);
    expect(told(await ask({ asOf: '2026-11-10' as never }))).to.deep.equal(['1004 known_later 10000']);
  });

  it('explains what was decided here, also where a later list has not heard of it', async () => {
    const { list, take, ask } = await open();
    await list(firstList(), '10');
    const writeOff = adjustmentRow('1001', eur(1_000), '2026-11-12');
    const here = { kind: 'cash_application' as const, profile: 'test', source: 'duethread', dataAsOf: on('12') };
    await take([writeOff], here);
    expect(told(await ask())).to.deep.equal(['1001 decided_here -1000']);
    await list(firstList(), '14');
    const answer = await ask();
    expect(told(answer)).to.deep.equal(['1001 decided_here -1000']);
    expect(totalsOf(answer)[0]?.lists.map(({ day }) => day)).to.deep.equal(['2026-11-14']);
  });

  it('takes what a list leaves out for nothing, and has no difference in it', async () => {
    const { list, ask } = await open();
    await list(firstList(), '10');
    await list(listedRows('1001', 10_000), '15');
    const answer = await ask();
    expect(told(answer)).to.deep.equal([]);
    expect(totalsOf(answer)[0]?.theirs?.minor).to.equal(10_000);
    expect(totalsOf(await ask({ asOf: '2026-11-14' as never }))[0]?.theirs?.minor).to.equal(14_000);
  });

  it('sets apart payments that a list without payments does not have', async () => {
    const { list, feed, ask } = await open();
    await list(firstList(), '10');
    await feed([paymentRow('P1', { issuedOn: '2026-11-09', amount: eur(3_000) })], '11');
    expect(told(await ask())).to.deep.equal(['P1 not_listed -3000']);
  });

  it('says why a source has no total where it never fed a complete list', async () => {
    const { feed, ask } = await open();
    await feed([itemRow('1001')], '10');
    const [total] = totalsOf(await ask());
    expect(total).to.deep.include({ source: 'erp', theirs: null, difference: null });
    expect(total?.ours.minor).to.equal(10_000);
    expect(total?.reason).to.match(/complete list/);
  });

  it('knows no list that came later than what was known', async () => {
    const { list, ask } = await open();
    app.clock.set('2026-11-20T09:30:00.000Z');
    const before = app.clock.now();
    await list(firstList(), '10');
    app.clock.set('2026-11-20T10:00:00.000Z');
    await list(listedRows('1001', 10_000), '15');
    const then = await ask({ knownAt: new Date(before.getTime() + 60_000).toISOString() as never });
    expect(totalsOf(then)[0]?.lists.map(({ day }) => day)).to.deep.equal(['2026-11-10']);
    expect(totalsOf(await ask())[0]?.lists.map(({ day }) => day)).to.deep.equal(['2026-11-15']);
  });

  it('takes a list that says nothing new for the last word all the same', async () => {
    const { list, feed, ask } = await open();
    await list(firstList(), '10');
    await feed([itemRow('1003', { issuedOn: '2026-11-11' })], '11');
    await list([...firstList(), ...listedRows('1003', 10_000, { issuedOn: '2026-11-11' })], '12');
    app.clock.set('2026-11-20T11:00:00.000Z');
    await list([...firstList(), ...listedRows('1003', 10_000, { issuedOn: '2026-11-11' })], '13');
    const answer = await ask();
    expect(told(answer)).to.deep.equal([]);
    expect(totalsOf(answer)[0]?.lists.map(({ day }) => day)).to.deep.equal(['2026-11-13']);
  });

  it('holds each company code against the last list that is about it', async () => {
    const { list, feed, ask } = await open();
    await feed([itemRow('9'), statedLeftRow('9', eur(0))], '02');
    const of = (companyCode: string, number: string) => ({ key: { companyCode, number } });
    const listOf = (companyCode: string, number: string) => {
      const [item] = listedRows(number, 0, of(companyCode, number));
      const left = { ...statedLeftRow(number, eur(10_000)), item: { source: 'erp', companyCode, number } };
      return item === undefined ? [] : [item, left];
    };
    await list(listOf('DE', '1001'), '10');
    await list(listOf('FR', '2001'), '12');
    await feed([itemRow('2002', { issuedOn: '2026-11-11', ...of('FR', '2002') })], '13');
    const answer = await ask();
    expect(told(answer)).to.deep.equal(['2002 known_later 10000']);
    expect(totalsOf(answer)[0]).to.have.nested.property('theirs.minor', 20_000);
    expect(totalsOf(answer)[0]?.lists.map(({ day }) => day)).to.deep.equal(['2026-11-12', '2026-11-10']);
  });

  it('has the same net open as ageing', async () => {
    const { world, list, feed, ask } = await open();
    await list(firstList(), '10');
    await feed([paymentRow('P1', { issuedOn: '2026-11-12', amount: eur(3_000) })], '12');
    const ageing = await world.ask('ageing', { asOf: '2026-11-20' } as ReportQuery);
    expect(totalsOf(await ask())[0]?.ours.minor).to.equal((ageing.totals[0] as { netOpen: Money }).netOpen.minor);
  });

  it('narrows to a customer', async () => {
    const { world, list, feed, ask } = await open();
    await list([...firstList(), ...listedRows('2001', 10_000, { customerNumber: 'C2' })], '10');
    await feed([itemRow('2002', { customerNumber: 'C2', issuedOn: '2026-11-12' })], '12');
    await feed([itemRow('1003', { issuedOn: '2026-11-12' })], '12');
    const answer = await ask({ customer: (await world.customerId('C2')) as never });
    expect(told(answer)).to.deep.equal(['2002 after_the_list 10000']);
    expect(totalsOf(answer)[0]).to.have.nested.property('ours.minor', 20_000);
  });
});

function expectToAddUp(answer: ReportAnswer): void {
  const rows = answer.rows as unknown as (Row & { source: string })[];
  for (const { source, ours, theirs, difference, because } of totalsOf(answer)) {
    if (theirs === null || difference === null) continue;
    const own = rows.filter((row) => row.source === source);
    const sum = own.reduce((all, row) => all + row.difference.minor, 0);
    expect(sum)
      .to.equal(difference.minor)
      .and.to.equal(ours.minor - theirs.minor);
    const reasons = Object.values(because).reduce((all, { minor }) => all + minor, 0);
    expect(reasons).to.equal(difference.minor);
    expect(own.some(({ reason }) => reason === 'unexplained')).to.equal(false);
  }
}
