import type { CustomerId } from '#shared/domain/ids.ts';
import { type GroupLookups, NOBODY } from './customer-groups.ts';
import type { CustomerFacts } from './facts/facts.ts';

/** The groups of customers as the facts have them. */
export class GroupsInFacts implements GroupLookups {
  constructor(private readonly customers: CustomerFacts) {}

  ownerOf(id: CustomerId): string {
    const customer = this.customers.find(id);
    return customer === undefined ? '' : this.customers.owner(customer);
  }

  refOf(id: CustomerId): { readonly id: CustomerId; readonly number: string; readonly name: string } {
    const customer = this.customers.find(id);
    if (customer === undefined) return { id, number: '', name: '' };
    return { id, number: this.customers.number(customer), name: this.customers.name(customer) };
  }

  includes(id: CustomerId, { owner, group }: { owner?: string | undefined; group?: string | undefined }): boolean {
    return (
      (owner === undefined || (this.ownerOf(id) || NOBODY) === owner.trim().toLowerCase()) &&
      (group === undefined || this.topOf(id) === group)
    );
  }

  topOf(id: CustomerId): CustomerId {
    const customer = this.customers.find(id);
    return customer === undefined ? id : (this.customers.id(this.customers.top(customer)) as CustomerId);
  }
}
