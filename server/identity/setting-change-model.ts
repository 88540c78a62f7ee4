import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../mongo/tenant-plugin.ts';
import type { TenantSettings } from './tenant-settings.ts';

/** One change of a company's settings as the `settingChanges` collection holds it; never changed again. */
export interface StoredSettingChange {
  tenantId: string;
  at: Date;
  /** The e-mail address of who changed them, or `command line`. */
  by: string;
  before: TenantSettings;
  after: TenantSettings;
}

const schema = new Schema<StoredSettingChange>(
  {},
  { collection: 'settingChanges', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, at: -1 });

export const SettingChangeModel = model('SettingChange', schema);
