import mongoose, { type ClientSession } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ItemKind } from '#shared/domain/open-item.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { numberHash } from './plan/number-index.ts';
import { ID_BYTES } from './row-identity.ts';
import { SnapshotSaidModel, type StoredSnapshotSaid } from './snapshot-said-model.ts';

/** What is settled is left out of every snapshot that follows, so the latest ones tell; one a day for a month is more than files come late. */
const KEPT_OF_A_SOURCE = 30;

export interface SaidSnapshot {
  readonly source: string;
  readonly asOf: Date;
  readonly day: CalendarDate;
  readonly companyCodes: readonly string[];
  readonly listsPayments: boolean;
  readonly namedIds: readonly string[];
  readonly statedNumbers: readonly number[];
}

interface SnapshotItem {
  readonly source: string;
  readonly companyCode: string;
  readonly kind: ItemKind;
  readonly number: string;
}

export class SnapshotSaidRepository {
  /** Keeps what a snapshot named, in the place of the oldest of its source. */
  async keep(runId: string, { namedIds, companyCodes, statedNumbers, ...said }: SaidSnapshot): Promise<void> {
    const tenantId = currentTenant();
    const named = new mongoose.mongo.Binary(Buffer.from(namedIds.join(''), 'hex'));
    const lists = { named, companyCodes: [...companyCodes], statedNumbers: [...statedNumbers] };
    await snapshots().insertOne({ tenantId, runId, ...said, ...lists });
    const kept = await snapshots()
      .find({ tenantId, source: said.source }, { projection: { _id: 1 } })
      .sort({ asOf: -1 })
      .toArray();
    const _id = { $in: kept.slice(KEPT_OF_A_SOURCE).map((old) => old._id) };
    if (kept.length > KEPT_OF_A_SOURCE) await snapshots().deleteMany({ tenantId, _id });
  }

  /** The snapshots of all sources that are of a day or later, as far as they are kept. */
  async since(day: CalendarDate): Promise<KnownSnapshot[]> {
    const found = await snapshots()
      .find({ tenantId: currentTenant(), day: { $gte: day } })
      .toArray();
    return found.map((stored) => new KnownSnapshot(stored));
  }

  /** Forgets what a run that is taken back named. */
  async removeOf(runId: string, session: ClientSession): Promise<void> {
    await snapshots().deleteMany({ tenantId: currentTenant(), runId }, { session });
  }
}

/** A snapshot that was taken, as far as it has to be asked what it left out. */
export class KnownSnapshot {
  readonly asOf: Date;
  readonly day: CalendarDate;
  private readonly named: ReadonlySet<string>;
  private readonly statedNumbers: ReadonlySet<number>;

  constructor(private readonly stored: StoredSnapshotSaid) {
    this.asOf = stored.asOf;
    this.day = stored.day;
    this.statedNumbers = new Set(stored.statedNumbers);
    const { buffer, position } = stored.named;
    const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, position);
    this.named = new Set(
      Array.from({ length: position / ID_BYTES }, (_, at) => bytes.toString('hex', at * ID_BYTES, (at + 1) * ID_BYTES)),
    );
  }

  /** Whether it could have named an item, and did not. */
  leavesOut(itemId: string, { source, companyCode, kind, number }: SnapshotItem): boolean {
    const { companyCodes, listsPayments } = this.stored;
    if (source !== this.stored.source || (kind === 'payment' && !listsPayments)) return false;
    if (companyCodes.length > 0 && !companyCodes.includes(companyCode)) return false;
    return !this.named.has(itemId) && !this.statedNumbers.has(numberHash(source, number));
  }
}

function snapshots(): mongoose.mongo.Collection<StoredSnapshotSaid> {
  return SnapshotSaidModel.collection as unknown as mongoose.mongo.Collection<StoredSnapshotSaid>;
}
