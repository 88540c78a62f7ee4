import type { CustomerId } from '#shared/domain/ids.ts';
import type { Customer, CustomerService } from '../features/customers/customer-service.ts';
import { customerIdOf } from '../features/receivables/row-identity.ts';

/** What a report is narrowed to for customers that nobody owns. */
export const NOBODY = 'none';

/** What rows of customers are gathered by, and how they are named. */
export type GroupLookups = Pick<CustomerGroups, 'ownerOf' | 'refOf' | 'includes' | 'topOf'>;

/** Customers as the figures are gathered by them: each with its owner, and with the parent at the top of its group. */
export class CustomerGroups {
  private constructor(private readonly known: ReadonlyMap<CustomerId, Customer>) {}

  /** Reads customers and all their parents, as of a run of the ledger. */
  static async of(ids: Iterable<CustomerId>, customers: CustomerService, run: number): Promise<CustomerGroups> {
    const known = new Map<CustomerId, Customer>();
    let wanted = [...new Set(ids)];
    while (wanted.length > 0) {
      const found = await customers.findByIds(wanted, run);
      for (const customer of found) known.set(customer.id, customer);
      const asked = new Set(wanted);
      const parents = new Set(found.map(parentIdOf).filter((id) => id !== null));
      wanted = [...parents].filter((id) => !known.has(id) && !asked.has(id));
    }
    return new CustomerGroups(known);
  }

  /** The e-mail of the collector who owns a customer; empty where nobody does. */
  ownerOf(id: CustomerId): string {
    return this.known.get(id)?.ownerEmail ?? '';
  }

  /** The customer as a row names it. */
  refOf(id: CustomerId): { readonly id: CustomerId; readonly number: string; readonly name: string } {
    const { number = '', name = '' } = this.known.get(id) ?? {};
    return { id, number, name };
  }

  /** Whether a customer is of the collector and group that a report was narrowed to. */
  includes(id: CustomerId, { owner, group }: { owner?: string | undefined; group?: string | undefined }): boolean {
    return (
      (owner === undefined || (this.ownerOf(id) || NOBODY) === owner.trim().toLowerCase()) &&
      (group === undefined || this.topOf(id) === group)
    );
  }

  /**
   * The parent of the parents of a customer, and the customer itself where it has none. Parents that nobody has described end the way up, and so does a customer
   * met again: in a ring of parents it is the one of the lowest number, wherever the way up began, and nobody who was merged into another.
   */
  topOf(id: CustomerId): CustomerId {
    const way: CustomerId[] = [];
    let at = id;
    for (;;) {
      const ring = way.indexOf(at);
      if (ring !== -1) return this.lowestOf(way.slice(ring));
      way.push(at);
      const customer = this.known.get(at);
      const parent = customer === undefined ? null : parentIdOf(customer);
      if (parent === null || !this.known.has(parent)) return at;
      at = parent;
    }
  }

  private lowestOf(ids: readonly CustomerId[]): CustomerId {
    const number = (id: CustomerId) => this.known.get(id)?.number ?? '';
    const own = ids.filter((id) => this.known.get(id)?.mergedInto === undefined);
    return own.reduce((lowest, id) => (number(id) < number(lowest) ? id : lowest));
  }
}

/** Above a customer that was merged is who stands for it, so that its subsidiaries follow. */
function parentIdOf({ parentNumber, mergedInto }: Customer): CustomerId | null {
  if (mergedInto !== undefined) return mergedInto;
  return parentNumber === '' ? null : customerIdOf(parentNumber);
}
