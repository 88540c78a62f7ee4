import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Dispatch, recipientsHash } from '../../../../server/features/dispatches/dispatch.ts';
import { canBe, isOfAnotherThread, type SentCopy } from '../../../../server/features/dispatches/sent-copy.ts';

const conversation = fc.constantFrom(null, 'c-1', 'c-2');
const people = fc.uniqueArray(fc.constantFrom('kim@k.example', 'cfo@k.example', 'ap@k.example', 'ben@own.example'));

const seenWith = (changes: Partial<SentCopy>) =>
  ({ conversation: null, recipients: [], ...changes }) as never as SentCopy;
const preparedWith = (changes: Partial<Dispatch>) =>
  ({ conversation: null, activityId: null, spentOn: null, ...changes }) as never as Dispatch;

describe('canBe', () => {
  it('says nothing of a message of which neither thread nor recipients are known on both sides', () => {
    fc.assert(
      fc.property(conversation, people, people, (thread, seen, known) => {
        expect(canBe(seenWith({ conversation: thread }), preparedWith({}), known)).to.equal(false);
        expect(canBe(seenWith({ recipients: seen }), preparedWith({ conversation: thread }), [])).to.equal(false);
      }),
    );
  });

  it('never takes a message of another thread, whoever it went to', () => {
    fc.assert(
      fc.property(people, people, (seen, known) => {
        const copy = seenWith({ conversation: 'c-1', recipients: seen });
        const prepared = preparedWith({ conversation: 'c-2' });
        expect(isOfAnotherThread(copy, prepared)).to.equal(true);
        expect(canBe(copy, prepared, known)).to.equal(false);
      }),
    );
  });

  it('takes one to more people than were planned, in any order and case, and none to fewer', () => {
    fc.assert(
      fc.property(people, people, (planned, added) => {
        fc.pre(planned.length > 0);
        const sent = [...added, ...planned].reverse().map((address) => address.toUpperCase());
        expect(canBe(seenWith({ recipients: sent }), preparedWith({}), planned)).to.equal(true);
        const [, ...fewer] = planned;
        expect(canBe(seenWith({ recipients: fewer }), preparedWith({}), planned)).to.equal(false);
      }),
    );
  });

  it('knows an announced one by the very people, though their names were erased, and by those that a copy shows', () => {
    fc.assert(
      fc.property(people, people, (announced, shown) => {
        fc.pre(announced.length > 0);
        const prepared = preparedWith({ activityId: 'a' as never, spentOn: recipientsHash(announced) });
        expect(canBe(seenWith({ recipients: announced }), prepared, [])).to.equal(true);
        const visible = announced.filter((address) => shown.includes(address));
        expect(canBe(seenWith({ recipients: visible }), prepared, announced)).to.equal(visible.length > 0);
      }),
    );
  });
});
