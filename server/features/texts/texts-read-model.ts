import type { ActivityId, CustomerId, UserId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';
import { textKindOf } from '../activities/text-erasure-service.ts';
import type { FoundText, FoundTexts, FoundWords } from './found-texts.ts';
import { anyOfPersonsWords } from './words-in-text.ts';

/** A person at a customer, by what the company knows of them. */
export interface ContactLookedFor {
  /** In lower case. */
  readonly email: string;
  /** How the ERP writes their name; looked for in what was said to their customers. */
  readonly names: readonly string[];
  /** All ids of the customers that have them as a contact. */
  readonly customerIds: readonly CustomerId[];
}

/** Where in an activity's texts words can be. */
const TEXT_FIELDS = [
  'note.text',
  'body.text',
  'plainBody',
  'subject',
  'recipients',
  'rewritten.written',
  'files.fileName',
];
/** Where in a prepared message they can be. */
const DRAFT_FIELDS = [
  'contact.email',
  'filled.recipients',
  'filled.subject',
  'filled.text',
  'filled.html',
  'override.reason',
];
const IGNORING_CASE = { collation: { locale: 'en', strength: 2 } } as const;
const AT_ONCE = 1_000;

type Filter = Readonly<Record<string, unknown>>;
type EntryFields = Pick<FoundText, 'customerId'> & {
  readonly _id: ActivityId;
  readonly dispatchId: never;
  readonly channel: never;
};

/** Finds where words of somebody are, in the log's texts and beside them. It looks through all that a company keeps, which is done seldom. */
export class TextsReadModel {
  /** What was said to a person at a customer, or names them. */
  async ofContact({ email, names, customerIds }: ContactLookedFor): Promise<FoundTexts> {
    const addressed = await this.entryIds({ 'contact.email': email });
    const back = await this.entryIds({ refersTo: { $in: addressed }, kind: { $ne: 'activity' } });
    const naming = await this.textIds(TEXT_FIELDS, [email]);
    const named = await this.textIds(TEXT_FIELDS, names);
    const found = await this.withTexts([...addressed, ...back, ...naming]);
    const theirs = (await this.withTexts(named)).filter(({ customerId }) => customerIds.includes(customerId));
    const texts = [...new Map([...found, ...theirs].map((text) => [text.id, text])).values()];
    const words = [email, ...names];
    return {
      texts,
      drafts: await this.drafts({ $or: anyOfPersonsWords(DRAFT_FIELDS, [email]) }),
      tasks: await this.tasks({ customerId: { $in: [...customerIds] }, $or: anyOfPersonsWords(['text'], words) }),
      reviewNotes: [],
    };
  }

  /** What was said to a customer, by all ids that it has. */
  async ofCustomer(customerIds: readonly CustomerId[]): Promise<FoundTexts> {
    const theirs = { customerId: { $in: [...customerIds] } };
    return {
      texts: await this.withTexts(await this.entryIds(theirs)),
      drafts: await this.drafts(theirs),
      tasks: await this.tasks(theirs),
      reviewNotes: [],
    };
  }

  /** What one of the company's people said, and what was noted of them. */
  async ofUser(userId: UserId): Promise<FoundTexts> {
    return {
      texts: await this.withTexts(await this.entryIds({ 'actor.id': userId })),
      drafts: await this.drafts({ 'by.userId': userId }),
      tasks: await this.tasks({ 'createdBy.id': userId }),
      reviewNotes: await this.reviewNotes(userId),
    };
  }

  /** The messages that were prepared before an instant and never sent. */
  async draftsBefore(instant: Date): Promise<FoundWords[]> {
    return this.drafts({ preparedAt: { $lt: instant } });
  }

  /** Those of some entries that have texts. */
  private async withTexts(ids: readonly ActivityId[]): Promise<FoundText[]> {
    const found: FoundText[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const texts = await collectionNamed<{ activityId: ActivityId }>('activityTexts')
        .find({ tenantId: currentTenant(), activityId: { $in: some } } as never, { projection: { activityId: 1 } })
        .toArray();
      found.push(...(await this.described(texts.map(({ activityId }) => activityId))));
    }
    return found;
  }

  private async described(ids: readonly ActivityId[]): Promise<FoundText[]> {
    const projection = { customerId: 1, dispatchId: 1, channel: 1 };
    const entries = await collectionNamed<EntryFields>('activities')
      .find({ tenantId: currentTenant(), _id: { $in: [...ids] } } as never, { projection })
      .toArray();
    return entries.map((entry) => ({
      id: entry._id,
      customerId: entry.customerId,
      kind: textKindOf(entry),
    }));
  }

  private async entryIds(filter: Filter): Promise<ActivityId[]> {
    const all = { tenantId: currentTenant(), ...filter };
    const found = collectionNamed<{ _id: ActivityId }>('activities').find(all as never, {
      projection: { _id: 1 },
      ...('contact.email' in filter ? IGNORING_CASE : {}),
    });
    return (await found.toArray()).map(({ _id }) => _id);
  }

  private async textIds(fields: readonly string[], words: readonly string[]): Promise<ActivityId[]> {
    if (words.length === 0) return [];
    const all = { tenantId: currentTenant(), $or: anyOfPersonsWords(fields, words) };
    const found = collectionNamed<{ activityId: ActivityId }>('activityTexts').find(all as never, {
      projection: { activityId: 1 },
    });
    return (await found.toArray()).map(({ activityId }) => activityId);
  }

  private async drafts(filter: Filter): Promise<FoundWords[]> {
    return this.words('dispatches', { ...filter, activityId: null });
  }

  /** Of which there is something to erase. */
  private async tasks(filter: Filter): Promise<FoundWords[]> {
    return this.words('tasks', { ...filter, text: { $ne: '' } });
  }

  private async words(collection: string, filter: Filter): Promise<FoundWords[]> {
    const all = { tenantId: currentTenant(), ...filter };
    const found = collectionNamed<{ _id: string; customerId: CustomerId }>(collection).find(all as never, {
      projection: { customerId: 1 },
    });
    return (await found.toArray()).map(({ _id, customerId }) => ({ id: String(_id), customerId }));
  }

  private async reviewNotes(userId: UserId): Promise<string[]> {
    const about = { tenantId: currentTenant(), collectorId: userId, note: { $ne: '' } };
    const found = collectionNamed<{ _id: string }>('reviewNotes').find(about as never, { projection: { _id: 1 } });
    return (await found.toArray()).map(({ _id }) => String(_id));
  }
}
