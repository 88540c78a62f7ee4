import type { MachineScope } from '#shared/api/machine-scope.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { TenantId } from '#shared/domain/ids.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { inTransaction } from '../mongo/in-transaction.ts';
import { inTenant } from '../mongo/tenancy.ts';
import { type Clock, today } from '../ports.ts';
import type { AdminLogService } from './admin-log-service.ts';
import { isKeyOfHash, namedByKey, newMachineKey } from './machine-key.ts';
import type { MachineKey, MachineKeyRepository } from './machine-key-repository.ts';
import type { Tenant } from './tenant-repository.ts';

export interface MachineKeyParts {
  readonly machineKeys: MachineKeyRepository;
  readonly adminLog: AdminLogService;
  readonly clock: Clock;
}

export interface AskedKey {
  readonly name: string;
  readonly scopes: readonly MachineScope[];
  readonly days: number;
}

/** A key that is valid, with whose it is. */
export interface AdmittedKey {
  readonly key: MachineKey;
  readonly tenant: Tenant;
  readonly tenantId: TenantId;
}

const DAY_MS = 24 * 60 * 60_000;

/** Keys of programs: made by an admin, shown once, held as a hash, ended by time or by hand. */
export class MachineKeyService {
  /** By key the day whose use is written down already. */
  private readonly noted = new Map<string, CalendarDate>();

  constructor(private readonly parts: MachineKeyParts) {}

  /** Makes a key of the actor's company. What it gives is the only place where the key itself stands. */
  async create({ name, scopes, days }: AskedKey, actor: Actor): Promise<{ key: string; machineKey: MachineKey }> {
    const { machineKeys, adminLog, clock } = this.parts;
    const { key, keyId: id, hash, begins } = newMachineKey(actor.tenantId);
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
    const made = { name, scopes: [...new Set(scopes)], begins, createdBy: actor.email, createdAt, expiresAt };
    const machineKey = { id, hash, ...made, revokedAt: null, lastUsedOn: null };
    await inTransaction(async (session) => {
      await machineKeys.insert(machineKey, session);
      const after = { begins, scopes: made.scopes, expiresAt };
      await adminLog.note({ ...deedOf(actor, 'created', name), before: null, after }, session);
    });
    return { key, machineKey };
  }

  list(): Promise<MachineKey[]> {
    return this.parts.machineKeys.list();
  }

  /** Ends a key from the next request on; a key that has been ended stays as it is. Throws DomainError `not_found`. */
  async revoke(id: string, actor: Actor): Promise<MachineKey> {
    const { machineKeys, adminLog, clock } = this.parts;
    return inTransaction(async (session) => {
      const key = await machineKeys.findById(id, session);
      if (key === null) throw new DomainError('not_found', 'There is no such key.');
      if (key.revokedAt !== null) return key;
      const revokedAt = clock.now();
      await machineKeys.revoke(id, revokedAt, session);
      const [before, after] = [null, revokedAt].map((at) => ({ begins: key.begins, revokedAt: at }));
      await adminLog.note({ ...deedOf(actor, 'revoked', key.name), before, after }, session);
      return { ...key, revokedAt };
    });
  }

  /** The key behind a text, with its company. Throws DomainError `token_refused` for one that is unknown, has run out or was ended. */
  async admit(text: string): Promise<AdmittedKey> {
    const named = namedByKey(text);
    if (named === null) throw refused();
    const { tenantId, keyId } = named;
    return inTenant(tenantId, async () => {
      const { key, tenant } = await this.parts.machineKeys.findWithTenant(keyId);
      if (key === null || tenant === null || !isKeyOfHash(text, key.hash)) throw refused();
      if (key.revokedAt !== null || key.expiresAt <= this.parts.clock.now()) throw refused();
      await this.noteUse(key);
      return { key, tenant, tenantId };
    });
  }

  /** Once a day and process at most. */
  private async noteUse({ id, lastUsedOn }: MachineKey): Promise<void> {
    const day = today(this.parts.clock, 'UTC');
    if (lastUsedOn === day || this.noted.get(id) === day) return;
    this.noted.set(id, day);
    await this.parts.machineKeys.noteUse(id, day);
  }
}

function deedOf({ email: by }: Actor, deed: string, subject: string) {
  return { by, area: 'machine_keys' as const, deed, subject };
}

function refused(): DomainError {
  return new DomainError('token_refused', 'This key is not valid, has run out or was ended.');
}
