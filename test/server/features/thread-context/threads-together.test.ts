import { expect } from 'chai';
import { describe, it } from 'mocha';
import { LABELLED_THREADS } from '../../../fixtures/threads/labelled-threads.ts';
import { useApp } from '../../../support/app.ts';
import { ThreadCase } from './thread-case.ts';

describe('threads that are asked about at once', function () {
  this.timeout(180_000);
  const app = useApp();

  it('are each told as by itself', async () => {
    const a = await ThreadCase.begin(app);
    const bodies = LABELLED_THREADS.map(({ body }) => body);
    const apart = [];
    for (const body of bodies) apart.push(await a.context(body));
    const together = await Promise.all(bodies.map((body) => a.context(body)));
    expect(together).to.deep.equal(apart);
    expect(new Set(together.map(({ verdict }) => verdict)).size).to.be.greaterThan(2);
  });

  it('do not lend one another what was logged, linked or undone for one of them', async () => {
    const a = await ThreadCase.begin(app);
    const us = { role: 'to', address: 'collections@brightwater.example' } as const;
    const stranger = (conversation: string) => ({
      participants: [{ role: 'from' as const, address: 'x@nowhere.example' }, us],
      conversation,
    });
    const logged = async (number: string, conversation: string) => {
      const body = { customerId: await a.customerId(number), itemIds: [], code: 'email_reply', client: 'outlook' };
      return (await a.post('/api/activities', { ...body, message: { conversation } })).body.id as string;
    };
    await logged('C10001', 'logged');
    const undone = await logged('C10001', 'undone');
    await a.post(`/api/activities/${undone}/withdrawals`, {});
    await a.link('C10002', { conversation: 'linked' });
    const verdicts = await Promise.all(['logged', 'undone', 'linked', 'new'].map((one) => a.verdict(stranger(one))));
    expect(verdicts).to.deep.equal(['found C10001', 'unknown', 'found C10002', 'unknown']);
  });

  it('are told of one that finds more than is looked at as by itself', async () => {
    const a = await ThreadCase.begin(app);
    const customerId = await a.customerId('C10001');
    const entry = {
      customerId,
      itemIds: [],
      code: 'email_reply',
      client: 'outlook',
      message: { conversation: 'long' },
    };
    await Promise.all(Array.from({ length: 60 }, () => a.post('/api/activities', entry)));
    const us = { role: 'to', address: 'collections@brightwater.example' } as const;
    const thread = (conversation: string) => ({
      participants: [{ role: 'from' as const, address: 'x@nowhere.example' }, us],
      conversation,
    });
    const verdicts = await Promise.all(['long', 'other', 'long'].map((one) => a.verdict(thread(one))));
    expect(verdicts).to.deep.equal(['found C10001', 'unknown', 'found C10001']);
  });
});
