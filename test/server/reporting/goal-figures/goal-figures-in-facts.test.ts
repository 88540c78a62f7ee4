import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { GoalQuestion } from '../../../../server/features/goals/goal-figures.ts';
import { GoalFiguresInFacts } from '../../../../server/reporting/goal-figures/goal-figures-in-facts.ts';
import { measureKey } from '../../../../server/reporting/measures/measure.ts';
import { ALL_MEASURES } from '../../../../server/reporting/measures/measure-registry.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import type { UserId } from '../../../../shared/domain/ids.ts';
import { useApp } from '../../../support/app.ts';
import { customerRow, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

describe('GoalFiguresInFacts', function () {
  this.timeout(120_000);
  const app = useApp();
  const figures = () =>
    new GoalFiguresInFacts({
      facts: app.services.facts,
      ledgerPositions: app.services.ledgerPositions,
      tenants: app.services.tenants,
    });

  const question = (changes: Partial<GoalQuestion>): GoalQuestion => ({
    measure: 'cash_collected.value_date',
    from: calendarDate('2026-11-01'),
    to: calendarDate('2026-11-20'),
    people: null,
    currency: null,
    ...changes,
  });

  it('knows every measure of the registry, and no other', () => {
    for (const measure of ALL_MEASURES) expect(figures().find(measureKey(measure))?.title).to.equal(measure.title);
    expect(figures().find('happiness.total')).to.equal(undefined);
  });

  for (const { key, addsUp } of [
    { key: 'activities.human', addsUp: true },
    { key: 'cash_collected.value_date', addsUp: true },
    { key: 'receivables.past_due', addsUp: false },
    { key: 'promises_kept.count', addsUp: false },
    { key: 'dso.countback', addsUp: false },
  ]) {
    it(`has ${key} ${addsUp ? '' : 'not '}add up over days`, () => {
      expect(figures().find(key)?.addsUp).to.equal(addsUp);
    });
  }

  it('answers in the order asked, in the currency asked, else in the company’s own, and never in another', async () => {
    const world = await ReportWorld.open(app);
    const dollars = { minor: 500, currency: currencyCode('USD') };
    await world.take([
      customerRow('C1', { ownerEmail: 'ana@brightwater.example' }),
      itemRow('1001'),
      paymentRow('P1', { issuedOn: '2026-11-10' }),
      paymentRow('P2', { issuedOn: '2026-11-10', amount: dollars }),
    ]);
    const ana = { id: 'ana' as UserId, email: 'Ana@Brightwater.example' };
    const ben = { id: 'ben' as UserId, email: 'ben@brightwater.example' };
    const answers = await world.in(() =>
      figures().answer([
        question({}),
        question({ currency: currencyCode('USD') }),
        question({ currency: currencyCode('GBP') }),
        question({ people: [ana, ben] }),
        question({ people: [ben] }),
        question({ people: [] }),
        question({ measure: 'happiness.total' }),
      ]),
    );
    expect(answers.map(({ value }) => value)).to.deep.equal([10_000, 500, 0, 10_000, null, null, null]);
    expect(answers.slice(4).map(({ reason }) => reason)).to.deep.equal([
      'Nothing is in the ledger by then.',
      'Nobody is in it.',
      'There is no such measure any more.',
    ]);
  });
});
