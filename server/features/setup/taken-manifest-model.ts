import { type Model, model, Schema } from 'mongoose';
import type { ConsentFacts } from '../../manifest/consent-facts.ts';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';

/** The manifest that a company took for deploying last, as the `takenManifests` collection holds it; one a company. */
export interface StoredTakenManifest {
  readonly at: Date;
  readonly by: string;
  readonly version: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  /** As pairs, since the names are words for people. */
  readonly facts: readonly { readonly what: string; readonly value: string }[];
}

const text = { type: String, required: true };
const schema = new Schema<StoredTakenManifest>(
  {
    at: { type: Date, required: true },
    by: text,
    version: text,
    hash: text,
    facts: [{ _id: false, what: text, value: { type: String, default: '' } }],
  },
  { collection: 'takenManifests', strict: 'throw', versionKey: false },
);
schema.plugin(tenantPlugin);
schema.index({ tenantId: 1 }, { unique: true });

export const TakenManifestModel: Model<StoredTakenManifest> = model<StoredTakenManifest>('TakenManifest', schema);

/** The facts as they are stored. */
export function storedFacts(facts: ConsentFacts): StoredTakenManifest['facts'] {
  return Object.entries(facts).map(([what, value]) => ({ what, value }));
}
