import type { ClientSession } from 'mongoose';
import type { ActivityId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { LoggedMail } from './logged-mail.ts';
import { LoggedMailModel } from './logged-mail-model.ts';

/** Which messages were logged because they were seen. */
export class LoggedMailRepository {
  async find(internetMessageId: string): Promise<ActivityId | null> {
    const found = await LoggedMailModel.findOne({ internetMessageId }).lean<LoggedMail>();
    return found?.activityId ?? null;
  }

  /** Fails with a duplicate key where the message was logged before; see isDuplicateKey. */
  async insert(mail: LoggedMail, session: ClientSession): Promise<void> {
    await LoggedMailModel.collection.insertOne({ ...mail, tenantId: currentTenant() } as never, { session });
  }
}
