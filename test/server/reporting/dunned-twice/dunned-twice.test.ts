import { expect } from 'chai';
import { describe, it } from 'mocha';
import { dunnedTwiceReport } from '../../../../server/reporting/dunned-twice/dunned-twice-report.ts';
import type { ReportQuestion } from '../../../../server/reporting/report.ts';
import type { ActivityCode } from '../../../../shared/domain/activity-code.ts';
import { type FactsStory, factsOf, type ToldActivity } from '../../../support/facts.ts';
import { questionOf } from '../../../support/report-question.ts';

interface Row {
  readonly first: { readonly on: string; readonly by: { readonly name: string } };
  readonly second: { readonly on: string; readonly by: { readonly name: string } };
  readonly reasons: readonly string[];
  readonly daysBetween: number;
}

const ask = async (build: (book: FactsStory) => void, filters: ReportQuestion['filters'] = {}) => {
  const question = questionOf(factsOf(build), { from: '2026-11-05', to: '2026-11-30', filters });
  const { totals, rows } = await dunnedTwiceReport.run(question);
  const told = (rows as unknown as Row[]).map(
    ({ first, second, reasons, daysBetween }) =>
      `${first.by.name} ${first.on.slice(8)} → ${second.by.name} ${second.on.slice(8)} (${daysBetween}): ${reasons.join(', ')}`,
  );
  return { told, totals };
};

const notice = (book: FactsStory, by: string, on: string, told: ToldActivity & { code?: ActivityCode } = {}) => {
  const { code = 'email_first_notice', ...rest } = told;
  book.did(by, code, `2026-11-${on}`, { delivery: 'confirmed', ...rest });
};

describe('dunned-twice', () => {
  it('finds two people who dun one customer within 7 days, also from before the period', async () => {
    const { told, totals } = await ask((book) => {
      notice(book, 'ana', '03', { items: ['1'] });
      notice(book, 'ben', '10', { items: ['2'] });
      notice(book, 'ana', '18', { items: ['3'] });
    });
    expect(told).to.deep.equal(['ana 03 → ben 10 (7): two_people']);
    expect(totals).to.deep.equal([{ notices: 1, customers: 1, byTwoPeople: 1, sameStageAgain: 0 }]);
  });

  it('finds the same stage for the same item again, by whomever', async () => {
    const { told } = await ask((book) => {
      notice(book, 'ana', '10', { items: ['1', '2'] });
      notice(book, 'ana', '12', { items: ['2', '3'] });
      notice(book, 'ana', '13', { items: ['4'] });
      notice(book, 'ana', '14', { items: ['1'], code: 'email_second_notice' });
    });
    expect(told).to.deep.equal(['ana 10 → ana 12 (2): same_stage']);
  });

  it('takes a notice that names no item for one about all', async () => {
    const { told, totals } = await ask((book) => {
      notice(book, 'ana', '10', { items: ['1'] });
      notice(book, 'ben', '12');
    });
    expect(told).to.deep.equal(['ana 10 → ben 12 (2): two_people, same_stage']);
    expect(totals[0]).to.include({ notices: 1, byTwoPeople: 1, sameStageAgain: 1 });
  });

  it('names the latest one that a notice follows so, once', async () => {
    const { told } = await ask((book) => {
      notice(book, 'ben', '09', { items: ['1'] });
      notice(book, 'ben', '10', { items: ['2'] });
      notice(book, 'ana', '11', { items: ['3'] });
      notice(book, 'ana', '11', { items: ['4'], hour: 15 });
    });
    expect(told).to.deep.equal(['ben 10 → ana 11 (1): two_people', 'ben 10 → ana 11 (1): two_people']);
  });

  it('does not count what did not go out, what does not dun, and other customers’', async () => {
    const { told, totals } = await ask((book) => {
      notice(book, 'ana', '10', { items: ['1'] });
      notice(book, 'ben', '11', { items: ['1'], delivery: 'bounced' });
      notice(book, 'ben', '11', { items: ['1'], code: 'email_statement' });
      notice(book, 'ben', '11', { items: ['1'], code: 'phone_refused', delivery: null });
      notice(book, 'ben', '11', { customer: 'C2' });
      notice(book, 'ben', '18', { items: ['1'] });
    });
    expect(told).to.deep.equal([]);
    expect(totals).to.deep.equal([{ notices: 0, customers: 0, byTwoPeople: 0, sameStageAgain: 0 }]);
  });

  it('narrows to a person on either side, and to customers', async () => {
    const build = (book: FactsStory) => {
      notice(book, 'ana', '10');
      notice(book, 'ben', '11');
      notice(book, 'carla', '10', { customer: 'C2' });
      notice(book, 'ben', '11', { customer: 'C2' });
    };
    expect((await ask(build, { collector: 'ana' })).told).to.have.length(1);
    expect((await ask(build, { collector: 'ben' })).told).to.have.length(2);
    expect((await ask(build, { collector: 'ben', customer: 'C2' })).totals[0]).to.include({ notices: 1 });
  });
});
