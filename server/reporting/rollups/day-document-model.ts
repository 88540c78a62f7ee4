import { model, Schema } from 'mongoose';
import { tenantPlugin } from '../../mongo/tenant-plugin.ts';
import type { DayContent } from './day-document.ts';

/** One day of a company in `reportDays`, of one generation; ledger and log have it all and can make it again. */
export interface StoredDay extends DayContent {
  tenantId: string;
  generation: number;
  hash: string;
}

/** Which generation holds, and as of which run and entry of the log, in `reportDayHeads`: one document a tenant. */
export interface StoredDayHead {
  tenantId: string;
  generation: number;
  run: number;
  seq: number;
  /** The last day that its documents can tell. */
  last: number;
}

/** Read and written through the collection; the models are here for the indexes. */
const days = new Schema<StoredDay>({}, { collection: 'reportDays', strict: 'throw', versionKey: false });
days.plugin(tenantPlugin);
days.index({ tenantId: 1, generation: 1, day: 1 }, { unique: true });

const heads = new Schema<StoredDayHead>({}, { collection: 'reportDayHeads', strict: 'throw', versionKey: false });
heads.plugin(tenantPlugin);
heads.index({ tenantId: 1 }, { unique: true });

export const ReportDayModel = model('ReportDay', days);
export const ReportDayHeadModel = model('ReportDayHead', heads);
