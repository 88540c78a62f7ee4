import type { TenantRepository } from '../../identity/tenant-repository.ts';
import type { UserRepository } from '../../identity/user-repository.ts';
import { type Mailer, NO_MAILER } from '../../mail/mailer.ts';
import { SmtpMailer, type SmtpSettings } from '../../mail/smtp-mailer.ts';
import type { Clock } from '../../ports.ts';
import { DigestDeliveryRepository } from './digest-delivery-repository.ts';
import type { DigestFigures } from './digest-figures.ts';
import { DigestSendingService } from './digest-sending-service.ts';
import { DigestService } from './digest-service.ts';
import { DigestSubscriptionRepository } from './digest-subscription-repository.ts';

export interface DigestSettings {
  readonly baseUrl: string;
  /** Null where the installation sends no mail. */
  readonly mail: SmtpSettings | null;
}

export interface DigestSources {
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
  readonly figures: DigestFigures;
}

/** The digests by e-mail: how each person gets theirs, and their sending. */
export function createDigests(sources: DigestSources, { baseUrl, mail }: DigestSettings, clock: Clock) {
  const mailer: Mailer = mail === null ? NO_MAILER : new SmtpMailer(mail);
  const kept = { subscriptions: new DigestSubscriptionRepository(), deliveries: new DigestDeliveryRepository() };
  const parts = { ...sources, ...kept, baseUrl, clock };
  return { digests: new DigestService(parts), digestSending: new DigestSendingService({ ...parts, mailer }) };
}
