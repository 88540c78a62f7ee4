// Logs calls without end, many at once, and says of each that it was acknowledged; it is killed in the middle. Arguments: uri, database, tenant.
import { createActivities } from '../../../../server/features/activities/create-activities.ts';
import { connect } from '../../../../server/mongo/connect.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { systemClock } from '../../../../server/ports.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { aCall, tableLedger } from './table-ledger.ts';

const AT_ONCE = 12;
const [uri = '', dbName = '', tenant = ''] = process.argv.slice(2);
await connect(uri, { dbName });
const { activityLog } = createActivities(tableLedger, systemClock);

async function logWithoutEnd(): Promise<void> {
  for (;;) {
    const [entry] = await activityLog.append([aCall({ note: 'from the child' })]);
    process.stdout.write(`${entry?.id}\n`);
  }
}

await inTenant(tenant as TenantId, () => Promise.all(Array.from({ length: AT_ONCE }, logWithoutEnd)));
