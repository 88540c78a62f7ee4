import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { watchedOf } from '../../../../server/reporting/effect/baseline.ts';
import { calibrationCases, calibrationOf } from '../../../../server/reporting/effect/calibration.ts';
import { FactsBook } from '../../../../server/reporting/facts/facts-book.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import { type CalendarDate, dayNumber, dayOf } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { sharedData, skipWithoutSharedData } from '../../../support/shared-data.ts';

const [CUSTOMER, NUMBER, ISSUED, DUE, AMOUNT, SETTLED] = [1, 3, 4, 5, 6, 8] as const;

/** A day written as M/D/YYYY. */
function dayOfText(text: string): number {
  const [month, day, year] = text.split('/').map(Number);
  return dayNumber(dayOf(year ?? 0, month ?? 0, day ?? 0) as CalendarDate);
}

/** The real ledger: invoices that were all paid whole. What it says of disputes has no day, so nothing here knows of it. */
function ibmLedger(): FactsBook {
  const book = new FactsBook();
  const lines = readFileSync(sharedData('erp', 'ibm_accounts_receivable.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
  for (const line of lines) {
    const cells = line.split(',');
    const [id, customerId] = [cells[NUMBER] ?? '', cells[CUSTOMER] ?? ''];
    const [issuedOn, dueOn, paidOn] = [ISSUED, DUE, SETTLED].map((at) => dayOfText(cells[at] ?? ''));
    const minor = Math.round(Number(cells[AMOUNT]) * 100);
    book.putCustomer({
      id: customerId,
      number: customerId,
      name: customerId,
      owner: '',
      parentId: null,
      mergedInto: null,
    });
    book.putItem({
      ...{ id, customerId, number: id, kind: 'invoice', currency: currencyCode('USD'), minor, dispute: 'none' },
      ...{ issuedOn: issuedOn ?? 0, dueOn: dueOn ?? 0, settledOn: paidOn ?? 0, company: null },
      movements: [{ day: paidOn ?? 0, minor: -minor }],
    });
  }
  book.standAt(1, 0);
  return book;
}

describe('the expectation on a real ledger', function () {
  this.timeout(300_000);

  it('foretells better than one hazard for all and than the mean rate', function () {
    skipWithoutSharedData(this);
    const cases = calibrationCases({
      watched: watchedOf(ibmLedger()),
      from: dayNumber('2012-07-01' as CalendarDate),
      to: dayNumber('2013-12-31' as CalendarDate),
      knownTo: dayNumber('2014-01-09' as CalendarDate),
      calendar: WEEKDAYS_ONLY,
    });
    const { brier, brierGlobal, brierConstant, invoices } = calibrationOf(cases) ?? expect.fail('no cases');
    expect(invoices).to.equal(814);
    // Far from the 20 % of a ledger whose customers differ more: docs/decisions/effect-against-luck.md says why no method comes near it here.
    expect(brier)
      .to.be.below(0.95 * brierGlobal)
      .and.below(0.95 * brierConstant);
  });
});
