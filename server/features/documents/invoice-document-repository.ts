import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import type { ItemId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { InvoiceDocument } from './invoice-document.ts';
import { InvoiceDocumentModel } from './invoice-document-model.ts';

const KNOWN = { _id: 0, tenantId: 0 } as const;

/** The invoice documents of the current tenant. */
export class InvoiceDocumentRepository {
  async hasAny(): Promise<boolean> {
    return (await InvoiceDocumentModel.exists({})) !== null;
  }

  /** The newest version of each item that has a document. */
  async findNewest(itemIds: readonly ItemId[]): Promise<Map<ItemId, InvoiceDocument>> {
    if (itemIds.length === 0) return new Map();
    const wanted = new Set(itemIds);
    const filter = { itemIds: mongoose.trusted({ $in: [...wanted] }) };
    const found = await InvoiceDocumentModel.find(filter as never, KNOWN)
      .sort({ version: 1 })
      .lean<InvoiceDocument[]>();
    // A later version takes the place of an earlier one.
    return new Map(
      found.flatMap((document) => document.itemIds.filter((id) => wanted.has(id)).map((id) => [id, document] as const)),
    );
  }

  /** Those of the items that have a document in any version. */
  async findDocumented(itemIds: readonly ItemId[]): Promise<Set<ItemId>> {
    if (itemIds.length === 0) return new Set();
    const filter = { itemIds: mongoose.trusted({ $in: [...itemIds] }) };
    const found = await InvoiceDocumentModel.find(filter as never, { _id: 0, itemIds: 1 }).lean<
      Pick<InvoiceDocument, 'itemIds'>[]
    >();
    const documented = new Set(found.flatMap((document) => document.itemIds));
    return new Set(itemIds.filter((id) => documented.has(id)));
  }

  /** Adds a version. Fails with a duplicate key where that version is there already. */
  async insert(document: InvoiceDocument): Promise<void> {
    const stored = { _id: randomBytes(12).toString('hex') as never, tenantId: currentTenant(), ...document };
    await InvoiceDocumentModel.collection.insertOne(stored, { writeConcern: { w: 'majority' } });
  }
}
