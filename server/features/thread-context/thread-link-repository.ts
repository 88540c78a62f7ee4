import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { ThreadLinkModel } from './thread-link-model.ts';
import type { StoredThreadLink } from './thread-links.ts';

/** What people said of threads and addresses. It can be added to; threads are looked up by their read model. */
export class ThreadLinkRepository {
  async insert(link: StoredThreadLink, session: ClientSession): Promise<void> {
    await ThreadLinkModel.collection.insertOne({ ...link, tenantId: currentTenant() }, { session });
  }
}
