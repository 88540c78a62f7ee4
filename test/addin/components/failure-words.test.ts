import { expect } from 'chai';
import { describe, it } from 'mocha';
import { failureWords } from '../../../addin/components/failure-words.ts';
import type { Failure } from '../../../addin/state/failure.ts';
import { wordsFor } from '../../../addin/words/pick-words.ts';

const refused = (code: 'template_value_missing' | 'feed_refused'): Failure => ({
  by: 'server',
  code,
  kind: 'invalid',
  detail: 'Nothing of Kestrel is past due.',
});

describe('failureWords', () => {
  for (const locale of ['en', 'de']) {
    it(`says in "${locale}" what a code means, and of a code without words of its own what its kind means`, async () => {
      const words = await wordsFor(locale);
      const told = failureWords(refused('template_value_missing'), words);
      expect(told.why).to.equal(words.apiCodes.template_value_missing);
      expect(told.details).to.equal('Nothing of Kestrel is past due.');
      expect(failureWords(refused('feed_refused'), words).why).to.equal(words.apiFailures.invalid);
    });
  }

  it('keeps what failed at the network and at Outlook apart', async () => {
    const words = await wordsFor('en');
    expect(failureWords({ by: 'network' }, words).heading).to.equal(words.problem.offline);
    const host: Failure = { by: 'host', failure: 'popup_blocked', detail: '12009' };
    expect(failureWords(host, words).why).to.equal(words.hostFailures.popup_blocked);
  });
});
