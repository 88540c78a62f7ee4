import { expect } from 'chai';
import { listColleagues } from '../../../shared/api/colleagues.ts';
import { readCustomerCard } from '../../../shared/api/customers.ts';
import { assignDispute, listDisputes, resolveDispute } from '../../../shared/api/disputes.ts';
import { aCard } from '../support/a-card.ts';
import { aDispute } from '../support/a-plan.ts';
import { aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';

const { customer } = aCard();
const BEN = { id: 'u2', name: 'Ben Okafor' };

async function withDispute(): Promise<SidebarSetUp> {
  const made = await aSignedInSidebar({ retryAfterMs: [60_000] });
  made.api.on(listDisputes, () => ({ disputes: [aDispute()] }));
  made.api.on(assignDispute, ({ body }) => aDispute({ owner: body.ownerId === 'u2' ? BEN : aDispute().owner }));
  made.api.on(resolveDispute, ({ body }) =>
    aDispute({
      resolution: { how: body.how, by: aDispute().owner, at: '2026-11-20T09:00:00.000Z', note: body.note ?? null },
    }),
  );
  await made.sidebar.doing.disputes.lists.load('c1');
  return made;
}

function shown({ sidebar }: SidebarSetUp) {
  const list = sidebar.doing.disputes.lists.of('c1');
  return list?.at === 'read' ? list.rows[0] : undefined;
}

describe('DisputeDesk', () => {
  it('gives a dispute to a colleague, and undoing it gives it back', async () => {
    const made = await withDispute();
    await made.sidebar.doing.disputes.assign(customer, aDispute(), 'u2');
    expect(shown(made)?.owner).to.deep.equal(BEN);
    expect(made.sidebar.said.value).to.equal('Dispute given to Ben Okafor');
    made.sidebar.doing.undo.press();
    await eventually(() => shown(made)?.owner.id === 'u1');
    expect(made.api.of(assignDispute).map(({ body }) => body)).to.deep.equal([{ ownerId: 'u2' }, { ownerId: 'u1' }]);
    expect(made.sidebar.doing.undo.current.value).to.equal(null);
  });

  it('says how a dispute ended, and reads the card anew', async () => {
    const made = await withDispute();
    const { disputes } = made.sidebar.doing;
    disputes.begin(customer, aDispute());
    disputes.write({ how: 'settled_in_part', note: ' half ' });
    await disputes.resolve();
    expect(made.api.of(resolveDispute)[0]?.body).to.deep.equal({
      how: 'settled_in_part',
      note: 'half',
      client: 'outlook',
    });
    expect(shown(made)?.resolution?.how).to.equal('settled_in_part');
    expect(disputes.draft.value).to.equal(null);
    await eventually(() => made.api.of(readCustomerCard).length > 0);
  });

  it('asks how it ended before it sends anything', async () => {
    const made = await withDispute();
    const { disputes } = made.sidebar.doing;
    disputes.begin(customer, aDispute());
    await disputes.resolve();
    expect(disputes.draft.value?.isMissing).to.equal(true);
    expect(made.api.of(resolveDispute)).to.deep.equal([]);
  });

  it('gives back what was written where somebody else has ended it', async () => {
    const made = await withDispute();
    const { disputes } = made.sidebar.doing;
    made.api.on(resolveDispute, () => {
      throw new Refusal('dispute_resolved');
    });
    disputes.begin(customer, aDispute());
    disputes.write({ how: 'rejected', note: 'checked' });
    await disputes.resolve();
    expect(disputes.draft.value).to.deep.include({ how: 'rejected', note: 'checked' });
    expect(disputes.draft.value?.failure).to.deep.include({ code: 'dispute_resolved' });
  });
});

describe('ColleagueList', () => {
  it('asks once, and again after it failed', async () => {
    const { sidebar, api } = await aSignedInSidebar();
    const { colleagues } = sidebar.doing;
    api.isAway = true;
    await colleagues.load();
    expect(colleagues.failure.value).to.deep.equal({ by: 'network' });
    api.isAway = false;
    api.on(listColleagues, () => ({ colleagues: [{ ...BEN, role: 'collector' as const }] }));
    await Promise.all([colleagues.load(), colleagues.load()]);
    await colleagues.load();
    expect(colleagues.colleagues.value?.map(({ name }) => name)).to.deep.equal(['Ben Okafor']);
    expect(colleagues.failure.value).to.equal(null);
    expect(api.of(listColleagues)).to.have.length(1);
  });
});
