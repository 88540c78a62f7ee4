import type { CustomerId } from '#shared/domain/ids.ts';
import type { CustomerService } from '../../customers/customer-service.ts';
import type { CustomerRow } from '../ledger-row.ts';
import { customerIdOf } from '../row-identity.ts';
import type { Taken } from './compared-rows.ts';
import { MergedCustomers } from './merged-customers.ts';
import type { RowsToTake } from './pass.ts';

/** Who stands for the customers that rows name, and which of those that merges and identifications speak of there are; as of a run. */
export async function loadMergedCustomers(
  customers: CustomerService,
  { items, entries, described }: RowsToTake & { readonly described: readonly Taken<CustomerRow>[] },
  run: number,
): Promise<MergedCustomers> {
  const ofItems = items.map(({ row }) => row.customerNumber);
  const spokenOf = entries.flatMap(({ row }) => {
    if (row.type === 'merge') return [row.customerNumber, row.intoNumber];
    return row.type === 'identification' ? [row.customerNumber] : [];
  });
  const spoken = idsOf(spokenOf.filter((number) => number !== null));
  const survivors =
    run === 0 ? new Map() : await customers.findSurvivors([...new Set([...idsOf(ofItems), ...spoken])], run);
  const standing = run === 0 || spoken.length === 0 ? [] : [...(await customers.findStanding(spoken, run)).keys()];
  const inFile = spoken.length === 0 ? [] : idsOf(described.map(({ row }) => row.number));
  return new MergedCustomers(survivors, new Set([...(standing as CustomerId[]), ...inFile]));
}

function idsOf(numbers: readonly string[]): CustomerId[] {
  return [...new Set(numbers)].map(customerIdOf);
}
