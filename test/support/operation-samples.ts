import { readFileSync } from 'node:fs';
import request from 'supertest';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../server/mongo/versions.ts';
import { ROLES, type Role } from '../../shared/domain/role.ts';
import type { TestApp, TestUser } from './app.ts';
import { type Directories, TID } from './directories.ts';
import { customerRow, eur, itemRow, paymentRow, runRequest } from './ledger-rows.ts';

/** A request that an operation takes. */
export interface OperationSample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

type MakeSample = (world: SampleWorld) => OperationSample | Promise<OperationSample>;

/** One valid request of each operation; the contract's tests are made from it, and an operation without one fails them. */
export const OPERATION_SAMPLES: Readonly<Record<string, MakeSample>> = {
  openSession: async (world) => ({ body: { kind: 'entra', token: await world.entraToken() } }),
  readMe: () => ({}),
  readSettings: () => ({}),
  changeSettings: () => ({ body: { buckets: [0, 15, 30], autoPost: true } }),
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
  linkThread: (world) => ({ body: { customerId: world.customerId, decision: 'is', address: 'kim@kestrel.example' } }),
};

function example(name: string): string {
  return readFileSync(new URL(`../../docs/examples/${name}`, import.meta.url), 'utf8');
}

let keys = 0;

/** A company with a user of each role and a little of everything that an operation can name. */
export class SampleWorld {
  customerId = '';
  itemId = '';
  templateId = '';

  private constructor(
    readonly app: TestApp,
    readonly directories: Directories,
    readonly tenant: Tenant,
    readonly users: ReadonlyMap<Role, TestUser>,
  ) {}

  /** `tid` tells the company's directory from that of another. */
  static async begin(app: TestApp, directories: Directories, tid = TID): Promise<SampleWorld> {
    const tenant = await app.tenant(`Company ${tid}`, { directories: [{ kind: 'entra', id: tid }] });
    const users = new Map<Role, TestUser>();
    for (const role of ROLES) users.set(role, await app.user(tenant, role, `${role}@brightwater.example`));
    const world = new SampleWorld(app, directories, tenant, users);
    await world.fill();
    return world;
  }

  /** Every id of the company that a sample may carry. */
  get ids(): readonly string[] {
    return [...this.known];
  }

  private readonly known = new Set<string>();

  token(role: Role): string {
    return this.users.get(role)?.token ?? '';
  }

  entraToken(): Promise<string> {
    const claims = this.directories.entraClaims(this.app.clock.now());
    return this.directories.sign({ ...claims, preferred_username: 'collector@brightwater.example' });
  }

  call() {
    const { customerId, itemId } = this;
    return {
      customerId,
      itemIds: [itemId],
      code: 'phone_left_voicemail',
      outcome: 'call_again',
      client: 'outlook',
    };
  }

  claim() {
    const { customerId, itemId } = this;
    return { customerId, itemIds: [itemId], channel: 'email', reason: 'deduction', client: 'outlook' };
  }

  async dispute(): Promise<string> {
    const { dispute } = (await this.post('/api/disputes', this.claim())) as unknown as { dispute: { id: string } };
    return this.remember(dispute.id);
  }

  message() {
    const { customerId, templateId, itemId } = this;
    return { customerId, templateId, itemIds: [itemId] };
  }

  preparation() {
    return { ...this.message(), via: 'outlook', recipients: ['kim@kestrel.example'] };
  }

  async activity(): Promise<string> {
    return this.remember((await this.post('/api/activities', this.call())).id);
  }

  async dispatch(rest: object = {}): Promise<{ id: string; ticket: string; gate: { state: string } }> {
    const dispatch = await this.post('/api/dispatches', { ...this.preparation(), ...rest });
    this.remember(dispatch.id);
    return dispatch as never;
  }

  async feedRun(): Promise<string> {
    const body = { fileName: 'customers.csv', text: example('customers.csv') };
    return this.remember((await this.post('/api/feed-runs/customers', body, 'admin')).id);
  }

