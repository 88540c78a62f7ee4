import { model, Schema } from 'mongoose';
import type { VersionedCodes } from '#shared/api/codes.ts';
import type { TenantAccess } from './tenant-access.ts';
import type { AgeingPreset, CashSettings, FigureSettings, MailSettings } from './tenant-settings.ts';

/** A company as the `tenants` collection holds it. */
export interface StoredTenant {
  _id: string;
  name: string;
  currency: string;
  zone: string;
  /** The directories whose users may sign in: an Entra tenant's `tid`, a Google Workspace domain `hd`. */
  directories: { kind: 'entra' | 'google'; id: string }[];
  /** Mail domains of the company itself; they never name a customer. */
  ownDomains: string[];
  ageingPreset: AgeingPreset;
  /** The last days past due of a company's own buckets. */
  ageingLastDays?: number[];
  /** What differs from what a company starts with. */
  cash?: CashSettings;
  figures?: FigureSettings;
  mail?: MailSettings;
  access?: TenantAccess;
  /** Left out while it has the standard codes as they are. */
  codes?: VersionedCodes;
  /** Made larger by each change of its people, so that two at once cannot both believe themselves the only one. */
  usersRevision?: number;
  createdAt: Date;
}

const schema = new Schema<StoredTenant>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    currency: { type: String, required: true },
    zone: { type: String, required: true },
    directories: [{ _id: false, kind: { type: String, required: true }, id: { type: String, required: true } }],
    ownDomains: [{ type: String }],
    ageingPreset: { type: String, required: true },
    ageingLastDays: { type: [Number], default: undefined },
    cash: { type: Schema.Types.Mixed },
    figures: { type: Schema.Types.Mixed },
    mail: { type: Schema.Types.Mixed },
    access: { type: Schema.Types.Mixed },
    codes: { type: Schema.Types.Mixed },
    usersRevision: { type: Number },
    createdAt: { type: Date, required: true },
  },
  { collection: 'tenants', strict: 'throw', versionKey: false },
);
schema.index({ name: 1 }, { unique: true });
schema.index({ 'directories.kind': 1, 'directories.id': 1 }, { unique: true, sparse: true });

export const TenantModel = model('Tenant', schema);
