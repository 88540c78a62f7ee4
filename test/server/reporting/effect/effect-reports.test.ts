import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { baselineCalibrationReport } from '../../../../server/reporting/effect/baseline-calibration-report.ts';
import { excessCashReport } from '../../../../server/reporting/effect/excess-cash-report.ts';
import { excessEpisodesReport } from '../../../../server/reporting/effect/excess-episodes-report.ts';
import type { Report, ReportBody, ReportQuestion } from '../../../../server/reporting/report.ts';
import { dayNumber, dayOfNumber } from '../../../../shared/domain/calendar-date.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import { customerRow } from '../../../support/ledger-rows.ts';
import { NO_TEMPLATE_NAMES } from '../../../support/report-question.ts';
import { ReportWorld } from '../../../support/report-world.ts';
import { EffectWorld } from './effect-world.ts';

type Figures = Readonly<Record<'observed' | 'expected' | 'excess' | 'lastTouch' | 'timeDecay', Money>> & {
  readonly episodes: number;
  readonly group: string;
};

const KEYS = ['observed', 'expected', 'excess'] as const;
const figures = (rows: ReportBody['rows']) => rows as unknown as Figures[];
const sumsOf = (rows: ReportBody['rows']) =>
  KEYS.map((key) => figures(rows).reduce((sum, row) => sum + row[key].minor, 0));

describe('the reports of effect', function () {
  this.timeout(300_000);
  const world = new EffectWorld(77);
  const app = useApp();
  let question: ReportQuestion;
  const ask = (report: Report, filters: ReportQuestion['filters'] = {}) => report.run({ ...question, filters });

  before(async () => {
    for (const contact of world.drawnAtRandom(200)) {
      const by = world.choice.of(['ann', 'bob']);
      world.act(by, contact, world.choice.of(['email_first_notice', 'phone_left_voicemail'] as const));
      if (world.choice.chance(0.4)) world.act('cyd', { item: contact.item, day: contact.day + 5 });
    }
    world.facts.standAt(77, world.facts.activities.count);
    world.bookPayments(({ paidOn }) => paidOn);
    const [from, to] = [world.from, world.to].map(dayOfNumber);
    const tenant = await app.tenant('The reports of effect');
    const knownAt = new Date('2026-11-22T00:00:00Z');
    const position = {
      run: 77,
      at: knownAt,
      dataAsOf: new Date((dayNumber(to ?? ('2026-01-01' as never)) + 60) * 86_400_000),
    };
    if (from === undefined || to === undefined) throw new Error('The world has no period.');
    question = { tenant, position, knownAt, asOf: to, from, to, filters: {}, facts: async () => world.facts };
  });

  it('adds up: groups to the total, and the total to the episodes behind it, whatever it is narrowed to', async () => {
    const narrowed: ReportQuestion['filters'][] = [
      ...[{}, { collector: 'ann' }, { collector: 'cyd' }, { code: 'email_first_notice' }],
      ...[{ segment: 'late' as const }, { collector: 'cyd', code: 'phone_left_voicemail' }],
    ];
    for (const filters of narrowed) {
      const behind = await ask(excessEpisodesReport, filters);
      expect(sumsOf(behind.rows)).to.deep.equal(sumsOf(behind.totals));
      for (const by of ['collector', 'code', 'template', 'segment'] as const) {
        const { rows, totals } = await ask(excessCashReport(NO_TEMPLATE_NAMES), { ...filters, by });
        expect(sumsOf(rows), by).to.deep.equal(sumsOf(totals)).and.deep.equal(sumsOf(behind.rows));
        expect(figures(totals)[0]?.episodes).to.equal(behind.rows.length);
      }
    }
  });

  it('opens a collector’s row: narrowed to it, the episodes come to the same', async () => {
    const { rows } = await ask(excessCashReport(NO_TEMPLATE_NAMES));
    expect(figures(rows).map(({ group }) => group)).to.deep.equal(['ann', 'bob', 'cyd']);
    for (const row of figures(rows)) {
      const behind = await ask(excessEpisodesReport, { collector: row.group });
      expect(sumsOf(behind.rows)).to.deep.equal(KEYS.map((key) => row[key].minor));
      expect(behind.rows).to.have.length(row.episodes);
    }
  });

  it('shows what was touched beside it: the last touch has all, and by time it is shared', async () => {
    const { rows, totals } = await ask(excessCashReport(NO_TEMPLATE_NAMES));
    const [total] = figures(totals);
    expect(total?.lastTouch.minor).to.be.above(0).and.equal(total?.timeDecay.minor);
    for (const key of ['lastTouch', 'timeDecay'] as const) {
      expect(figures(rows).reduce((sum, row) => sum + row[key].minor, 0)).to.equal(total?.[key].minor);
    }
    expect(figures(rows).some((row) => row.lastTouch.minor !== row.timeDecay.minor)).to.equal(true);
  });

  it('holds the expectation against what came, and shows the cases', async () => {
    const { rows, totals } = await ask(baselineCalibrationReport);
    const [total] = totals as unknown as {
      brier: number;
      brierGlobal: number;
      brierConstant: number;
      invoices: number;
      deciles: { n: number }[];
    }[];
    const cases = rows as unknown as { expected: number; expectedForAll: number; isPaid: boolean }[];
    const off = (value: (one: (typeof cases)[number]) => number) =>
      cases.reduce((sum, one) => sum + (value(one) - (one.isPaid ? 1 : 0)) ** 2, 0) / cases.length;
    expect(total?.invoices).to.equal(cases.length).and.be.above(500);
    expect(total?.brier).to.be.closeTo(
      off(({ expected }) => expected),
      1e-12,
    );
    expect(total?.brierGlobal).to.be.closeTo(
      off(({ expectedForAll }) => expectedForAll),
      1e-12,
    );
    expect(total?.brier).to.be.below(total?.brierGlobal ?? 0);
    expect(total?.deciles.reduce((sum, { n }) => sum + n, 0)).to.equal(cases.length);
  });

  it('answers a company of which nothing is known yet without a figure', async () => {
    const empty = await ReportWorld.open(app);
    await empty.take([customerRow('C1')]);
    expect(await empty.ask('excess-cash', {})).to.deep.include({ totals: [], rows: [] });
    expect(await empty.ask('excess-episodes', {})).to.deep.include({ totals: [], rows: [] });
    const { totals } = await empty.ask('baseline-calibration', {});
    expect(totals[0]).to.include({ brier: null, invoices: 0 }).and.have.property('reason');
  });
});
