import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readThread } from '../../../../server/features/thread-context/read-thread.ts';
import { threadLookup } from '../../../../server/features/thread-context/thread-lookup-pipeline.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { useApp } from '../../../support/app.ts';
import { ThreadCase } from './thread-case.ts';

const OWN = { domains: new Set<string>(), addresses: new Set<string>() };

describe('threadLookup', function () {
  this.timeout(120_000);
  const app = useApp();

  it('reads by an index of its own wherever it looks, and nothing from end to end', async () => {
    const a = await ThreadCase.begin(app);
    await a.in(() => fillLog(a.tenant.id));
    const thread = readThread(
      {
        participants: [{ role: 'from', header: 'ap@kettlemoth.example' }],
        subject: 'Invoice 104233',
        conversation: 'thread-1',
        references: '<1@x.example>',
      },
      OWN,
    );
    const plan = await a.in(() =>
      collectionNamed('threadLinks')
        .aggregate(threadLookup([thread], 1))
        .explain(),
    );
    expect(valuesOf(plan, 'stage')).to.not.include('COLLSCAN');
    expect(valuesOf(winningPlans(plan), 'indexName')).to.deep.equal([
      'tenantId_1_keys_1_at_-1',
      'tenantId_1_message.conversation_1',
      'tenantId_1_message.internetMessageId_1',
      'tenantId_1_numberKeys_1',
      'tenantId_1_lookupKeys_1',
    ]);
  });

  it('asks only for what a thread has', async () => {
    const { id } = await app.tenant();
    const pipeline = await inTenant(id, () => threadLookup([readThread({ participants: [] }, OWN)], 1));
    expect(pipeline.filter((stage) => '$unionWith' in stage)).to.deep.equal([]);
  });
});

/** Enough entries of other threads for the planner to see what a walk through the log costs. */
async function fillLog(tenantId: string): Promise<void> {
  const entries = Array.from({ length: 2_000 }, (_, index) => ({
    _id: `entry-${index}` as never,
    tenantId,
    seq: index + 1,
    kind: 'activity',
    customerId: 'c',
    businessDay: '2026-11-20',
    message: index % 2 === 0 ? null : { conversation: `other-${index}`, internetMessageId: `<${index}@other.example>` },
  }));
  await collectionNamed('activities').insertMany(entries);
}

/** Every value of a field, however deep, in the order in which it is met. */
function valuesOf(node: unknown, field: string): string[] {
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === field && typeof value === 'string' ? [value] : valuesOf(value, field),
  );
}

function winningPlans(node: unknown): unknown[] {
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([name, value]) => (name === 'winningPlan' ? [value] : winningPlans(value)));
}
