import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { wordDifference } from '../../../../server/features/templates/word-difference.ts';

const without = (kind: string, from: string, to: string) =>
  wordDifference(from, to)
    .filter((run) => run.kind !== kind)
    .map(({ text }) => text)
    .join('');

describe('wordDifference', () => {
  it('names what was taken away before what came in its place', () => {
    expect(wordDifference('pay by Friday please', 'pay by Monday please')).to.deep.equal([
      { kind: 'same', text: 'pay by ' },
      { kind: 'removed', text: 'Friday' },
      { kind: 'added', text: 'Monday' },
      { kind: 'same', text: ' please' },
    ]);
    expect(wordDifference('', '')).to.deep.equal([]);
    expect(wordDifference('', 'a')).to.deep.equal([{ kind: 'added', text: 'a' }]);
    expect(wordDifference('a', '')).to.deep.equal([{ kind: 'removed', text: 'a' }]);
  });

  it('gives both texts back, whatever they are, and is no longer than what differs', () => {
    const word = fc.constantFrom('a', 'b', 'c', ' ', '<p>', '</p>', '&', 'ä', '\n', '{{ total }}', '🙂', '\ud800');
    const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (from, to) => {
        expect(without('added', from, to)).to.equal(from);
        expect(without('removed', from, to)).to.equal(to);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds one changed word in a body of the largest size', () => {
    const body = Array.from({ length: 4_000 }, (_, place) => `word${place}`).join(' ');
    const runs = wordDifference(body, body.replace('word2000', 'another'));
    expect(runs.map(({ kind }) => kind)).to.deep.equal(['same', 'removed', 'added', 'same']);
  });

  it('gives up on two texts that have nothing in common, and still gives both back', () => {
    const words = (mark: string) => Array.from({ length: 3_000 }, (_, place) => mark + place).join(' ');
    expect(without('added', words('x'), words('y'))).to.equal(words('x'));
    expect(without('removed', words('x'), words('y'))).to.equal(words('y'));
  }).timeout(60_000);
});
