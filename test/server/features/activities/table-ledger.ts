import type { NewActivity } from '../../../../server/features/activities/activity-log-service.ts';
import type { LedgerNames } from '../../../../server/features/activities/ledger-names.ts';
import type { CustomerId, ItemId, UserId } from '../../../../shared/domain/ids.ts';

export const KESTREL = 'kestrel' as CustomerId;
export const HERON = 'heron' as CustomerId;
/** An item of Kestrel's and one of Heron's; another of Kestrel's has a number that looks like a card's. */
export const K1 = 'item-k1' as ItemId;
const K2 = 'item-k2' as ItemId;
export const H1 = 'item-h1' as ItemId;

const ITEMS = new Map([
  [K1, { customerId: KESTREL, number: '0000104233' }],
  [K2, { customerId: KESTREL, number: '4111111111111111' }],
  [H1, { customerId: HERON, number: '0000104300' }],
]);

/** The ledger as a table, for tests of the log alone. */
export const tableLedger: LedgerNames = {
  find: async (customerIds, itemIds) => ({
    customers: new Set(customerIds.filter((id) => id === KESTREL || id === HERON)),
    items: new Map([...ITEMS].filter(([id]) => itemIds.includes(id))),
  }),
  idsOf: async (customerId) => [customerId],
  findOwnNumbers: async (numbers) =>
    new Set(numbers.filter((number) => [...ITEMS.values()].some((item) => item.number === number))),
};

/** A call to Kestrel that nobody answered. */
export function aCall(changes: Partial<NewActivity> = {}): NewActivity {
  return {
    kind: 'activity',
    actor: { id: 'ana' as UserId, name: 'Ana' },
    zone: 'Europe/Berlin',
    client: 'outlook',
    clientKey: 'key-of-the-client',
    customerId: KESTREL,
    itemIds: [],
    code: 'phone_no_answer',
    outcome: 'call_again',
    ...changes,
  };
}
