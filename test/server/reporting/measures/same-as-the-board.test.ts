import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { collectorsBoardReport } from '../../../../server/reporting/collectors-board/collectors-board-report.ts';
import { findMeasure } from '../../../../server/reporting/measures/measure-registry.ts';
import { factsOf } from '../../../support/facts.ts';
import { measureQuestion, onlyValue } from '../../../support/measures.ts';
import { dayOf, RandomStory, storyDraws } from '../../../support/random-story.ts';
import { questionOf } from '../../../support/report-question.ts';

const board = collectorsBoardReport({
  teams: {
    read: async () => {
      throw new Error('No team is asked about.');
    },
  },
});

describe('Measures of people', function () {
  this.timeout(120_000);

  it('are those of the collectors’ board', async () => {
    await fc.assert(
      fc.asyncProperty(storyDraws, fc.nat(300), async (draws, first) => {
        const facts = factsOf((book) => {
          const story = new RandomStory(book);
          for (const draw of draws) story.take(draw);
        });
        const [from, to] = [dayOf(first), dayOf(first + 60)];
        const { totals } = await board.run(questionOf(facts, { from, to }));
        const { touches, automatic, rightPartyContacts, promises, touched } = totals[0] as never as BoardTotal;
        const question = measureQuestion(facts, from, to);
        const value = (key: string) => onlyValue(key, question).value;
        expect(value('activities.human')).to.equal(touches);
        expect(value('activities.automatic')).to.equal(automatic);
        expect(value('activities.right_party_contacts')).to.equal(rightPartyContacts);
        expect(onlyValue('promises_kept.count', question).inputs).to.deep.equal({
          kept: promises.kept,
          fellDue: promises.fellDue,
        });
        const cash = findMeasure('cash_touched.human').compute(question);
        const aboveZero = cash.filter((one) => one.value !== null && one.value > 0);
        const amounts = aboveZero.map((one) => ({ minor: one.value, currency: one.currency }));
        expect(amounts).to.deep.equal(touched.filter(({ minor }) => minor > 0));
      }),
      { numRuns: 60 },
    );
  });
});

interface BoardTotal {
  readonly touches: number;
  readonly automatic: number;
  readonly rightPartyContacts: number;
  readonly promises: { readonly kept: number; readonly fellDue: number };
  readonly touched: readonly { readonly minor: number; readonly currency: string }[];
}
