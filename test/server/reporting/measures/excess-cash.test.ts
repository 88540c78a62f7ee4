import { expect } from 'chai';
import { describe, it } from 'mocha';
import { excessCashReport } from '../../../../server/reporting/effect/excess-cash-report.ts';
import { excessCash } from '../../../../server/reporting/measures/excess-cash.ts';
import { addDays, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { factsOf } from '../../../support/facts.ts';
import { amiss, measureQuestion, onlyValue } from '../../../support/measures.ts';
import { NO_TEMPLATE_NAMES, questionOf } from '../../../support/report-question.ts';

const FIRST_DAY = calendarDate('2026-01-05');
const PERIOD = ['2026-08-01', '2026-09-30'] as const;
const CUSTOMERS = ['C1', 'C2', 'C3', 'C4'];

/** Four customers who pay some days late for half a year, and are worked by two people in the next two months. */
const facts = factsOf((book) => {
  for (let place = 0; place < 120; place += 1) {
    const customer = CUSTOMERS[place % 4] ?? '';
    const issuedOn = addDays(FIRST_DAY, place * 2);
    const dueOn = addDays(issuedOn, 20);
    const id = `I${place}`;
    book.item(id, { customer, minor: 10_000 + place, issuedOn, dueOn });
    const paidOn = addDays(dueOn, 3 + ((place * 7) % 11) + (place % 4) * 5);
    if (paidOn < PERIOD[1])
      book.payment(`P${place}`, { customer, on: paidOn, minor: 10_000 + place, to: { [id]: 10_000 + place } });
    const touchedOn = addDays(dueOn, 2);
    if (touchedOn >= PERIOD[0])
      book.did(place % 3 === 0 ? 'ana' : 'ben', 'phone_no_answer', touchedOn, { customer, items: [id] });
  }
});

describe('excess_cash', () => {
  const question = measureQuestion(facts, ...PERIOD);
  const [from, to] = PERIOD;

  for (const collector of [undefined, 'ana', 'ben'] as const) {
    it(`is that of the report excess-cash, for ${collector ?? 'all'}, and opens down to its items`, async () => {
      const asked = collector === undefined ? question : { ...question, collectors: new Set([collector]) };
      const filters = collector === undefined ? {} : { collector };
      const { totals } = await excessCashReport(NO_TEMPLATE_NAMES).run(questionOf(facts, { from, to, filters }));
      const { value, inputs } = onlyValue('excess_cash.observed_less_expected', asked);
      const { excess, observed, expected, low, high, z, isTold, episodes } = totals[0] ?? {};
      expect({ minor: value, currency: 'EUR' }).to.deep.equal(excess);
      expect(inputs).to.deep.equal({ observed, expected, episodes, low, high, z, isTold });
      expect(episodes).to.be.above(5);
      expect(amiss(excessCash, asked)).to.deep.equal([]);
    });
  }

  it('says why where nobody worked', () => {
    const before = measureQuestion(facts, '2026-02-01', '2026-02-28');
    expect(onlyValue('excess_cash.observed_less_expected', before).value).to.equal(null);
    expect(onlyValue('excess_cash.observed_less_expected', before).reason).to.contain('Nobody worked');
  });
});