  /** A payment of which something is left. */
  async payment(): Promise<string> {
    const { ledgerRuns } = this.app.services;
    await inTenant(this.tenant.id, () => ledgerRuns.take(runRequest([paymentRow('P1', { amount: eur(5_000) })])));
    const filter = { tenantId: this.tenant.id, number: 'P1' } as never;
    return this.remember((await collectionNamed<{ itemId: string }>('itemVersions').findOne(filter))?.itemId);
  }

  async otherCustomer(): Promise<string> {
    const { ledgerRuns } = this.app.services;
    await inTenant(this.tenant.id, () => ledgerRuns.take(runRequest([customerRow('C2')])));
    const filter = { tenantId: this.tenant.id, number: 'C2' } as never;
    return this.remember(
      (await collectionNamed<{ customerId: string }>('customerVersions').findOne(filter))?.customerId,
    );
  }

  async mergedCustomer(): Promise<string> {
    const id = await this.otherCustomer();
    await this.post(`/api/customers/${id}/merge`, { intoId: this.customerId, reason: 'the same company' }, 'admin');
    return id;
  }

  colleague(): string {
    return this.remember(this.users.get('collector')?.actor.userId);
  }

  async task(): Promise<string> {
    const body = { customerId: this.customerId, text: 'Ask for the remittance', dueOn: '2026-11-20' };
    return this.remember((await this.post('/api/tasks', body)).id);
  }

  async team(): Promise<string> {
    const body = { name: `Team ${keys}`, memberIds: [this.colleague()] };
    return this.remember((await this.post('/api/teams', body, 'manager')).id);
  }

  goalFor(owner: object) {
    return { for: owner, measure: 'activities.human', from: '2026-11-01', to: '2026-11-30', target: 40 };
  }

  async goal(): Promise<string> {
    return this.remember((await this.post('/api/goals', this.goalFor({ kind: 'company' }), 'manager')).id);
  }

  async cashDecision(): Promise<string> {
    const body = { decision: 'leave', note: '' };
    const decided = await this.post(`/api/cash-application/${await this.payment()}/decisions`, body, 'manager');
    return this.remember(decided.decisionId);
  }

  async savedView(): Promise<string> {
    const body = { name: 'Mine', address: '/reports/ageing', scope: 'shared' };
    return this.remember((await this.post('/api/saved-views', body, 'manager')).id);
  }

  private async fill(): Promise<void> {
    const { ledgerRuns, templateService } = this.app.services;
    await inTenant(this.tenant.id, async () => {
      const contact = { name: 'Kim Osei', email: 'kim@kestrel.example', phone: '', role: '', language: '' };
      await ledgerRuns.take(
        runRequest([
          customerRow('C1', { name: 'Kestrel Ltd', language: 'en', contacts: [contact] }),
          itemRow('104233', { issuedOn: '2026-09-01', dueOn: '2026-10-01', amount: eur(120_000) }),
        ]),
      );
      const { loaded } = await templateService.loadFile(JSON.parse(example('templates.json')), 'admin');
      this.templateId = this.remember(loaded.find(({ stage }) => stage === 'first_notice')?.id);
      const item = await collectionNamed<{ itemId: string; customerId: string }>('itemVersions').findOne({
        tenantId: this.tenant.id,
      } as never);
      this.itemId = this.remember(item?.itemId);
      this.customerId = this.remember(item?.customerId);
    });
  }

  private async post(path: string, body: object, role: Role = 'collector'): Promise<Record<string, string>> {
    keys += 1;
    const answer = await request(this.app.express)
      .post(path)
      .set({ authorization: `Bearer ${this.token(role)}`, 'idempotency-key': `sample-key-${keys}` })
      .send(body);
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }

  private remember(id: string | undefined): string {
    if (id === undefined || id === '') throw new Error('The sample has no id.');
    this.known.add(id);
    return id;
  }
}
