import { expect } from 'chai';
import fc from 'fast-check';
import { FakeWriting } from '../support/fake-writing.ts';

/** What can happen while somebody writes in a template. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ is: fc.constant('write' as const), text: fc.string({ maxLength: 12 }) }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('leave_field' as const) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('restore' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('answer' as const),
      which: fc.nat({ max: 5 }),
      how: fc.constantFrom('filled' as const, 'refused' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('other_message' as const), customer: fc.constantFrom('c1', 'c2') }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('close' as const) }) },
);

describe('writing in a template', function () {
  this.timeout(120_000);

  it('never loses a word, whatever is answered when, and for whomever the next message is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40 }), async (happenings) => {
        const writing = await FakeWriting.begin();
        for (const one of happenings) {
          await writing.happen(one);
          expect(writing.shown(), JSON.stringify(one)).to.equal(writing.typed());
        }
        await writing.answerAll();
        expect(writing.shown()).to.equal(writing.typed());
        expect(writing.filledWith(), 'the preview in the end').to.equal(writing.typed());
      }),
      { numRuns: 150 },
    );
  });
});
