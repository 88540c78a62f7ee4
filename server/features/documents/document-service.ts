import type { AttachmentView, AttachmentWish, linkDocument } from '#shared/api/documents.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import type { CustomerId, ItemId, TenantId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import { inTenant } from '../../mongo/tenancy.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ItemName } from '../receivables/receivables-read-model.ts';
import type { DocumentBytesRepository } from './document-bytes-repository.ts';
import { type DocumentFile, PDF, sha256Of } from './document-file.ts';
import type { DocumentLinks } from './document-links.ts';
import type { InvoiceDocumentService } from './invoice-document-service.ts';
import type { StatementCustomer, StatementService } from './statement-service.ts';

export type { DocumentFile } from './document-file.ts';

/** A document of a customer at this moment, with what it can be known again by. */
export interface MadeDocument extends DocumentFile {
  readonly wish: AttachmentWish;
  readonly contentType: string;
  /** In hex. */
  readonly sha256: string;
}

export interface DocumentParts {
  readonly statements: StatementService;
  readonly invoiceDocuments: InvoiceDocumentService;
  readonly files: DocumentBytesRepository;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly receivables: { findNames(ids: readonly ItemId[], position: LedgerPosition): Promise<readonly ItemName[]> };
  readonly links: DocumentLinks;
  /** The origin under which people reach the server. */
  readonly baseUrl: string;
}

/** The documents of a customer that can be looked at or go with a message: statements of account and the ERP's own. */
export class DocumentService {
  constructor(private readonly parts: DocumentParts) {}

  /** What could go with a message about some items: a statement always, and the documents that are here, in the items' order. */
  async attachable(customer: StatementCustomer, itemIds: readonly ItemId[]): Promise<AttachmentView[]> {
    const [fileName, known] = await Promise.all([
      this.parts.statements.fileNameFor(customer),
      this.parts.invoiceDocuments.findNewest(itemIds),
    ]);
    const statement = { wish: { kind: 'statement' as const }, fileName, contentType: PDF, size: null };
    const seen = new Set<string>();
    const documents = itemIds.flatMap((itemId): AttachmentView[] => {
      const document = known.get(itemId);
      // An invoice that falls due in parts has one document.
      if (document === undefined || seen.has(document.itemIds.join())) return [];
      seen.add(document.itemIds.join());
      return [
        { wish: { kind: 'invoice', itemId }, fileName: document.fileName, contentType: PDF, size: document.size },
      ];
    });
    return [statement, ...documents];
  }

  /** The document that is wished for, as it is now. Throws DomainError `customer_not_found`, or `document_not_found` where the customer has no such document. */
  async make(customerId: CustomerId, wish: AttachmentWish): Promise<MadeDocument> {
    if (wish.kind === 'statement') {
      const file = await this.parts.statements.make(customerId);
      return { ...file, wish, contentType: PDF, sha256: sha256Of(file.bytes) };
    }
    const itemId = wish.itemId as ItemId;
    await this.requireOwn(customerId, itemId);
    const document = (await this.parts.invoiceDocuments.findNewest([itemId])).get(itemId);
    if (document === undefined) throw new DomainError('document_not_found', 'There is no document of this invoice.');
    const { fileName, sha256 } = document;
    return { wish, fileName, contentType: PDF, bytes: await this.read(sha256), sha256 };
  }

  /** Keeps a document as it was made, so that it can be read again by its hash. */
  async keep({ sha256, bytes }: Pick<MadeDocument, 'sha256' | 'bytes'>): Promise<void> {
    await this.parts.files.keep(sha256, bytes);
  }

  /** The bytes of a document that was kept. Throws DomainError `document_not_found`. */
  async read(sha256: string): Promise<Buffer> {
    const bytes = await this.parts.files.find(sha256);
    if (bytes === null) throw new DomainError('document_not_found', 'There is no such document.');
    return bytes;
  }

  /** An address for the browser, which has no session of the pane's. Throws DomainError `customer_not_found`, or `document_not_found`. */
  async link(customerId: CustomerId, wish: AttachmentWish, tenantId: TenantId): Promise<AnswerOf<typeof linkDocument>> {
    await this.requireThere(customerId, wish);
    const { token, expiresAt } = this.parts.links.issue({ tenantId, customerId, wish });
    // In the query, which no log line has.
    return { url: `${this.parts.baseUrl}/documents?token=${token}`, expiresAt: expiresAt.toISOString() };
  }

  /** What a link opens. Throws DomainError `token_refused`, or what `make` throws. */
  async open(token: string): Promise<MadeDocument> {
    const { tenantId, customerId, wish } = this.parts.links.read(token);
    return inTenant(tenantId, () => this.make(customerId, wish));
  }

  private async requireThere(customerId: CustomerId, wish: AttachmentWish): Promise<void> {
    const { run } = await this.parts.ledgerPositions.positionAt();
    await this.parts.customers.read(customerId, run);
    if (wish.kind === 'statement') return;
    const itemId = wish.itemId as ItemId;
    await this.requireOwn(customerId, itemId);
    if ((await this.parts.invoiceDocuments.hasDocuments([itemId])).has(itemId)) return;
    throw new DomainError('document_not_found', 'There is no document of this invoice.');
  }

  private async requireOwn(customerId: CustomerId, itemId: ItemId): Promise<void> {
    const position = await this.parts.ledgerPositions.positionAt();
    const customer = await this.parts.customers.read(customerId, position.run);
    const [item] = await this.parts.receivables.findNames([itemId], position);
    if (item?.customerId === customer.id) return;
    throw new DomainError('document_not_found', 'This customer has no such invoice.');
  }
}
