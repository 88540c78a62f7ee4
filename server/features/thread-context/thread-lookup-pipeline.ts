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

/**
 * Everything that the store knows of a thread, in one round trip and by indexes alone; runs on `threadLinks`, which it joins with `activities`,
 * `itemVersions` and `customerVersions`. Each row has one of the fields `link`, `earlier`, `item`, `customer`.
 */
export function threadLookup(thread: ReadThread, run: number): PipelineStage[] {
  const keys = customerKeys(thread);
  const numbers = numberKeys(thread);
  return [
    ...matchLinks(thread),
    ...loggedAs(thread).map(unionEarlier),
    ...(numbers.length === 0 ? [] : [unionItems(numbers, run)]),
    ...(keys.length === 0 ? [] : [unionCustomers(keys, run)]),
  ];
}

function matchLinks(thread: ReadThread): PipelineStage[] {
  const { threadKeys } = thread;
  const addresses = mailsOf(thread).flatMap(({ address, untagged }) => [address, untagged]);
  const keys = [...new Set([...threadKeys, ...addresses.map(LINK_KEY.address)])];
  return [
    { $match: { tenantId: currentTenant(), keys: { $in: keys } } },
    { $sort: { at: -1, _id: -1 } },
    { $limit: LOOKUP_LIMITS.links + 1 },
    { $project: { _id: 0, link: '$$ROOT' } },
  ];
}

/**
 * By what a message of the thread may have been logged, each a query of its own. The log's indexes for these hold texts alone, and MongoDB takes such an
 * index only for a query that says so at its top.
 */
function loggedAs({ conversation, messageIds }: ReadThread): Record<string, unknown>[] {
  const ids = messageIds.flatMap((id) => [id, id.slice(1, -1)]);
  return [
    ...(conversation === null ? [] : [{ 'message.conversation': { $eq: conversation, $type: 'string' } }]),
    ...(ids.length === 0 ? [] : [{ 'message.internetMessageId': { $in: ids, $type: 'string' } }]),
  ];
}

/** Activities that were logged and not undone since. */
function unionEarlier(logged: Record<string, unknown>): Union {
  const tenantId = currentTenant();
  return {
    $unionWith: {
      coll: 'activities',
      pipeline: [
        { $match: { tenantId, ...logged, kind: 'activity' } },
        // Limited before it is sorted: a sort by `seq` would tempt MongoDB to walk the log along that index.
        { $limit: LOOKUP_LIMITS.earlier },
        { $sort: { seq: -1 } },
        {
          $lookup: {
            from: 'activities',
            localField: '_id',
            foreignField: 'refersTo',
            pipeline: [{ $match: { tenantId, refersTo: { $type: 'string' }, kind: 'withdrawal' } }, { $limit: 1 }],
            as: 'withdrawals',
          },
        },
        { $match: { withdrawals: [] } },
        { $project: { _id: 0, earlier: { customerId: '$customerId', by: '$actor.name', on: '$businessDay' } } },
      ],
    },
  };
}

function unionItems(numberKeysAsked: readonly string[], run: number): Union {
  return {
    $unionWith: {
      coll: 'itemVersions',
      pipeline: [
        { $match: { ...visibleAt(run), numberKeys: { $in: numberKeysAsked }, kind: { $ne: 'payment' } } },
        { $limit: LOOKUP_LIMITS.items + 1 },
        {
          $project: {
            _id: 0,
            item: { number: '$number', kind: '$kind', customerId: '$customerId', settledOn: '$settledOn' },
          },
        },
      ],
    },
  };
}

function unionCustomers(keys: readonly string[], run: number): Union {
  return {
    $unionWith: {
      coll: 'customerVersions',
      pipeline: [
        { $match: { ...visibleAt(run), lookupKeys: { $in: keys } } },
        { $limit: LOOKUP_LIMITS.customers + 1 },
        { $project: { _id: 0, customer: '$$ROOT' } },
      ],
    },
  };
}

function numberKeys({ mentions }: ReadThread): string[] {
  return [...new Set(mentions.filter(({ about }) => about !== 'customer').map(({ key }) => key))];
}

function mailsOf({ participants, quoted }: ReadThread): MailAddress[] {
  return [...participants.counterparts.map(({ mail }) => mail), ...quoted];
}

function customerKeys(thread: ReadThread): string[] {
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
