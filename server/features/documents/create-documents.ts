import type { TenantRepository } from '../../identity/tenant-repository.ts';
import type { Clock } from '../../ports.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import { DocumentBytesRepository } from './document-bytes-repository.ts';
import { DocumentLinks } from './document-links.ts';
import { DocumentService } from './document-service.ts';
import { InvoiceDocumentRepository } from './invoice-document-repository.ts';
import { InvoiceDocumentService } from './invoice-document-service.ts';
import { StatementService } from './statement-service.ts';

export interface DocumentSurroundings {
  readonly ledgerPositions: LedgerPositionService;
  readonly customers: CustomerService;
  readonly receivables: ReceivablesReadModel;
  readonly tenants: TenantRepository;
  /** From which the links' key is made. */
  readonly secret: string;
  /** The origin under which people reach the server. */
  readonly baseUrl: string;
}

/** Makes the services of statements, invoice documents and the links to them. */
export function createDocuments(surroundings: DocumentSurroundings, clock: Clock) {
  const { ledgerPositions, customers, receivables, tenants, secret, baseUrl } = surroundings;
  const documents = new InvoiceDocumentRepository();
  const files = new DocumentBytesRepository();
  const invoiceDocuments = new InvoiceDocumentService({ documents, files, ledgerPositions, receivables }, clock);
  const statements = new StatementService({ ledgerPositions, customers, receivables, tenants }, clock);
  const links = new DocumentLinks(secret, clock);
  const ledger = { customers, ledgerPositions, receivables };
  return {
    invoiceDocuments,
    documentService: new DocumentService({ ...ledger, statements, invoiceDocuments, files, links, baseUrl }),
  };
}
