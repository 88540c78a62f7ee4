import request, { type Response } from 'supertest';
import type { Tenant } from '../../../../server/identity/tenant-repository.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import type { Role } from '../../../../shared/domain/role.ts';
import type { TestApp, TestUser } from '../../../support/app.ts';

type Method = 'get' | 'post' | 'put' | 'delete';

/** A company with an admin, Ana who collects and Mo who manages, and the requests they make. */
export class UsersWorld {
  private constructor(
    readonly app: TestApp,
    readonly tenant: Tenant,
    private readonly users: Readonly<Record<'admin' | 'ana' | 'mo', TestUser>>,
  ) {}

  static async begin(app: TestApp, changes: Partial<Tenant> & { readonly name?: string } = {}): Promise<UsersWorld> {
    const tenant = await app.tenant(changes.name ?? 'Brightwater GmbH', changes);
    const admin = await app.user(tenant, 'admin', 'admin@brightwater.example');
    const ana = await app.user(tenant, 'collector', 'ana@brightwater.example');
    const mo = await app.user(tenant, 'manager', 'mo@brightwater.example');
    return new UsersWorld(app, tenant, { admin, ana, mo });
  }

  get admin(): TestUser {
    return this.users.admin;
  }

  get ana(): TestUser {
    return this.users.ana;
  }

  get mo(): TestUser {
    return this.users.mo;
  }

  user(role: Role, name: string): Promise<TestUser> {
    return this.app.user(this.tenant, role, `${name}@brightwater.example`);
  }

  in<T>(work: () => Promise<T>): Promise<T> {
    return inTenant(this.tenant.id, work);
  }

  async send(method: Method, path: string, body?: object, as: TestUser = this.admin): Promise<Response> {
    const sending = request(this.app.express)[method](path).set('authorization', `Bearer ${as.token}`);
    return body === undefined ? sending : sending.send(body);
  }

  /** What the admin log says of an area, the latest first. */
  async logged(
    area: string,
  ): Promise<{ by: string; deed: string; subject: string; before: unknown; after: unknown }[]> {
    const { changes } = await this.in(() => this.app.services.adminLog.list({ area: area as never }));
    return changes.map(({ by, deed, subject, before, after }) => ({ by, deed, subject, before, after }));
  }
}
