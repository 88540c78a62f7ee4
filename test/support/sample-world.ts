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

export type MakeSample = (world: SampleWorld) => OperationSample | Promise<OperationSample>;

/** The text of one of the example files. */
export function example(name: string): string {
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
    return this.userId('collector');
  }

  userId(role: Role): string {
    return this.remember(this.users.get(role)?.actor.userId);
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

  async post(path: string, body: object, role: Role = 'collector'): Promise<Record<string, string>> {
    keys += 1;
    const answer = await request(this.app.express)
      .post(path)
      .set({ authorization: `Bearer ${this.token(role)}`, 'idempotency-key': `sample-key-${keys}` })
      .send(body);
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }

  remember(id: string | undefined): string {
    if (id === undefined || id === '') throw new Error('The sample has no id.');
    this.known.add(id);
    return id;
  }
}
