import { readFileSync } from 'node:fs';
import request, { type Response } from 'supertest';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import type { Tenant } from '../../../../server/identity/tenant-repository.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { FilledMessage, TemplateView } from '../../../../shared/api/dispatches.ts';
import type { ItemId } from '../../../../shared/domain/ids.ts';
import type { TestApp, TestUser } from '../../../support/app.ts';
import { customerRow, eur, itemRow, runRequest } from '../../../support/ledger-rows.ts';

const TEMPLATES: unknown = JSON.parse(
  readFileSync(new URL('../../../../docs/examples/templates.json', import.meta.url), 'utf8'),
);

let nextKey = 1;

export function aKey(): string {
  nextKey += 1;
  return `key-of-the-test-${nextKey}`;
}

/** A company with two collectors and a manager, the example templates, and customer C1 with two past-due invoices and one that is not due. */
export class CollectionsCase {
  readonly ana: TestUser;
  readonly ben: TestUser;
  readonly manager: TestUser;
  readonly items = new Map<string, ItemId>();
  customerId = '';
  templates: TemplateView[] = [];

  private fed = 0;

  private constructor(
    readonly app: TestApp,
    readonly tenant: Tenant,
    { ana, ben, manager }: { readonly ana: TestUser; readonly ben: TestUser; readonly manager: TestUser },
  ) {
    this.ana = ana;
    this.ben = ben;
    this.manager = manager;
  }

  static async begin(app: TestApp): Promise<CollectionsCase> {
    const tenant = await app.tenant();
    const ana = await app.user(tenant, 'collector', 'ana@brightwater.example');
    const ben = await app.user(tenant, 'collector', 'ben@brightwater.example');
    const begun = new CollectionsCase(app, tenant, { ana, ben, manager: await app.user(tenant, 'manager') });
    await begun.feed(
      customerRow('C1', {
        name: 'Kestrel Ltd',
        language: 'en',
        contacts: [
          { name: 'Kim Osei', email: 'kim@kestrel.example', phone: '', role: 'accounts_payable', language: '' },
        ],
      }),
      customerRow('C2', { name: 'Heron AG', language: 'de' }),
      itemRow('104233', { issuedOn: '2026-09-01', dueOn: '2026-10-01', amount: eur(120_000) }),
      itemRow('104250', { issuedOn: '2026-10-01', dueOn: '2026-10-31', amount: eur(80_000) }),
      itemRow('104300', { issuedOn: '2026-11-10', dueOn: '2026-12-10', amount: eur(50_000) }),
      itemRow('200001', { customerNumber: 'C2', issuedOn: '2026-09-01', dueOn: '2026-10-01' }),
    );
    await begun.loadTemplates();
    return begun;
  }

  /** Takes rows into the ledger, as of a day that goes on with each file. */
  async feed(...rows: LedgerRow[]): Promise<void> {
    const dataAsOf = new Date(Date.UTC(2026, 10, 19, 22, this.fed));
    this.fed += 1;
    await this.in(async () => {
      const { state, problems } = await this.app.services.ledgerRuns.take(runRequest(rows, { dataAsOf }));
      if (state !== 'committed') throw new Error(`The feed was ${state}: ${JSON.stringify(problems)}`);
      const found = await collectionNamed<{ itemId: string; number: string }>('itemVersions')
        .find({ tenantId: this.tenant.id } as never)
        .toArray();
      for (const { number, itemId } of found) this.items.set(number, itemId as ItemId);
      const [customer] = await this.app.services.customers.findByPaddedNumbers(['C1'], Number.MAX_SAFE_INTEGER - 1);
      this.customerId = customer?.id ?? '';
    });
  }

  item(number: string): ItemId {
    const id = this.items.get(number);
    if (id === undefined) throw new Error(`The case has no item ${number}.`);
    return id;
  }

  template(stage: string, language = 'en'): TemplateView {
    const found = this.templates.find((template) => template.stage === stage && template.language === language);
    if (found === undefined) throw new Error(`The case has no template ${stage} in ${language}.`);
    return found;
  }

  /** What is asked of a message: the first notice about the two past-due invoices, unless it says otherwise. */
  wish(changes: Record<string, unknown> = {}): Record<string, unknown> {
    return { customerId: this.customerId, templateId: this.template('first_notice').id, itemIds: [], ...changes };
  }

  in<T>(work: () => Promise<T>): Promise<T> {
    return inTenant(this.tenant.id, work);
  }

  async get(path: string, by = this.ana): Promise<Response> {
    return request(this.app.express).get(path).set('Authorization', `Bearer ${by.token}`);
  }

  async post(path: string, body: unknown, { by = this.ana, key = aKey() } = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${by.token}`, 'idempotency-key': key };
    return request(this.app.express)
      .post(path)
      .set(headers)
      .send(body as object);
  }

  async announce(ticket: unknown, recipients = ['kim@kestrel.example'], rest: object = {}): Promise<Response> {
    return request(this.app.express)
      .post('/api/on-send')
      .send({ ticket, recipients, ...rest });
  }

  /** The log, in its order. */
  async log(): Promise<Record<string, unknown>[]> {
    return collectionNamed('activities')
      .find({ tenantId: this.tenant.id } as never)
      .sort({ seq: 1 })
      .toArray();
  }

  async loggedAs(): Promise<string[]> {
    return (await this.log()).map(({ kind, code, delivery }) => `${kind} ${code} ${delivery ?? ''}`.trim());
  }

  private async loadTemplates(): Promise<void> {
    const { loaded } = await this.in(() =>
      this.app.services.templateService.loadFile(TEMPLATES, 'admin@brightwater.example'),
    );
    this.templates = [...loaded];
  }
}

export function totalOf({ total }: FilledMessage): string {
  return total.map(({ minor, currency }) => `${minor} ${currency}`).join(', ');
}
