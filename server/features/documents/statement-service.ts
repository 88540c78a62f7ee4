import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { correspondenceLanguage, type WrittenTo } from '#shared/domain/correspondence-language.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { languageOf } from '#shared/words/catalogue.ts';
import { statementWordsFor } from '#shared/words/sentences.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type Clock, today } from '../../ports.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { DocumentFile } from './document-file.ts';
import { safeFileName } from './document-file.ts';
import { type StatementItem, statementOf } from './statement.ts';
import { statementPdf } from './statement-pdf.ts';

/** The part of the ledger's read model that statements rest on. */
export interface OpenItemReader {
  openItems(asOf: CalendarDate, position: LedgerPosition, customerId?: CustomerId): Promise<readonly StatementItem[]>;
}

export interface StatementSources {
  readonly ledgerPositions: LedgerPositionService;
  readonly customers: CustomerService;
  readonly receivables: OpenItemReader;
  readonly tenants: TenantRepository;
}

/** What a statement's name is made of. */
export type StatementCustomer = WrittenTo & { readonly number: string };

/** Statements of account: all that is open of a customer on this day, as a PDF in the customer's language. */
export class StatementService {
  constructor(
    private readonly sources: StatementSources,
    private readonly clock: Clock,
  ) {}

  /** Makes the statement at the run that is committed now. Throws DomainError `customer_not_found`. */
  async make(customerId: CustomerId): Promise<DocumentFile> {
    const position = await this.sources.ledgerPositions.positionAt();
    const customer = await this.sources.customers.read(customerId, position.run);
    const tenant = await this.tenant();
    const asOf = today(this.clock, tenant.zone);
    const items = await this.sources.receivables.openItems(asOf, position, customer.id);
    const bytes = await statementPdf({
      companyName: tenant.name,
      customer,
      asOf,
      dataAsOf: position.dataAsOf,
      zone: tenant.zone,
      language: languageOf(correspondenceLanguage(customer)),
      madeAt: this.clock.now(),
      positions: statementOf(items, asOf, tenant.buckets),
    });
    return { fileName: statementFileName(customer, asOf), bytes };
  }

  /** What the statement of a customer would be called today. */
  async fileNameFor(customer: StatementCustomer): Promise<string> {
    const { zone } = await this.tenant();
    return statementFileName(customer, today(this.clock, zone));
  }

  private async tenant() {
    const tenant = await this.sources.tenants.findById(currentTenant());
    if (tenant === null) throw new Error('The current tenant is not there.');
    return tenant;
  }
}

function statementFileName(customer: StatementCustomer, asOf: CalendarDate): string {
  const words = statementWordsFor(languageOf(correspondenceLanguage(customer)));
  return safeFileName(words.fileName(customer.number, asOf));
}
