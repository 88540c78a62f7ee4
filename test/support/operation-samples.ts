import { eur } from './ledger-rows.ts';
import { SETUP_SAMPLES } from './operation-samples-setup.ts';
import { SIGN_IN_SAMPLES } from './operation-samples-sign-in.ts';
import { TEMPLATE_SAMPLES } from './operation-samples-templates.ts';
import { TEXT_SAMPLES } from './operation-samples-texts.ts';
import { USER_SAMPLES } from './operation-samples-users.ts';
import { example, type MakeSample } from './sample-world.ts';

/** One valid request of each operation; the contract's tests are made from it, and an operation without one fails them. */
export const OPERATION_SAMPLES: Readonly<Record<string, MakeSample>> = {
  openSession: async (world) => ({ body: { kind: 'entra', token: await world.entraToken() } }),
  readMe: () => ({}),
  ...SIGN_IN_SAMPLES,
  ...SETUP_SAMPLES,
  readSettings: () => ({}),
  changeSettings: () => ({ body: { buckets: [0, 15, 30], autoPost: true } }),
  listAdminChanges: () => ({ query: { area: 'settings', by: 'admin@brightwater.example' } }),
  takeFeed: () => ({
    params: { profile: 'customers' },
    body: { fileName: 'customers.csv', text: example('customers.csv') },
  }),
  listFeedRuns: () => ({ query: { limit: '10' } }),
  readFeedRun: async (world) => ({ params: { id: await world.feedRun() }, query: { limit: '10' } }),
  listFeedStatus: () => ({}),
  listFeedProfiles: () => ({}),
  readFeedRows: async (world) => ({ params: { id: await world.feedRun() }, query: { from: '2', limit: '10' } }),
  retryFeedRun: async (world) => ({ params: { id: await world.feedRun() }, body: { onProblem: 'refuse' } }),
  takeBackFeedRun: async (world) => ({ params: { id: await world.feedRun() }, body: { reason: 'another company' } }),
  listUnappliedPayments: (world) => ({ query: { customer: world.customerId, limit: '10' } }),
  decideCashMatch: async (world) => ({
    params: { paymentId: await world.payment() },
    body: { decision: 'split', parts: [{ itemId: world.itemId, amount: eur(100) }] },
  }),
  postCertainMatches: () => ({ body: {} }),
  listCashDecisions: async (world) => ({ query: { payment: await world.payment(), limit: '10' } }),
  undoCashDecision: async (world) => ({ params: { id: await world.cashDecision() }, body: { reason: 'a mistake' } }),
  recordActivity: (world) => ({ body: world.call() }),
  correctActivity: async (world) => ({
    params: { id: await world.activity() },
    body: { itemIds: [world.itemId], code: 'phone_refused', outcome: 'refused', client: 'outlook' },
  }),
  recordPromise: (world) => ({
    body: {
      customerId: world.customerId,
      itemIds: [world.itemId],
      channel: 'phone',
      instalments: [{ amount: eur(120_000), promisedFor: '2026-12-01' }],
      client: 'outlook',
    },
  }),
  listPromises: (world) => ({ query: { customerId: world.customerId } }),
  recordDispute: (world) => ({ body: { ...world.claim(), ownerId: world.colleague() } }),
  listDisputes: (world) => ({ query: { customerId: world.customerId } }),
  assignDispute: async (world) => ({ params: { id: await world.dispute() }, body: { ownerId: world.colleague() } }),
  resolveDispute: async (world) => ({
    params: { id: await world.dispute() },
    body: { how: 'rejected', note: 'the goods were signed for', client: 'outlook' },
  }),
  listColleagues: () => ({}),
  withdrawActivity: async (world) => ({ params: { id: await world.activity() }, body: { reason: 'wrong customer' } }),
  listTemplates: (world) => ({ query: { customerId: world.customerId } }),
  previewDispatch: (world) => ({ body: world.message() }),
  prepareDispatch: (world) => ({ body: world.preparation() }),
  overrideGate: async (world) => ({
    params: { id: (await world.dispatch()).id },
    body: { reason: 'agreed on the phone', state: (await world.dispatch()).gate.state },
  }),
  reportDelivery: async (world) => ({ params: { id: (await world.dispatch()).id }, body: { delivery: 'attempted' } }),
  claimSending: async (world) => ({ params: { id: (await world.dispatch()).id }, body: { claim: 'the-only-one' } }),
  readDispatch: async (world) => ({ params: { id: (await world.dispatch()).id } }),
  readDispatchAttachment: async (world) => ({
    params: { id: (await world.dispatch({ attachments: [{ kind: 'statement' }] })).id, place: '0' },
  }),
  linkDocument: (world) => ({ params: { id: world.customerId }, body: { wish: { kind: 'statement' } } }),
  storeInvoiceDocument: () => ({
    body: { number: '104233', fileName: '104233.pdf', base64: Buffer.from('%PDF-1.7').toString('base64') },
  }),
  announceSend: async (world) => ({
    body: { ticket: (await world.dispatch()).ticket, recipients: ['kim@kestrel.example'] },
  }),
  reportSeenMessage: (world) => ({
    body: {
      customerId: world.customerId,
      client: 'outlook',
      from: 'collector@brightwater.example',
      recipients: ['kim@kestrel.example'],
      subject: 'Your open invoices',
      sentAt: '2026-11-20T08:30:00.000Z',
      internetMessageId: '<seen-1@brightwater.example>',
    },
  }),
  findCustomers: () => ({ query: { search: 'Kestrel' } }),
  readCustomerCard: (world) => ({ params: { id: world.customerId } }),
  mergeCustomers: async (world) => ({
    params: { id: await world.otherCustomer() },
    body: { intoId: world.customerId, reason: 'the same company' },
  }),
  undoMerge: async (world) => ({
    params: { id: await world.mergedCustomer() },
    body: { reason: 'two companies after all' },
  }),
  createTask: (world) => ({
    body: {
      customerId: world.customerId,
      text: 'Ask for the remittance',
      dueOn: '2026-11-23',
      ownerId: world.colleague(),
    },
  }),
  changeTask: async (world) => ({
    params: { id: await world.task() },
    body: { ownerId: world.colleague(), state: 'done' },
  }),
  listTasks: (world) => ({ query: { customerId: world.customerId } }),
  readWorklist: () => ({}),
  readActivityText: async (world) => ({ params: { id: await world.activity() } }),
  readTimeline: (world) => ({ params: { id: world.customerId }, query: { limit: '10' } }),
  readThreadContext: () => ({
    body: { participants: [{ role: 'from', address: 'kim@kestrel.example' }], subject: '104233' },
  }),
  readReport: () => ({ params: { name: 'ageing' }, query: { asOf: '2026-11-20' } }),
  readDigest: () => ({}),
  chooseDigest: () => ({ body: { rhythm: 'weekly', measures: [] } }),
  previewDigest: () => ({}),
  listSavedViews: () => ({}),
  addSavedView: () => ({ body: { name: 'Mine', address: '/reports/ageing?by=collector', scope: 'shared' } }),
  removeSavedView: async (world) => ({ params: { id: await world.savedView() } }),
  listTeams: () => ({}),
  addTeam: (world) => ({ body: { name: 'Night watch', memberIds: [world.colleague()] } }),
  changeTeam: async (world) => ({
    params: { id: await world.team() },
    body: { name: 'Day watch', memberIds: [world.colleague()] },
  }),
  removeTeam: async (world) => ({ params: { id: await world.team() } }),
  listGoals: () => ({ query: { on: '2026-11-20' } }),
  addGoal: async (world) => ({ body: world.goalFor({ kind: 'team', id: await world.team() }) }),
  removeGoal: async (world) => ({ params: { id: await world.goal() } }),
  listReviewNotes: (world) => ({ query: { collector: world.colleague() } }),
  addReviewNote: (world) => ({
    body: { collectorId: world.colleague(), from: '2026-11-09', to: '2026-11-15', note: 'We looked at Kestrel.' },
  }),
  readMyFigures: () => ({ query: { from: '2026-11-01', to: '2026-11-20' } }),
  ...USER_SAMPLES,
  ...TEXT_SAMPLES,
  ...TEMPLATE_SAMPLES,
  linkThread: (world) => ({ body: { customerId: world.customerId, decision: 'is', address: 'kim@kestrel.example' } }),
};
