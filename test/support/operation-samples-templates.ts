import type { MakeSample, SampleWorld } from './sample-world.ts';

const WORDS = { stage: 'reply', subject: 'About {{ customer.number }}', html: '<p>Dear {{ customer.name }},</p>' };
const NEW = { name: 'A short reply', language: 'en', brand: null, ...WORDS };
const CLAUSE = { name: 'legal_words', language: '', brand: null, html: '<p>All rights are reserved.</p>' };
const SUBMIT = { step: 'submit', revision: 1 };

/** One valid request of each operation on templates, clauses and brands. */
export const TEMPLATE_SAMPLES: Readonly<Record<string, MakeSample>> = {
  listTemplateVersions: () => ({ query: { stage: 'reply', language: 'en', state: 'live', brand: 'default' } }),
  readTemplateVersion: (world) => ({ params: { id: world.templateId } }),
  draftTemplate: () => ({ body: NEW }),
  changeTemplateDraft: async (world) => ({ params: { id: await aDraft(world) }, body: { revision: 1, ...WORDS } }),
  stepTemplate: async (world) => ({ params: { id: await aDraft(world) }, body: SUBMIT }),
  compareTemplates: async (world) => ({ query: { from: world.templateId, to: await aDraft(world) } }),
  previewTemplate: (world) => ({ body: { language: 'en', brand: null, ...WORDS, customerId: world.customerId } }),
  testSendTemplate: (world) => ({ params: { id: world.templateId }, body: { customerId: world.customerId } }),
  listClauses: () => ({}),
  draftClause: () => ({ body: CLAUSE }),
  changeClauseDraft: async (world) => ({
    params: { id: await aClause(world) },
    body: { revision: 1, html: '<p>All rights stay reserved.</p>' },
  }),
  stepClause: async (world) => ({ params: { id: await aClause(world) }, body: SUBMIT }),
  acknowledgeClause: async (world) => ({ params: { id: await aClause(world) } }),
  changeBrands: () => ({ body: { brands: [{ key: 'north', name: 'Brightwater North', companyCodes: ['2000'] }] } }),
};

async function aDraft(world: SampleWorld): Promise<string> {
  return world.remember((await world.post('/api/template-versions', NEW, 'manager')).id);
}

async function aClause(world: SampleWorld): Promise<string> {
  return world.remember((await world.post('/api/clauses', CLAUSE, 'manager')).id);
}
