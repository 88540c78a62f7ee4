import { expect } from 'chai';
import { describe, it } from 'mocha';
import { HOSTILE_HEADERS } from '../../../fixtures/threads/hostile-headers.ts';
import type { LabelledThread } from '../../../fixtures/threads/labelled-thread.ts';
import { LABELLED_THREADS } from '../../../fixtures/threads/labelled-threads.ts';
import { useApp } from '../../../support/app.ts';
import { ThreadCase } from './thread-case.ts';

describe('POST /api/thread-context on labelled threads', function () {
  this.timeout(180_000);
  const app = useApp();

  async function misjudged(threads: readonly LabelledThread[]): Promise<string[]> {
    const company = await ThreadCase.begin(app);
    const misses: string[] = [];
    for (const thread of threads) {
      const said = await company.context(thread.body);
      const first = said.candidates[0]?.customer.number;
      expect(said.card?.customer.number, thread.why).to.equal(thread.verdict === 'found' ? first : undefined);
      expect(said.candidates.filter(({ evidence }) => evidence.length === 0)).to.deep.equal([]);
      const judged = `${said.verdict} ${first}`;
      const expected = `${thread.verdict} ${thread.customerNumber ?? first}`;
      if (judged !== expected) misses.push(`${thread.why}: ${judged}, and not ${expected}`);
    }
    return misses;
  }

  it('says of each thread what a careful person says', async () => {
    expect(LABELLED_THREADS.length).to.be.at.least(40);
    expect(await misjudged(LABELLED_THREADS)).to.deep.equal([]);
  });

  it('finds no wrong customer by any of the hostile headers', async () => {
    expect(HOSTILE_HEADERS.length).to.be.at.least(100);
    expect(await misjudged(HOSTILE_HEADERS)).to.deep.equal([]);
  });

  it('says the same of the hostile headers where a mail client has taken them apart', async () => {
    const apart = HOSTILE_HEADERS.filter(({ body }) => {
      const [sender] = body.participants;
      return sender !== undefined && 'header' in sender && /^[^\s<>(),;:"=]+$/.test(sender.header);
    });
    const structured = apart.map((thread) => ({
      ...thread,
      body: {
        ...thread.body,
        participants: thread.body.participants.map((one) =>
          'header' in one ? { role: one.role, address: one.header } : one,
        ),
      },
    }));
    expect(structured.length).to.be.greaterThan(30);
    expect(await misjudged(structured)).to.deep.equal([]);
  });
});
