import { expect } from 'chai';
import {
  activitiesInFacts,
  touchedInFacts,
} from '../../../../server/reporting/collector-activity/activity-in-facts.ts';
import { collectorActivity } from '../../../../server/reporting/collector-activity/collector-activity.ts';
import { FactsService } from '../../../../server/reporting/facts/facts-service.ts';
import { loggedActivities } from '../../../../server/reporting/touched-cash/logged-activities-read-model.ts';
import { addDays, calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';
import { SeededChoice } from '../../../support/seeded-choice.ts';
import { touchedCash } from '../../../support/touched-cash.ts';

const FIRST = calendarDate('2026-09-01');

describe('what collectors did, from facts', function () {
  this.timeout(120_000);
  const app = useApp();

  it('is what the database says: the same people, codes and cash', async () => {
    const choice = new SeededChoice(11);
    const world = await ReportWorld.open(app);
    const day = () => addDays(FIRST, choice.below(60));
    const customers = ['C1', 'C2', 'C3'];
    const numbers = Array.from({ length: 30 }, (_, at) => `${1_001 + at}`);
    const whose = (number: string) => `C${(Number(number) % 3) + 1}`;
    await world.take([
      ...customers.map((number) => customerRow(number)),
      ...numbers.map((number) => itemRow(number, { customerNumber: whose(number) })),
      ...numbers.flatMap((number) => {
        const on = day();
        const of = { customerNumber: whose(number), issuedOn: on, amount: eur(5_000) };
        return [paymentRow(`P${number}`, of), applicationRow(number, `P${number}`, eur(4_000), { on })];
      }),
    ]);
    const logged = await world.log(
      Array.from({ length: 120 }, () => {
        const customer = choice.of(customers);
        const items = choice.chance(0.5) ? [choice.of(numbers.filter((number) => whose(number) === customer))] : [];
        const code = choice.of(['phone_no_answer', 'email_first_notice', 'note'] as const);
        return { by: choice.of(['anna', 'ben']), on: day(), customer, items, code };
      }),
    );
    for (const entry of logged.slice(0, 20)) await world.say(entry, 'withdrawal');
    for (const entry of logged.slice(20, 60)) {
      if (entry.delivery !== null) await world.say(entry, 'delivery', choice.of(['bounced', 'confirmed']));
    }
    await world.in(async () => {
      const { ledgerPositions } = app.services;
      const position = await ledgerPositions.positionAt();
      const facts = await new FactsService(ledgerPositions).factsAt(position);
      const [from, to, knownAt] = [addDays(FIRST, 15), addDays(FIRST, 50), app.clock.now()];
      const period = { from: dayNumber(from), to: dayNumber(to) };
      const stored = collectorActivity(
        await loggedActivities({ from, to, knownAt }),
        await touchedCash({ from, to }, position, knownAt),
      );
      expect(collectorActivity(activitiesInFacts(facts, period), touchedInFacts(facts, period))).to.deep.equal(stored);
      expect(stored.lines.map(({ activities, touched }) => activities > 10 && touched.length > 0)).to.deep.equal([
        true,
        true,
      ]);
    });
  });
});
