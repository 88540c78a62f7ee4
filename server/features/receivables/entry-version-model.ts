import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import { ENTRY_VERSIONS, type StoredEntryVersion } from './entry-version.ts';

/** Written and read through the collection, in batches; the model is here for the indexes. */
const schema = new Schema<StoredEntryVersion>({}, { collection: ENTRY_VERSIONS, strict: 'throw', versionKey: false });
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1, rowId: 1, part: 1, added: 1 }, { unique: true });
schema.index({ tenantId: 1, touches: 1, superseded: 1 });
schema.index({ tenantId: 1, type: 1, creditIssuedOn: 1, superseded: 1 });
schema.index({ tenantId: 1, superseded: 1, added: 1 });

export const EntryVersionModel = model('EntryVersion', schema);
