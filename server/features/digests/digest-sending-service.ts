import type { Tenant } from '../../identity/tenant-repository.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import type { User, UserRepository } from '../../identity/user-repository.ts';
import { type Mailer, MailNotSent } from '../../mail/mailer.ts';
import type { Clock } from '../../ports.ts';
import { composeDigest, digestHtml, digestPlain, seesCompany } from './compose-digest.tsx';
import { type DigestTime, latestDigest } from './digest-days.ts';
import type { DigestDelivery, DigestDeliveryRepository, DigestOutcome } from './digest-delivery-repository.ts';
import type { DigestFigures, DigestReading } from './digest-figures.ts';
import type { DigestSubscription, DigestSubscriptionRepository } from './digest-subscription-repository.ts';

export interface SendingParts {
  readonly subscriptions: DigestSubscriptionRepository;
  readonly deliveries: DigestDeliveryRepository;
  readonly users: UserRepository;
  readonly figures: DigestFigures;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly baseUrl: string;
}

interface DueDigest {
  readonly subscription: DigestSubscription & { readonly rhythm: NonNullable<DigestSubscription['rhythm']> };
  readonly time: DigestTime;
}

/** After how many minutes one that certainly did not leave is tried again: the first, the second, … time. */
const AGAIN_AFTER_MINUTES = [5, 15, 60, 180];
const MINUTE_MS = 60_000;

/** Sends digests when they are due: each at most once. */
export class DigestSendingService {
  constructor(private readonly parts: SendingParts) {}

  /**
   * Sends what is due in the current tenant. What goes wrong with one is kept with it, and told to `failed` where it is a fault of ours; the others leave all the
   * same. Nothing is sent twice, whoever calls this how often: a digest is taken by one before anything leaves, and one whose sending was cut off stays in doubt. Gives what became of each.
   */
  async sendDue(tenant: Tenant, failed: (error: unknown) => void): Promise<DigestOutcome['state'][]> {
    const { subscriptions, deliveries, figures, clock } = this.parts;
    const states: DigestOutcome['state'][] = [];
    let reading: DigestReading | null = null;
    for (const due of this.dueOf(await subscriptions.findActive(), tenant)) {
      const { subscription, time } = due;
      const name = `${subscription.rhythm} ${time.day}`;
      const delivery = await deliveries.take(subscription.userId, name, clock.now());
      if (delivery === null) continue;
      reading ??= figures.read(tenant);
      const outcome = await this.outcomeOf({ tenant, due, delivery, reading }, failed);
      await deliveries.finish(delivery.id, outcome);
      states.push(outcome.state);
    }
    return states;
  }

  private dueOf(subscriptions: readonly DigestSubscription[], { zone, settings }: Tenant): DueDigest[] {
    const working = { zone, calendar: businessCalendarOf(settings) };
    return subscriptions.flatMap((subscription) => {
      const { rhythm, chosenAt } = subscription;
      if (rhythm === null) return [];
      const time = latestDigest(rhythm, this.parts.clock.now(), working);
      return time === null || time.at <= chosenAt ? [] : [{ subscription: { ...subscription, rhythm }, time }];
    });
  }

  private async outcomeOf(sending: Sending, failed: (error: unknown) => void): Promise<DigestOutcome> {
    const { clock } = this.parts;
    try {
      await this.send(sending);
      return { state: 'sent', why: null, againAt: null, at: clock.now() };
    } catch (error) {
      if (error instanceof MailNotSent) return this.notSent(error.message, error.mayPass, sending.delivery);
      failed(error);
      if (error instanceof HandedOver) {
        return { state: 'in_doubt', why: IN_DOUBT, againAt: null, at: clock.now() };
      }
      return this.notSent('The figures could not be put together.', true, sending.delivery);
    }
  }

  private notSent(why: string, mayPass: boolean, { attempts }: DigestDelivery): DigestOutcome {
    const at = this.parts.clock.now();
    const minutes = mayPass ? AGAIN_AFTER_MINUTES[attempts - 1] : undefined;
    const againAt = minutes === undefined ? null : new Date(at.getTime() + minutes * MINUTE_MS);
    return { state: 'failed', why, againAt, at };
  }

  /** Throws MailNotSent where it certainly did not leave, HandedOver where that is open. */
  private async send({ tenant, due, delivery, reading }: Sending): Promise<void> {
    const { baseUrl, mailer } = this.parts;
    const { subscription, time } = due;
    const reader = await this.readerOf(subscription);
    const asked = { tenant, reader, rhythm: subscription.rhythm, day: time.day, baseUrl };
    const digest = await composeDigest({ ...asked, measures: this.measuresFor(subscription, reader) }, reading);
    const html = await digestHtml(digest, ({ cid }) => `cid:${cid}`);
    const mail = {
      to: { name: reader.name, address: reader.email },
      subject: digest.content.subject,
      html,
      text: digestPlain(digest),
      pictures: [...digest.pictures.values()],
      id: `digest.${delivery.id}`,
      endAddress: digest.content.endAddress,
    };
    await mailer.send(mail).catch((error: unknown) => {
      throw error instanceof MailNotSent ? error : new HandedOver(error);
    });
  }

  private async readerOf({ userId }: DigestSubscription): Promise<User> {
    const user = await this.parts.users.findById(userId);
    if (user === null || user.disabled) throw new MailNotSent('This user has been disabled.', false);
    return user;
  }

  private measuresFor({ measures }: DigestSubscription, { role }: User): readonly string[] {
    const { measures: known, usualMeasures } = this.parts.figures;
    return seesCompany(role) ? (measures ?? usualMeasures).filter((key) => known.includes(key)) : [];
  }
}

interface Sending {
  readonly tenant: Tenant;
  readonly due: DueDigest;
  readonly delivery: DigestDelivery;
  readonly reading: DigestReading;
}

const IN_DOUBT = 'The connection ended while it was handed over; so that you do not get it twice it is not sent again.';

/** It was on its way out when something ended it. */
class HandedOver extends Error {
  override readonly name = 'HandedOver';

  constructor(cause: unknown) {
    super('A digest may or may not have left.', { cause });
  }
}
