import type { PipelineStage } from 'mongoose';
import { LOOKUP } from '#shared/domain/customer-lookup.ts';
import { isFreeMailDomain } from '../../mail/free-mail-domains.ts';
import type { MailAddress } from '../../mail/mail-address.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { visibleAt } from '../../mongo/versions.ts';
import type { ReadThread } from './read-thread.ts';
import { LINK_KEY } from './thread-links.ts';

/** How much of each kind is read; where there is more, nobody is found without asking. */
export const LOOKUP_LIMITS = { links: 300, earlier: 50, items: 400, customers: 200 } as const;

type Union = PipelineStage.UnionWith;

/** What of a customer neither the evidence nor the card shows. */
const NOT_NEEDED = { hash: 0, sourceAsOf: 0, paymentTerms: 0, mailDomains: 0, bareNumber: 0 } as const;

/**
 * Everything that the store knows of some threads, in one round trip and by indexes alone; runs on `threadLinks`, which it joins with `activities`,
 * `itemVersions` and `customerVersions`. Each row has one of the fields `link`, `earlier`, `item`, `customer`.
 */
export function threadLookup(threads: readonly ReadThread[], run: number): PipelineStage[] {
  const keys = oneByOne(threads, customerKeys);
  const numbers = oneByOne(threads, numberKeys);
  const count = threads.length;
  return [
    ...matchLinks(oneByOne(threads, linkKeys), count),
    ...loggedAs(threads).map((logged) => unionEarlier(logged, count)),
    ...(numbers.length === 0 ? [] : [unionItems(numbers, { run, count })]),
    ...(keys.length === 0 ? [] : [unionCustomers(keys, { run, count })]),
  ];
}

function oneByOne(threads: readonly ReadThread[], keysOf: (thread: ReadThread) => readonly string[]): string[] {
  return [...new Set(threads.flatMap(keysOf))];
}

function matchLinks(keys: readonly string[], count: number): PipelineStage[] {
  return [
    { $match: { tenantId: currentTenant(), keys: { $in: keys } } },
    { $sort: { at: -1, _id: -1 } },
    { $limit: (LOOKUP_LIMITS.links + 1) * count },
    { $project: { _id: 0, link: '$$ROOT' } },
  ];
}

/** By what people's decisions on a thread and its addresses are found. */
export function linkKeys(thread: ReadThread): string[] {
  const addresses = mailsOf(thread).flatMap(({ address, untagged }) => [address, untagged]);
  return [...new Set([...thread.threadKeys, ...addresses.map(LINK_KEY.address)])];
}

/** The ids under which messages of a thread may have been logged: some clients give them without their brackets. */
export function loggedIds({ messageIds }: ReadThread): string[] {
  return messageIds.flatMap((id) => [id, id.slice(1, -1)]);
}

/**
 * By what a message of the threads may have been logged, each a query of its own. The log's indexes for these hold texts alone, and MongoDB takes such an
 * index only for a query that says so at its top.
 */
function loggedAs(threads: readonly ReadThread[]): Record<string, unknown>[] {
  const conversations = oneByOne(threads, ({ conversation }) => (conversation === null ? [] : [conversation]));
  const ids = oneByOne(threads, loggedIds);
  return [
    ...(conversations.length === 0 ? [] : [{ 'message.conversation': { $in: conversations, $type: 'string' } }]),
    ...(ids.length === 0 ? [] : [{ 'message.internetMessageId': { $in: ids, $type: 'string' } }]),
  ];
}

/** Activities that were logged, and which of them were undone since. */
function unionEarlier(logged: Record<string, unknown>, count: number): Union {
  const tenantId = currentTenant();
  const row = { id: '$_id', seq: '$seq', customerId: '$customerId', by: '$actor.name', on: '$businessDay' };
  return {
    $unionWith: {
      coll: 'activities',
      pipeline: [
        { $match: { tenantId, ...logged, kind: 'activity' } },
        { $limit: LOOKUP_LIMITS.earlier * count },
        // One look for what points back to any of them, instead of one for each.
        {
          $group: {
            _id: null,
            ids: { $push: '$_id' },
            earlier: { $push: { ...row, message: '$message' } },
          },
        },
        {
          $lookup: {
            from: 'activities',
            localField: 'ids',
            foreignField: 'refersTo',
            pipeline: [
              { $match: { tenantId, refersTo: { $type: 'string' }, kind: 'withdrawal' } },
              { $project: { _id: 0, refersTo: 1 } },
            ],
            as: 'withdrawals',
          },
        },
        { $project: { _id: 0, earlier: 1, withdrawn: '$withdrawals.refersTo' } },
      ],
    },
  };
}

interface Extent {
  readonly run: number;
  readonly count: number;
}

function unionItems(numberKeysAsked: readonly string[], { run, count }: Extent): Union {
  const row = { number: '$number', kind: '$kind', customerId: '$customerId', settledOn: '$settledOn' };
  return {
    $unionWith: {
      coll: 'itemVersions',
      pipeline: [
        { $match: { ...visibleAt(run), numberKeys: { $in: numberKeysAsked }, kind: { $ne: 'payment' } } },
        { $limit: (LOOKUP_LIMITS.items + 1) * count },
        { $project: { _id: 0, item: { ...row, numberKeys: '$numberKeys' } } },
      ],
    },
  };
}

function unionCustomers(keys: readonly string[], { run, count }: Extent): Union {
  return {
    $unionWith: {
      coll: 'customerVersions',
      pipeline: [
        { $match: { ...visibleAt(run), lookupKeys: { $in: keys } } },
        { $limit: (LOOKUP_LIMITS.customers + 1) * count },
        { $project: NOT_NEEDED },
        { $project: { _id: 0, customer: '$$ROOT' } },
      ],
    },
  };
}

/** The numbers in a thread that may be a document's, as keys. */
export function numberKeys({ mentions }: ReadThread): string[] {
  return [...new Set(mentions.filter(({ about }) => about !== 'customer').map(({ key }) => key))];
}

function mailsOf({ participants, quoted }: ReadThread): MailAddress[] {
  return [...participants.counterparts.map(({ mail }) => mail), ...quoted];
}

/** By what customers are found that a thread points to. */
export function customerKeys(thread: ReadThread): string[] {
  const { mentions } = thread;
  const mails = mailsOf(thread);
  const domains = mails.map(({ domain }) => domain).filter((domain) => !isFreeMailDomain(domain));
  const numbers = mentions.filter(({ about }) => about !== 'document');
  const keys = [
    ...mails.flatMap(({ address, untagged }) => [LOOKUP.address(address), LOOKUP.address(untagged)]),
    ...domains.flatMap((domain) => [LOOKUP.domain(domain), LOOKUP.contactDomain(domain)]),
    ...numbers.map(({ key }) => LOOKUP.number(key)),
  ];
  return [...new Set(keys)];
}
