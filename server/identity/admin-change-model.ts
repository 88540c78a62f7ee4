import { model, Schema } from 'mongoose';
import type { AdminArea } from '#shared/api/admin-log.ts';
import { tenantPlugin } from '../mongo/tenant-plugin.ts';

/** One change of a company's set-up as the `adminChanges` collection holds it; never changed again. */
export interface StoredAdminChange {
  tenantId: string;
  at: Date;
  /** The e-mail address of who did it, or `command line`. */
  by: string;
  area: AdminArea;
  deed: string;
  subject: string;
  before: unknown;
  after: unknown;
}

const schema = new Schema<StoredAdminChange>({}, { collection: 'adminChanges', strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, _id: -1 });
schema.index({ tenantId: 1, area: 1, _id: -1 });
schema.index({ tenantId: 1, by: 1, _id: -1 });

export const AdminChangeModel = model('AdminChange', schema);
