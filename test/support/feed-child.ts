// Takes a large run into the ledger of a test's database; says that it begins, and is killed in the middle. Arguments: uri, database, tenant, rows.
import { CustomerRepository } from '../../server/features/customers/customer-repository.ts';
import { CustomerService } from '../../server/features/customers/customer-service.ts';
import { createReceivables } from '../../server/features/receivables/create-receivables.ts';
import { connect, disconnect } from '../../server/mongo/connect.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock } from '../../server/ports.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { largeRun } from './large-run.ts';

const [uri = '', dbName = '', tenant = '', rows = '0'] = process.argv.slice(2);
await connect(uri, { dbName });
const { ledgerRuns } = createReceivables({
  clock: systemClock,
  customers: new CustomerService(new CustomerRepository()),
  zoneOf: async () => 'UTC',
  turns: { leaseMs: 2_000, waitMs: 0 },
});
process.stdout.write('begun\n');
await inTenant(tenant as TenantId, () => ledgerRuns.take(largeRun(Number(rows))));
await disconnect();
