import { codeDefinition } from '#shared/domain/activity-code.ts';
import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { EntryActor, NewActivity } from '../../server/features/activities/activity-log-service.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import type { User } from '../../server/identity/user-repository.ts';
import { inTransaction } from '../../server/mongo/in-transaction.ts';
import type { Services } from '../../server/services.ts';
import { withProgress } from './progress.ts';
import type { SampleActivity, SampleCompany } from './sample-company.ts';
import type { SampleLoadRepository } from './sample-load-repository.ts';
import { eveningFeedOf } from './working-time.ts';

const BATCH = 500;

export interface ActivitiesToLoad {
  readonly company: SampleCompany;
  readonly tenant: Tenant;
  readonly users: readonly User[];
  /** So many are in the log already. */
  readonly done: number;
}

interface Tools {
  readonly services: Pick<Services, 'customers' | 'receivables' | 'ledgerPositions' | 'activityLog'>;
  readonly loads: SampleLoadRepository;
  readonly say: (line: string) => void;
}

/** Appends the activities that are not in the log yet, batch by batch; how far it came commits with each batch. */
export async function loadActivities(
  { company, tenant, users, done }: ActivitiesToLoad,
  { services, loads, say }: Tools,
): Promise<void> {
  const names = await namesInLedger(company, services);
  const actors = new Map(users.map(({ email, id, name }) => [email, { id, name }]));
  const { activities } = company;
  let loaded = done;
  await withProgress(
    say,
    () => `Loading the sample company: ${loaded} of ${activities.length} activities …`,
    async () => {
      while (loaded < activities.length) {
        const batch = activities.slice(loaded, loaded + BATCH);
        const entries = batch.map((activity) => newActivity(activity, { tenant, actors, names }));
        const next = loaded + batch.length;
        await inTransaction(async (session) => {
          await services.activityLog.append(entries, session);
          await loads.setActivities(next, session);
        });
        loaded = next;
      }
    },
  );
}

interface Names {
  readonly customers: ReadonlyMap<string, CustomerId>;
  readonly items: ReadonlyMap<string, ItemId>;
}

/** The ids that the ledger gave to the customers and invoices, by their numbers. */
async function namesInLedger(
  { customers, invoices, lastDay }: SampleCompany,
  services: Tools['services'],
): Promise<Names> {
  const position = await services.ledgerPositions.positionAt();
  const found = await services.customers.findByPaddedNumbers(
    customers.map(({ number }) => number),
    position.run,
  );
  const items = new Map<string, ItemId>();
  const numbers = invoices.map(({ number }) => number);
  for (let start = 0; start < numbers.length; start += BATCH) {
    const keys = numbers.slice(start, start + BATCH);
    for (const { key, id } of await services.receivables.findItemsByNumberKeys(keys, lastDay, position)) {
      items.set(key.number, id);
    }
  }
  return { customers: new Map(found.map(({ number, id }) => [number, id])), items };
}

interface Known {
  readonly tenant: Tenant;
  readonly actors: ReadonlyMap<string, EntryActor>;
  readonly names: Names;
}

function newActivity(activity: SampleActivity, { tenant, actors, names }: Known): NewActivity {
  const { key, actorEmail, customerNumber, itemNumbers, code, message, occurredAt } = activity;
  return {
    kind: 'activity',
    actor: known(actors, actorEmail),
    zone: tenant.zone,
    client: 'import',
    clientKey: `sample-${key}`,
    occurredAt: new Date(occurredAt),
    customerId: known(names.customers, customerNumber),
    itemIds: itemNumbers.map((number) => known(names.items, number)),
    code,
    contact: activity.contact ?? undefined,
    outcome: activity.outcome ?? undefined,
    reason: activity.reason ?? undefined,
    amount: activity.amount ?? undefined,
    date: activity.date ?? undefined,
    note: activity.note ?? undefined,
    dataAsOf: eveningFeedOf(addDays(occurredAt.slice(0, 10) as CalendarDate, -1)),
    delivery: codeDefinition(code).channel === 'email' ? 'confirmed' : undefined,
    message: message === null ? undefined : message,
    subject: message?.subject,
  };
}

function known<T>(values: ReadonlyMap<string, T>, name: string): T {
  const value = values.get(name);
  if (value === undefined) throw new Error(`The sample company names ${name}, which was not loaded.`);
  return value;
}
