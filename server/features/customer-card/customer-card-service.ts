import type { CustomerCard } from '#shared/api/customers.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { type Clock, today } from '../../ports.ts';
import type { ContactSummaries } from '../activities/contact-summary-service.ts';
import type { Customer, CustomerService } from '../customers/customer-service.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import { openMoney } from './customer-money.ts';
import type { LastPaymentReadModel } from './last-payment-read-model.ts';

export interface CustomerCardParts {
  readonly positions: LedgerPositionService;
  readonly customers: CustomerService;
  readonly receivables: ReceivablesReadModel;
  readonly lastPayments: LastPaymentReadModel;
  readonly contactSummaries: ContactSummaries;
}

/** What of a customer the card says as it is. */
export type CardCustomer = Pick<Customer, 'id' | 'number' | 'name' | 'contacts' | 'doNotContact' | 'ownerEmail'>;

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
    const { receivables, lastPayments, contactSummaries } = this.parts;
    const day = today(this.clock, actor.zone);
    const [open, lastPayment, summary] = await Promise.all([
      receivables.openItems(day, position, customer.id),
      lastPayments.read(customer.id, day, position),
      contactSummaries.read(customer.id),
    ]);
    const money = openMoney(open, day, actor.buckets);
    const contact = contactSummaries.present(summary, day);
    return {
      ...presentCustomer(customer),
      ...money,
      ...contact,
      openDisputes: [...money.openDisputes, ...contact.openDisputes],
      asOf: day,
      dataAsOf: position.dataAsOf?.toISOString() ?? null,
      lastPayment,
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
