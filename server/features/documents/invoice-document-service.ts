import { type CalendarDate, calendarDate } from '#shared/domain/calendar-date.ts';
import { numberKey } from '#shared/domain/document-number.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import { type ItemKey, isDebit, type OpenItem } from '#shared/domain/open-item.ts';
import { isDuplicateKey } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { DocumentBytesRepository } from './document-bytes-repository.ts';
import { type DocumentFile, refused, requirePdf, safeFileName, sha256Of } from './document-file.ts';
import type { InvoiceDocument } from './invoice-document.ts';
import type { InvoiceDocumentRepository } from './invoice-document-repository.ts';

export type { InvoiceDocument } from './invoice-document.ts';

type NumberedItem = Pick<OpenItem, 'id' | 'key' | 'kind'>;

/** The part of the ledger's read model in which numbers are looked up. */
export interface NumberReader {
  findItemsByNumberKeys(
    keys: readonly string[],
    asOf: CalendarDate,
    position: LedgerPosition,
  ): Promise<readonly NumberedItem[]>;
}

export interface InvoiceDocumentParts {
  readonly documents: InvoiceDocumentRepository;
  readonly files: DocumentBytesRepository;
  readonly ledgerPositions: LedgerPositionService;
  readonly receivables: NumberReader;
}

/** A document as somebody brings it. */
export interface BroughtDocument extends DocumentFile {
  /** The invoice's number as the ERP writes it. */
  readonly number: string;
  /** The source of the feed; any where it is left out. */
  readonly source?: string | undefined;
  readonly broughtBy: string;
}

export interface TakenDocument {
  readonly itemId: ItemId;
  readonly fileName: string;
  readonly version: number;
  /** False where the newest version had the same bytes. */
  readonly isNew: boolean;
}

/** Whose number it is does not depend on the day. */
const ANY_DAY = calendarDate('9999-12-31');
/** How often a version is numbered anew when others bring one of the same invoice at once. */
const TRIES = 5;

/** The ERP's own documents of invoices: taking them in versions, finding them. */
export class InvoiceDocumentService {
  constructor(
    private readonly parts: InvoiceDocumentParts,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a document: nothing changes where the newest version has the same bytes. Throws DomainError `document_refused` for what is no PDF or too large, and for a number that the ledger does
   * not know or that several documents have.
   */
  async take(brought: BroughtDocument): Promise<TakenDocument> {
    requirePdf(brought.bytes);
    const items = await this.itemsOf(brought);
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.keep(brought, items);
      } catch (error) {
        if (!isDuplicateKey(error) || tries === TRIES) throw error;
      }
    }
  }

  /** Whether there is any document. */
  async hasAny(): Promise<boolean> {
    return this.parts.documents.hasAny();
  }

  /** Those of the items that have a document. */
  async hasDocuments(itemIds: readonly ItemId[]): Promise<ReadonlySet<ItemId>> {
    return this.parts.documents.findDocumented(itemIds);
  }

  /** The newest document of each item that has one. */
  async findNewest(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, InvoiceDocument>> {
    return this.parts.documents.findNewest(itemIds);
  }

  private async keep(
    { number, fileName, bytes, broughtBy: storedBy }: BroughtDocument,
    items: readonly NumberedItem[],
  ): Promise<TakenDocument> {
    const itemIds = items.map(({ id }) => id);
    const [itemId] = itemIds as [ItemId];
    const known = [...(await this.parts.documents.findNewest(itemIds)).values()];
    const newest = known.sort((a, b) => a.version - b.version).at(-1);
    const sha256 = sha256Of(bytes);
    if (newest?.sha256 === sha256 && newest.itemIds.length === itemIds.length) {
      return { itemId, fileName: newest.fileName, version: newest.version, isNew: false };
    }
    const version = (newest?.version ?? 0) + 1;
    const about = { itemIds, number, version, fileName: safeFileName(fileName) };
    const kept = { ...about, size: bytes.length, sha256, storedBy, storedAt: this.clock.now() };
    await this.parts.files.keep(sha256, bytes);
    await this.parts.documents.insert(kept);
    return { itemId, fileName: kept.fileName, version, isNew: true };
  }

  /** The invoice of that number; several items where it falls due in parts. */
  private async itemsOf({ number, source }: BroughtDocument): Promise<readonly NumberedItem[]> {
    const position = await this.parts.ledgerPositions.positionAt();
    const keys = [withoutPadding(number), numberKey(number)].filter((key) => key !== null);
    const found = await this.parts.receivables.findItemsByNumberKeys([...new Set(keys)], ANY_DAY, position);
    const meant = found.filter(
      ({ key, kind }) =>
        isDocumentKind(kind) && key.number === number && (source === undefined || key.source === source),
    );
    const documents = new Map(meant.map(({ key }) => [documentOf(key), key]));
    if (documents.size === 1) return meant;
    if (documents.size > 1)
      throw refused(`Several documents have the number ${number}: ${inWords([...documents.values()])}.`);
    const where = source === undefined ? '' : ` of the source ${source}`;
    throw refused(`No invoice${where} in the ledger has the number ${number}.`);
  }
}

/** Of money received an ERP has no document to send. */
function isDocumentKind(kind: OpenItem['kind']): boolean {
  return isDebit(kind) || kind === 'credit_memo';
}

/** What tells a document from others: its key without the instalment. */
function documentOf({ source, companyCode, documentType, fiscalYear }: ItemKey): string {
  return JSON.stringify([source, companyCode, documentType, fiscalYear]);
}

function inWords(keys: readonly ItemKey[]): string {
  return keys
    .map(({ source, companyCode, documentType, fiscalYear }) =>
      [`source ${source}`, companyCode, documentType, fiscalYear].filter((part) => part !== '').join(', '),
    )
    .join('; ');
}
