import mongoose, { type ClientSession } from 'mongoose';
import type { TemplateId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Template } from './template.ts';
import { type StoredTemplate, TemplateModel } from './template-model.ts';

/** The templates of the current tenant. */
export class TemplateRepository {
  async findById(id: TemplateId): Promise<Template | null> {
    const stored = await TemplateModel.findById(id).lean<StoredTemplate>();
    return stored === null ? null : fromStored(stored);
  }

  async findLive(): Promise<Template[]> {
    const stored = await TemplateModel.find({ state: 'live' }).sort({ name: 1, language: 1 }).lean<StoredTemplate[]>();
    return stored.map(fromStored);
  }

  /** Every version of every template, oldest version first. */
  async findAll(session: ClientSession | null = null): Promise<Template[]> {
    const found = TemplateModel.find({}, null, { session }).sort({ name: 1, language: 1, version: 1 });
    return (await found.lean<StoredTemplate[]>()).map(fromStored);
  }

  async insert(templates: readonly Template[], session: ClientSession): Promise<void> {
    if (templates.length === 0) return;
    const tenantId = currentTenant();
    const documents = templates.map(({ id, ...rest }) => ({ _id: id as never, tenantId, ...rest }));
    await TemplateModel.collection.insertMany(documents, { session });
  }

  async retire(ids: readonly TemplateId[], session: ClientSession): Promise<void> {
    const filter = { _id: mongoose.trusted({ $in: ids }) };
    await TemplateModel.updateMany(filter as never, { $set: { state: 'retired' } }, { session });
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
  };
}
