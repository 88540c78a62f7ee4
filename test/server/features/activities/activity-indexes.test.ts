import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import type mongoose from 'mongoose';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { useApp } from '../../../support/app.ts';

type Filter = Record<string, unknown>;

describe('indexes of the log and of prepared messages', function () {
  this.timeout(60_000);
  useApp();
  const tenantId = 'a'.repeat(24);
  const latestFirst = { businessDay: -1, occurredAt: -1, seq: -1 } as const;

  const questions: readonly (readonly [
    collection: string,
    what: string,
    filter: Filter,
    sort?: mongoose.mongo.Sort,
  ])[] = [
    ['activities', 'a customer, latest first', { customerId: 'c', kind: 'activity' }, latestFirst],
    ['activities', 'a customer before a day', { customerId: 'c', businessDay: { $lt: '2026-01-01' } }, latestFirst],
    ['activities', 'a period', { businessDay: { $gte: '2026-01-01', $lte: '2026-02-01' } }],
    ['activities', 'what points back to some', { refersTo: { $in: ['a', 'b'] } }],
    ['activities', 'those of some codes of a customer', { customerId: { $in: ['c', 'd'] }, code: { $in: ['note'] } }],
    ['disputeAssignments', 'who has some disputes', { disputeId: { $in: ['a', 'b'] } }],
    ['activities', 'a thread', { 'message.conversation': 'c' }],
    ['activities', 'messages by their ids', { 'message.internetMessageId': { $in: ['<a>', '<b>'] } }],
    ['activityTexts', 'the texts of some', { activityId: { $in: ['a', 'b'] } }],
    ['dispatches', 'a ticket', { ticketHash: 'h' }],
    [
      'dispatches',
      'those of a day that are not confirmed',
      {
        delivery: { $in: ['drafted', 'attempted'] },
        preparedAt: { $gte: new Date(0), $lte: new Date(1) },
        via: 'outlook',
      },
    ],
    ['loggedMails', 'a message by its id', { internetMessageId: '<a>' }],
    ['customerSummaries', 'a contact part', { customerId: { $in: ['c'] }, part: 'contact' }],
    ['templates', 'the live ones', { state: 'live' }],
  ];
  beforeEach(async () => {
    for (const name of new Set(questions.map(([collection]) => collection))) {
      await collectionNamed(name).insertMany(Array.from({ length: 200 }, (_, place) => aDocument(tenantId, place)));
    }
  });

  for (const [collection, what, filter, sort = {}] of questions) {
    it(`find ${what} in ${collection} without looking at the rest or sorting`, async () => {
      const found = collectionNamed(collection)
        .find({ tenantId, ...filter } as never)
        .sort(sort);
      const plan = (await found.explain('queryPlanner')) as { queryPlanner: { winningPlan: unknown } };
      const stages = stagesOf(plan.queryPlanner.winningPlan);
      expect(stages).to.include('IXSCAN');
      expect(stages).not.to.include('SORT');
      const { indexBounds } = scanOf(plan.queryPlanner.winningPlan);
      const narrowed = Object.values(indexBounds).filter(
        (bounds) => !bounds.includes('[MinKey, MaxKey]') && !bounds.includes('[MaxKey, MinKey]'),
      );
      expect(narrowed.length, JSON.stringify(indexBounds)).to.be.greaterThan(1);
    });
  }
});

/** Has every field that is asked for, so that each index is worth its choice. */
function aDocument(tenantId: string, place: number): Record<string, unknown> {
  const text = `value ${place}`;
  const businessDay = `20${10 + (place % 80)}-01-15`;
  const message = { conversation: text, internetMessageId: text };
  const ids = {
    customerId: text,
    refersTo: text,
    activityId: text,
    ticketHash: text,
    disputeId: text,
    internetMessageId: text,
    name: text,
  };
  return {
    tenantId,
    seq: place,
    kind: 'activity',
    part: 'contact',
    state: text,
    businessDay,
    message,
    delivery: text,
    ...ids,
  };
}

interface Stage {
  readonly stage: string;
  readonly inputStage?: Stage;
  readonly indexBounds?: Record<string, string[]>;
}

function stagesOf(plan: unknown): string[] {
  const { stage, inputStage } = plan as Stage;
  return [stage, ...(inputStage === undefined ? [] : stagesOf(inputStage))];
}

function scanOf(plan: unknown): { indexBounds: Record<string, string[]> } {
  const { inputStage, indexBounds } = plan as Stage;
  if (indexBounds !== undefined) return { indexBounds };
  return inputStage === undefined ? { indexBounds: {} } : scanOf(inputStage);
}
