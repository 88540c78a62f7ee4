import mongoose, { type ClientSession } from 'mongoose';
import type { DispatchId, UserId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Dispatch } from './dispatch.ts';
import { DispatchModel, type StoredDispatch } from './dispatch-model.ts';

/** What of a dispatch may change. */
export type DispatchChange = Partial<
  Pick<Dispatch, 'filled' | 'gate' | 'override' | 'delivery' | 'activityId' | 'spentOn' | 'stoppedAt' | 'conversation'>
>;

/** Prepared in this span, by one user or, with null, by anybody. */
export interface SentSpan {
  readonly after: Date;
  readonly until: Date;
  readonly userId: UserId | null;
}

/** The prepared messages of the current tenant. */
export class DispatchRepository {
  async insert({ id, ...rest }: Dispatch, session: ClientSession): Promise<void> {
    const document = { _id: id as never, tenantId: currentTenant(), ...rest };
    await DispatchModel.collection.insertOne(document, { session });
  }

  async findById(id: DispatchId, session?: ClientSession): Promise<Dispatch | null> {
    const options = session === undefined ? {} : { session };
    return orNull(await DispatchModel.findById(id, null, options).lean<StoredDispatch>());
  }

  async findByTicket(ticketHash: string): Promise<Dispatch | null> {
    return orNull(await DispatchModel.findOne({ ticketHash }).lean<StoredDispatch>());
  }

  /** Those of a span whose user presses Send, and that are not known to have gone out. */
  async findUnconfirmed({ after, until, userId }: SentSpan): Promise<Dispatch[]> {
    const filter = {
      delivery: mongoose.trusted({ $in: ['drafted', 'attempted', 'in_doubt'] }),
      preparedAt: mongoose.trusted({ $gte: after, $lte: until }),
      via: 'outlook',
      ...(userId === null ? {} : { 'by.userId': userId }),
    };
    const stored = await DispatchModel.find(filter as never).lean<StoredDispatch[]>();
    return stored.flatMap((each) => orNull(each) ?? []);
  }

  /** Changes a dispatch whose delivery and ticket are still as they were read; false where somebody else was faster. */
  async change({ id, delivery, spentOn }: Dispatch, change: DispatchChange, session: ClientSession): Promise<boolean> {
    const { matchedCount } = await DispatchModel.collection.updateOne(
      { _id: id as never, tenantId: currentTenant(), delivery, spentOn },
      { $set: change },
      { session },
    );
    return matchedCount === 1;
  }

  /** Takes an attempt of ours, or a draft, for a claim; false where another took it before, or something is known of it by now. */
  async claim(id: DispatchId, sendingClaim: string): Promise<boolean> {
    const unknown = [
      { via: 'gmail', delivery: 'attempted' },
      { via: 'outlook', delivery: 'drafted' },
    ];
    const { matchedCount } = await DispatchModel.collection.updateOne(
      {
        _id: id as never,
        tenantId: currentTenant(),
        $or: unknown,
        sendingClaim: { $in: [null, sendingClaim] },
      } as never,
      { $set: { sendingClaim } },
    );
    return matchedCount === 1;
  }

  /** Notes the state at which the gate stopped it; false where that is noted already. */
  async stop({ id, gate }: Dispatch, session: ClientSession): Promise<boolean> {
    const stoppedAt = gate.state;
    const { matchedCount } = await DispatchModel.collection.updateOne(
      { _id: id as never, tenantId: currentTenant(), stoppedAt: { $ne: stoppedAt } },
      { $set: { stoppedAt, gate } },
      { session },
    );
    return matchedCount === 1;
  }
}

function orNull(stored: StoredDispatch | null): Dispatch | null {
  if (stored === null) return null;
  const { _id, tenantId: _, ...rest } = stored as StoredDispatch & { tenantId: string };
  return { id: _id as DispatchId, ...rest, attachments: rest.attachments ?? [] };
}
