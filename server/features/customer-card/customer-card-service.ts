import type { CustomerCard } from '#shared/api/customers.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { type Clock, today } from '../../ports.ts';
import type { ContactSummaries, ContactSummary } from '../activities/contact-summary-service.ts';
import type { Customer, CustomerService } from '../customers/customer-service.ts';
import type { CustomerSummary, CustomerSummaryReadModel } from '../receivables/customer-summary-read-model.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ColleagueNames } from './colleague-names.ts';
import type { DocumentsShown } from './documents-shown.ts';
import { type KnownCard, KnownCards, madeFor } from './known-cards.ts';
import { presentMoney } from './present-money.ts';

export interface CustomerCardParts {
  readonly positions: LedgerPositionService;
  readonly customers: CustomerService;
  readonly customerSummaries: CustomerSummaryReadModel;
  readonly contactSummaries: ContactSummaries;
  readonly colleagues: ColleagueNames;
  readonly documents: DocumentsShown;
}

/** What of a customer the card says as it is. */
export type CardCustomer = Pick<
  Customer,
  'id' | 'number' | 'name' | 'contacts' | 'doNotContact' | 'ownerEmail' | 'creditLimit' | 'mergedFrom'
>;

interface CardBasis {
  readonly ownerName: string | null;
  readonly summary: CustomerSummary;
  readonly day: CalendarDate;
  readonly actor: Actor;
  readonly position: LedgerPosition;
}

/** The customer card: money and contact of one customer as of today in the company's zone. */
export class CustomerCardService {
  private readonly known = new KnownCards();

  constructor(
    private readonly parts: CustomerCardParts,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `customer_not_found`. */
  async read(id: CustomerId, actor: Actor): Promise<CustomerCard> {
    const position = await this.parts.positions.positionAt();
    return this.present(await this.parts.customers.read(id, position.run), actor, position);
  }

  /** The card of a customer that has been read at the same position. Not to be changed by who gets it: others may get the same. */
  async present(customer: CardCustomer, actor: Actor, position: LedgerPosition): Promise<CustomerCard> {
    const { customerSummaries, colleagues, documents } = this.parts;
    const { id, mergedFrom = [] } = customer;
    const day = today(this.clock, actor.zone);
    const ownerName = await colleagues.nameOf(customer.ownerEmail);
    const made = madeFor(position, day, { ...actor, ownerName });
    const known = this.known.find(id, made);
    if (known !== null && known.seqs === (await customerSummaries.contactSeqs([id, ...mergedFrom]))) {
      return this.withDocuments(id, known);
    }
    const summary = await customerSummaries.read(id, day, position, mergedFrom);
    const asked = documents.moment();
    const card = await documents.on(this.cardOf(customer, { summary, day, actor, position, ownerName }));
    this.known.keep(id, { made, seqs: seqsIn(summary, [id, ...mergedFrom]), asked, card });
    return card;
  }

  /** Documents come and go without ledger or log knowing. */
  private async withDocuments(id: CustomerId, known: KnownCard): Promise<CustomerCard> {
    const { documents } = this.parts;
    if (documents.holds(known.asked)) return known.card;
    const asked = documents.moment();
    const card = await documents.on(known.card);
    this.known.keep(id, { ...known, asked, card });
    return card;
  }

  private cardOf(customer: CardCustomer, { summary, day, actor, position, ownerName }: CardBasis): CustomerCard {
    const money = presentMoney(summary.money, day, actor.buckets);
    const contact = this.parts.contactSummaries.present(customer.id, contactPartsIn(summary), day);
    return {
      ...presentCustomer(customer),
      ownerName,
      ...money,
      ...contact,
      openDisputes: [...money.openDisputes, ...contact.openDisputes],
      asOf: day,
      dataAsOf: position.dataAsOf?.toISOString() ?? null,
    };
  }
}

/** The ledger hands the log's parts on as they were stored; they are the log's own form. */
function contactPartsIn({ contacts }: CustomerSummary): readonly ContactSummary[] {
  return contacts as unknown as readonly ContactSummary[];
}

function seqsIn(summary: CustomerSummary, ids: readonly CustomerId[]): string {
  const seqs = new Map(contactPartsIn(summary).map(({ customerId, seq }) => [customerId, seq]));
  return ids.map((id) => seqs.get(id) ?? 0).join(' ');
}

function presentCustomer({ id, number, name, contacts, doNotContact, ownerEmail, creditLimit }: CardCustomer) {
  return {
    customer: { id, number, name },
    contacts: contacts.map(({ name, email, phone, role, language }) => ({ name, email, phone, role, language })),
    doNotContact,
    owner: ownerEmail,
    creditLimit,
  };
}
