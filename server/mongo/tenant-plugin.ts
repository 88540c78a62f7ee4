import type { Query, Schema } from 'mongoose';
import { CHANGING_QUERIES } from './changing-queries.ts';
import { currentTenant } from './tenancy.ts';

const FILTERED = ['find', 'findOne', 'countDocuments', 'distinct', ...CHANGING_QUERIES] as const;

type BulkOperation = Record<string, { filter?: Record<string, unknown>; document?: Record<string, unknown> }>;

/**
 * Gives a schema its tenant: the field, and the current tenant in every filter, pipeline and new document. What mongoose has no hook for
 * (`$lookup`, `$unionWith`, the raw collection) is refused by the tripwire.
 */
export function tenantPlugin(schema: Schema): void {
  schema.add({ tenantId: { type: String, required: true } });
  schema.pre([...FILTERED], function (this: Query<unknown, unknown>) {
    const tenantId = currentTenant();
    const named: unknown = this.getFilter().tenantId;
    if (named !== undefined && named !== tenantId)
      throw new Error('The filter names another tenant than the current one.');
    this.where({ tenantId });
  });
  schema.pre('estimatedDocumentCount', () => {
    throw new Error('estimatedDocumentCount() counts every tenant; use countDocuments().');
  });
  schema.pre('aggregate', function () {
    this.pipeline().unshift({ $match: { tenantId: currentTenant() } });
  });
  schema.pre('validate', function () {
    this.set('tenantId', currentTenant());
  });
  schema.pre('insertMany', (documents: unknown) => {
    for (const document of Array.isArray(documents) ? documents : [documents]) stamp(document);
  });
  schema.pre('bulkWrite', (operations: unknown) => {
    for (const operation of operations as BulkOperation[]) stampOperation(operation);
  });
}

function stampOperation(operation: BulkOperation): void {
  for (const part of Object.values(operation)) {
    if (part.document !== undefined) stamp(part.document);
    if (part.filter !== undefined) part.filter.tenantId = currentTenant();
  }
}

function stamp(document: unknown): void {
  (document as Record<string, unknown>).tenantId = currentTenant();
}
