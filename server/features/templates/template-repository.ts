import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { TemplateStage } from '#shared/domain/dunning.ts';
import type { TemplateId } from '#shared/domain/ids.ts';
import type { TextState } from '#shared/domain/text-version.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { GovernedStore, TextChange } from './governed-steps.ts';
import type { HistoryEntry } from './governed-text.ts';
import type { Template } from './template.ts';
import { type StoredTemplate, TemplateModel } from './template-model.ts';
import { changeVersion, governanceOf } from './text-version-store.ts';

export interface TemplatesAsked {
  readonly stage?: TemplateStage | undefined;
  readonly language?: string | undefined;
  readonly state?: TextState | undefined;
  /** Null for those of no brand. */
  readonly brand?: string | null | undefined;
}

export type WordsChange = Pick<Template, 'stage' | 'subject' | 'html' | 'variables' | 'authorIds'>;

/** The templates of the current tenant. */
export class TemplateRepository implements GovernedStore<Template> {
  async findById(id: string, session: ClientSession | null = null): Promise<Template | null> {
    const stored = await TemplateModel.findById(id, null, { session }).lean<StoredTemplate>();
    return stored === null ? null : fromStored(stored);
  }

  async findLive(): Promise<Template[]> {
    const stored = await TemplateModel.find({ state: 'live' }).sort({ name: 1, language: 1 }).lean<StoredTemplate[]>();
    return stored.map(fromStored);
  }

  async findLiveOf({ name, language, brand }: Template, session: ClientSession): Promise<Template | null> {
    const filter = { name, language, brand, state: 'live' };
    const stored = await TemplateModel.findOne(filter as never, null, { session }).lean<StoredTemplate>();
    return stored === null ? null : fromStored(stored);
  }

  /** Every version that is asked for, oldest version first. */
  async findAll(session: ClientSession | null = null, asked: TemplatesAsked = {}): Promise<Template[]> {
    const filter = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const found = TemplateModel.find(filter as never, null, { session }).sort({ name: 1, language: 1, version: 1 });
    return (await found.lean<StoredTemplate[]>()).map(fromStored);
  }

  async insert(templates: readonly Template[], session: ClientSession): Promise<void> {
    if (templates.length === 0) return;
    const tenantId = currentTenant();
    const documents = templates.map(({ id, ...rest }) => ({ _id: id as never, tenantId, ...rest }));
    await TemplateModel.collection.insertMany(documents, { session });
  }

  async change(
    text: { readonly id: string; readonly revision: number },
    change: TextChange & Partial<WordsChange>,
    entry: HistoryEntry,
    session: ClientSession,
  ): Promise<boolean> {
    const collection = TemplateModel.collection as unknown as mongoose.mongo.Collection;
    return changeVersion(collection, text, { change, entry }, session);
  }

  /**
   * Counts a message that is prepared from a live version; false where it is live no more. Being a write, it cannot slip past somebody who retires the version at the same
   * moment: the database lets one of the two go first.
   */
  async use(id: TemplateId, session: ClientSession): Promise<boolean> {
    const { matchedCount } = await TemplateModel.collection.updateOne(
      { _id: id as never, tenantId: currentTenant(), state: 'live' },
      { $inc: { uses: 1 } },
      { session },
    );
    return matchedCount === 1;
  }

  /** Which of these versions a person took down, so that nothing made from them leaves any more; one that made way for a newer version is none. */
  async isTakenDown(id: TemplateId): Promise<boolean> {
    const template = await this.findById(id);
    return template?.state === 'retired' && template.history.at(-1)?.deed === 'retire';
  }
}

function fromStored(stored: StoredTemplate): Template {
  const { _id, name, stage, language, version, subject, html, variables, state, approvedBy, approvedAt } = stored;
  return {
    id: _id as TemplateId,
    name,
    stage,
    language,
    version,
    subject,
    html,
    variables,
    state,
    approvedBy,
    approvedAt,
    uses: stored.uses ?? 0,
    ...governanceOf(stored),
  };
}
