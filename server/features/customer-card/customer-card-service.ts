import type { CustomerCard } from '#shared/api/customers.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { type Clock, today } from '../../ports.ts';
import type { ContactSummaries, ContactSummary } from '../activities/contact-summary-service.ts';
import type { Customer, CustomerService } from '../customers/customer-service.ts';
import type { CustomerSummaryReadModel } from '../receivables/customer-summary-read-model.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { presentMoney } from './present-money.ts';

export interface CustomerCardParts {
  readonly positions: LedgerPositionService;
  readonly customers: CustomerService;
  readonly customerSummaries: CustomerSummaryReadModel;
  readonly contactSummaries: ContactSummaries;
}

/** What of a customer the card says as it is. */
export type CardCustomer = Pick<
  Customer,
  'id' | 'number' | 'name' | 'contacts' | 'doNotContact' | 'ownerEmail' | 'mergedFrom'
>;

/** The customer card: money and contact of one customer as of today in the company's zone. */
export class CustomerCardService {
  constructor(
    private readonly parts: CustomerCardParts,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `customer_not_found`. */
  async read(id: CustomerId, actor: Actor): Promise<CustomerCard> {
    const position = await this.parts.positions.positionAt();
    return this.present(await this.parts.customers.read(id, position.run), actor, position);
  }

  /** The card of a customer that has been read at the same position. */
  async present(customer: CardCustomer, actor: Actor, position: LedgerPosition): Promise<CustomerCard> {
    const { customerSummaries, contactSummaries } = this.parts;
    const day = today(this.clock, actor.zone);
    const summary = await customerSummaries.read(customer.id, day, position, customer.mergedFrom);
    const money = presentMoney(summary.money, day, actor.buckets);
    // The ledger hands the log's parts on as they were stored; they are the log's own form.
    const contact = contactSummaries.present(
      customer.id,
      summary.contacts as unknown as readonly ContactSummary[],
      day,
    );
    return {
      ...presentCustomer(customer),
      ...money,
      ...contact,
      openDisputes: [...money.openDisputes, ...contact.openDisputes],
      asOf: day,
      dataAsOf: position.dataAsOf?.toISOString() ?? null,
    };
  }
}

function presentCustomer({ id, number, name, contacts, doNotContact, ownerEmail }: CardCustomer) {
  return {
    customer: { id, number, name },
    contacts: contacts.map(({ name, email, phone, role, language }) => ({ name, email, phone, role, language })),
    doNotContact,
    owner: ownerEmail,
  };
}
