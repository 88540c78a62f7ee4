import type { chooseDigest, DigestView } from '#shared/api/digests.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { Tenant, TenantRepository } from '../../identity/tenant-repository.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type Clock, today } from '../../ports.ts';
import { composeDigest, digestHtml, digestPlain, seesCompany } from './compose-digest.tsx';
import { nextDigest } from './digest-days.ts';
import type { DigestDelivery, DigestDeliveryRepository } from './digest-delivery-repository.ts';
import type { DigestFigures } from './digest-figures.ts';
import type { DigestSubscription, DigestSubscriptionRepository } from './digest-subscription-repository.ts';

export interface DigestParts {
  readonly subscriptions: DigestSubscriptionRepository;
  readonly deliveries: DigestDeliveryRepository;
  readonly figures: DigestFigures;
  readonly tenants: TenantRepository;
  readonly clock: Clock;
  readonly baseUrl: string;
}

/** One that was begun so long ago is not under way any more: the process ended in it. */
const LONGEST_SENDING_MS = 15 * 60_000;
const IN_DOUBT = 'The server stopped while it was sending it; so that you do not get it twice it was not sent again.';

/** The rhythm of a preview for who has none. */
const PREVIEWED = 'weekly';

/** How each person gets the digest. */
export class DigestService {
  constructor(private readonly parts: DigestParts) {}

  async view(actor: Actor): Promise<DigestView> {
    const { subscriptions, deliveries } = this.parts;
    const subscription = await subscriptions.find(actor.userId);
    const last = await deliveries.findLatest(actor.userId);
    const rhythm = subscription?.rhythm ?? null;
    return {
      rhythm,
      measures: [...this.measuresOf(subscription, actor)],
      next: rhythm === null ? null : await this.nextOf(rhythm),
      last: last === null ? null : this.lastOf(last),
    };
  }

  /** Throws DomainError `measure_unknown`, and `not_allowed` for who does not see the company's figures and names some. */
  async choose(actor: Actor, { rhythm, measures }: BodyOf<typeof chooseDigest>): Promise<DigestView> {
    const { subscriptions, clock } = this.parts;
    this.check(measures ?? [], actor);
    const before = await subscriptions.find(actor.userId);
    await subscriptions.save({
      userId: actor.userId,
      rhythm,
      measures: measures === undefined ? (before?.measures ?? null) : [...new Set(measures)],
      // Who changes the measures alone still gets the digest that is due.
      chosenAt: before?.rhythm === rhythm ? before.chosenAt : clock.now(),
    });
    return this.view(actor);
  }

  /** The digest as it would leave now; a weekly one where no rhythm is chosen. Its pictures stand in it as `data:` addresses. */
  async preview(actor: Actor): Promise<{ subject: string; html: string; text: string }> {
    const { subscriptions, figures, clock, baseUrl } = this.parts;
    const [tenant, subscription] = [await this.tenant(), await subscriptions.find(actor.userId)];
    const reader = { id: actor.userId, name: actor.name, role: actor.role };
    const rhythm = subscription?.rhythm ?? PREVIEWED;
    const measures = this.measuresOf(subscription, actor);
    const day = today(clock, tenant.zone);
    const digest = await composeDigest({ tenant, reader, rhythm, measures, day, baseUrl }, figures.read(tenant));
    const html = await digestHtml(digest, ({ png }) => `data:image/png;base64,${Buffer.from(png).toString('base64')}`);
    return { subject: digest.content.subject, html, text: digestPlain(digest) };
  }

  private measuresOf(subscription: DigestSubscription | null, { role }: Pick<Actor, 'role'>): readonly string[] {
    if (!seesCompany(role)) return [];
    const { measures, usualMeasures } = this.parts.figures;
    // What an earlier version knew and this one does not is left out.
    return (subscription?.measures ?? usualMeasures).filter((key) => measures.includes(key));
  }

  private check(measures: readonly string[], { role }: Actor): void {
    if (measures.length > 0 && !seesCompany(role)) {
      throw new DomainError('not_allowed', 'Measures are of the company; your digest shows your own figures.');
    }
    const known = this.parts.figures.measures;
    const unknown = measures.filter((key) => !known.includes(key));
    if (unknown.length === 0) return;
    const problems = unknown.map((key) => ({ field: 'measures', problem: `names "${key}", which is no measure` }));
    throw new DomainError('measure_unknown', `There is no measure ${unknown.join(', ')}.`, problems);
  }

  private async nextOf(rhythm: NonNullable<DigestSubscription['rhythm']>): Promise<string | null> {
    const { zone, settings } = await this.tenant();
    const next = nextDigest(rhythm, this.parts.clock.now(), { zone, calendar: businessCalendarOf(settings) });
    return next?.at.toISOString() ?? null;
  }

  /** What is under way is not told: it is about to be one of the others. */
  private lastOf({ at, state, why }: DigestDelivery): DigestView['last'] {
    const instant = at.toISOString();
    if (state !== 'sending') return { at: instant, state, why };
    const isOver = this.parts.clock.now().getTime() - at.getTime() > LONGEST_SENDING_MS;
    return isOver ? { at: instant, state: 'in_doubt', why: IN_DOUBT } : null;
  }

  private async tenant(): Promise<Tenant> {
    const tenant = await this.parts.tenants.findById(currentTenant());
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    return tenant;
  }
}
