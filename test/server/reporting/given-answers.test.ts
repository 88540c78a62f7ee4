import { expect } from 'chai';
import { GivenAnswers } from '../../../server/reporting/given-answers.ts';
import type { ReportAnswer } from '../../../shared/api/reports.ts';

function answerWith(rows: number): ReportAnswer {
  const definition = { title: 'A report', words: [] };
  const asked = {
    report: 'a',
    tenant: 'b',
    asOf: '2026-11-20',
    knownAt: null,
    dataAsOf: null,
  } as unknown as ReportAnswer;
  return { ...asked, definition, totals: [], rows: Array.from({ length: rows }, () => ({})), rowCount: rows };
}

describe('GivenAnswers.answerTo', () => {
  it('makes an answer once, also for those who ask while it is being made', async () => {
    const given = new GivenAnswers();
    let made = 0;
    const make = async () => {
      made += 1;
      return answerWith(made);
    };
    const all = await Promise.all([given.answerTo('k', make), given.answerTo('k', make)]);
    expect([...all, await given.answerTo('k', make)].map(({ rowCount }) => rowCount)).to.deep.equal([1, 1, 1]);
    expect((await given.answerTo('another', make)).rowCount).to.equal(2);
  });

  it('does not keep one that failed', async () => {
    const given = new GivenAnswers();
    const failed = await given
      .answerTo('k', () => Promise.reject(new Error('no')))
      .catch((error: Error) => error.message);
    expect(failed).to.equal('no');
    expect((await given.answerTo('k', async () => answerWith(3))).rowCount).to.equal(3);
  });

  it('keeps so many answers and rows, the longest unasked go first', async () => {
    const given = new GivenAnswers({ answers: 2, rows: 10 });
    const ask = async (key: string, rows: number) => {
      let isMade = false;
      await given.answerTo(key, async () => {
        isMade = true;
        return answerWith(rows);
      });
      return isMade;
    };
    expect([await ask('a', 1), await ask('b', 1), await ask('a', 1), await ask('c', 1)]).to.deep.equal([
      true,
      true,
      false,
      true,
    ]);
    expect([await ask('a', 1), await ask('b', 1)]).to.deep.equal([false, true]);
    expect([await ask('large', 10), await ask('large', 10), await ask('b', 1)]).to.deep.equal([true, false, true]);
  });
});
