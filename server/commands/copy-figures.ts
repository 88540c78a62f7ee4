import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type mongoose from 'mongoose';
import { dayInZone } from '#shared/domain/calendar-date.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import type { CompanyStand } from '../mongo/backup/manifest.ts';
import type { Copy } from '../mongo/backup/take-copy.ts';
import { inTenant } from '../mongo/tenancy.ts';
import type { Services } from '../services.ts';

type Figures = NonNullable<CompanyStand['figures']>;

/** The hash of a company's figures of one day, as they were known at one instant: the same question on the same data gives the same bytes. */
export async function hashOfFigures(
  { reports }: Pick<Services, 'reports'>,
  tenant: Tenant,
  { asOf, knownAt }: Omit<Figures, 'sha256'>,
): Promise<string> {
  const answer = await inTenant(tenant.id, () => reports.answer('kpis', { asOf, knownAt } as never, tenant));
  return hash('sha256', JSON.stringify(answer), 'hex');
}

interface FiguresOrder {
  readonly db: mongoose.mongo.Db;
  readonly services: Pick<Services, 'reports' | 'tenants'>;
  readonly takenAt: Date;
}

/** Asks a running company for its figures as they were when its copy was taken; null where nothing had happened yet, or where it went on so that they cannot be told apart. */
export async function figuresAtCopy(stand: Copy['companies'][number], order: FiguresOrder): Promise<Figures | null> {
  const { db, services, takenAt } = order;
  const before = await changesOf(db, stand);
  const tenant = (await services.tenants.list()).find(({ id }) => id === stand.id);
  if (tenant === undefined || before.knownAt === null) return null;
  const question = { asOf: dayInZone(takenAt, tenant.zone), knownAt: before.knownAt.toISOString() };
  const sha256 = await hashOfFigures(services, tenant, question);
  const after = await changesOf(db, stand);
  const isStill = isDeepStrictEqual(before, after) && before.isAsCopied;
  return isStill ? { ...question, sha256 } : null;
}

/** What figures rest on: the last instant at which something of the copy was written, the company itself, and whether something of that instant came later. */
async function changesOf(db: mongoose.mongo.Db, { id: tenantId, log, ledger }: Copy['companies'][number]) {
  const [tenant, head, entry] = await Promise.all([
    db.collection<{ _id: string }>('tenants').findOne({ _id: tenantId }),
    db.collection('ledgerHeads').findOne({ tenantId }),
    db.collection('activities').findOne({ tenantId, seq: { $lte: log.seq } }, { sort: { seq: -1 } }),
  ]);
  const instants = [head?.at, entry?.recordedAt].flatMap((at) => (at instanceof Date ? [at.getTime()] : []));
  const knownAt = instants.length === 0 ? null : new Date(Math.max(...instants));
  const later = await db
    .collection('activities')
    .findOne({ tenantId, seq: { $gt: log.seq }, recordedAt: { $lte: knownAt } });
  return { tenant, knownAt, isAsCopied: later === null && (head?.number ?? 0) === ledger };
}
