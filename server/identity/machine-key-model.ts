import { model, Schema } from 'mongoose';
import type { MachineScope } from '#shared/api/machine-scope.ts';
import { tenantPlugin } from '../mongo/tenant-plugin.ts';

/** A key of a program as the `machineKeys` collection holds it: whoever reads the collection cannot use one. */
export interface StoredMachineKey {
  _id: string;
  tenantId: string;
  name: string;
  scopes: MachineScope[];
  begins: string;
  /** SHA-256 of the whole key. */
  hash: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  /** A day of UTC; null while it was never used. */
  lastUsedOn: string | null;
}

const schema = new Schema<StoredMachineKey>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    scopes: [{ type: String, required: true }],
    begins: { type: String, required: true },
    hash: { type: String, required: true },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    revokedAt: { type: Date, default: null },
    lastUsedOn: { type: String, default: null },
  },
  { collection: 'machineKeys', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, createdAt: -1 });

export const MachineKeyModel = model('MachineKey', schema);
