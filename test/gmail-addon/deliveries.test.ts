import { expect } from 'chai';
import { describe, it } from 'mocha';
import { deliverAtOnce, WRITING_ACTIONS } from './deliveries.ts';
import { useGmailWorld } from './gmail-world.ts';

/** Of each kind; `npm run prove -- deliveries` has a thousand in all. */
const ROUNDS_EACH = 2;

describe('a press that is delivered twenty times at once, to two processes', function () {
  this.timeout(600_000);
  const { world, case: a } = useGmailWorld({ unitsPerMinute: 10_000_000, cardLimitMs: 60_000 });

  it('has the effect of one, whatever it writes', async () => {
    const kinds = Object.keys(WRITING_ACTIONS);
    world.takeTurns();
    const { effects, failures } = await deliverAtOnce({ world, case: a() }, ROUNDS_EACH * kinds.length);
    expect(failures).to.deep.equal([]);
    expect(Object.keys(effects)).to.deep.equal(kinds);
    expect(effects.send).to.contain('Gmail: sent 1');
    expect(effects.draft).to.contain('Gmail: drafted 1');
  });
});
