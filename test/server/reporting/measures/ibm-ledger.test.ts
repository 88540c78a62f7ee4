import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { fileOnDisk } from '../../../../server/features/erp-feed/feed-file.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { useApp } from '../../../support/app.ts';
import { ReportWorld } from '../../../support/report-world.ts';
import { sharedData, skipWithoutSharedData } from '../../../support/shared-data.ts';

const MAPPING = fileURLToPath(new URL('../../../../docs/examples/ibm.mapping.json', import.meta.url));
const MS_PER_DAY = 86_400_000;

interface Invoice {
  readonly issued: string;
  readonly due: string;
  readonly settled: string;
  readonly cents: number;
  readonly disputed: boolean;
}

interface Period {
  readonly from: string;
  readonly to: string;
}

/** The file as plainly as can be: no quotes, no product code, days as sortable text. */
function invoicesIn(text: string): Invoice[] {
  const [, ...lines] = text.trim().split(/\r?\n/);
  return lines.map((line) => {
    const [, , , , issued = '', due = '', amount = '', disputed = '', settled = ''] = line.split(',');
    const [whole = '', cents = ''] = amount.split('.');
    return {
      ...{ issued: sortable(issued), due: sortable(due), settled: sortable(settled) },
      cents: Number(whole) * 100 + Number(cents.padEnd(2, '0')),
      disputed: disputed === 'Yes',
    };
  });
}

function sortable(american: string): string {
  const [month = '', day = '', year = ''] = american.split('/');
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / MS_PER_DAY;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - MS_PER_DAY).toISOString().slice(0, 10);
}

/** The trade's figures by the book, from the rows of the file alone. */
class ByTheBook {
  constructor(
    private readonly invoices: readonly Invoice[],
    private readonly period: Period,
  ) {}

  get figures(): Record<string, number> {
    const { from, to } = this.period;
    const open = this.openOn(to);
    const current = open.filter(({ due }) => due >= to);
    const sales = sum(this.issuedIn(from, to));
    const length = days(from, to) + 1;
    const paid = this.invoices.filter(({ settled }) => settled >= from && settled <= to);
    const fellDue = this.invoices.filter(({ due }) => due >= from && due <= to);
    const [all, now, first] = [sum(open), sum(current), sum(this.openOn(dayBefore(from)))];
    return {
      'receivables.net_open': all,
      'receivables.past_due': all - now,
      'ageing.current_share': now / all,
      'ageing.over_90_share': sum(open.filter(({ due }) => days(due, to) > 90)) / all,
      'dso.simple': (all / sales) * length,
      'dso.best_possible': (now / sales) * length,
      'dso.countback': this.countback(all),
      'average_days_delinquent.dso_less_best_possible': ((all - now) / sales) * length,
      'days_beyond_terms.by_invoice':
        paid.reduce((late, { due, settled }) => late + days(due, settled), 0) / paid.length,
      'days_beyond_terms.by_amount':
        paid.reduce((late, { due, settled, cents }) => late + cents * days(due, settled), 0) / sum(paid),
      'cei.crf': (first + sales / this.months - all) / (first + sales / this.months - now),
      'cei.period': (first + sales - all) / (first + sales - now),
      'collection_rate.fallen_due': sum(fellDue.filter(({ settled }) => settled <= to)) / sum(fellDue),
      'cash_collected.value_date': sum(paid),
      'dispute_rate.amount': sum(open.filter(({ disputed }) => disputed)) / all,
      'dispute_rate.count': open.filter(({ disputed }) => disputed).length / open.length,
    };
  }

  private openOn(day: string): Invoice[] {
    return this.invoices.filter(({ issued, settled }) => issued <= day && settled > day);
  }

  private issuedIn(from: string, to: string): Invoice[] {
    return this.invoices.filter(({ issued }) => issued >= from && issued <= to);
  }

  /** Periods of these tests are whole months. */
  private get months(): number {
    const { from, to } = this.period;
    return (
      (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
    );
  }

  private countback(receivables: number): number {
    let left = receivables;
    let counted = 0;
    for (let to = this.period.to; ; to = dayBefore(`${to.slice(0, 7)}-01`)) {
      const first = `${to.slice(0, 7)}-01`;
      const sales = sum(this.issuedIn(first, to));
      const length = days(first, to) + 1;
      if (left <= sales) return counted + (left / sales) * length;
      left -= sales;
      counted += length;
    }
  }
}

function sum(invoices: readonly Invoice[]): number {
  return invoices.reduce((all, { cents }) => all + cents, 0);
}

describe('Measures of IBM’s sample of invoices', function () {
  this.timeout(300_000);
  before(function () {
    skipWithoutSharedData(this);
  });
  const app = useApp();
  const path = () => sharedData('erp', 'ibm_accounts_receivable.csv');

  it('are those by the book, computed from the rows of the file alone', async () => {
    const world = await ReportWorld.open(app);
    const mapping: unknown = JSON.parse(readFileSync(MAPPING, 'utf8'));
    await world.in(async () => {
      const { feeds } = app.services;
      const reading = await feeds.read(fileOnDisk(path()), { profile: 'cleared-items', mapping });
      await feeds.take(reading, { onProblem: 'refuse', dataAsOf: null, dryRun: false, actor: 'test' });
    });
    const invoices = invoicesIn(readFileSync(path(), 'utf8'));
    expect(invoices).to.have.length(2466);
    for (const period of [
      { from: '2012-04-01', to: '2012-06-30' },
      { from: '2013-01-01', to: '2013-03-31' },
      { from: '2013-11-01', to: '2013-11-30' },
      { from: '2012-01-01', to: '2013-12-31' },
    ]) {
      const { totals } = await world.ask('kpis', { from: calendarDate(period.from), to: calendarDate(period.to) });
      const figures = new Map(totals.map((total) => [`${total.measure}.${total.variant}`, Number(total.value)]));
      for (const [key, expected] of Object.entries(new ByTheBook(invoices, period).figures)) {
        expect(expected, `${key} by the book`).to.satisfy(Number.isFinite);
        expect(figures.get(key), `${key} from ${period.from}`).to.be.closeTo(expected, 1e-9 * Math.max(1, expected));
      }
    }
    // A part month counts with the days gone by: about 25 days, not the 51.5 that 31 days of December would make.
    const [{ value } = { value: null }] = (
      await world.ask('kpis', { asOf: calendarDate('2013-12-01'), measure: 'dso.countback' })
    ).totals;
    expect(Number(value)).to.be.within(22, 28);
  });
});
