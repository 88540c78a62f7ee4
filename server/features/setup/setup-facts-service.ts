import type { TenantId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import type { UserRepository } from '../../identity/user-repository.ts';
import type { Clock } from '../../ports.ts';
import type { FeedRunService } from '../erp-feed/feed-run-service.ts';
import type { TemplateService } from '../templates/template-service.ts';
import type { SetupFacts } from './setup-facts.ts';
import type { SetupSettings } from './setup-settings.ts';
import type { SetupTryRepository } from './setup-try-repository.ts';

export interface SetupFactSources {
  readonly tenants: Pick<TenantRepository, 'findById'>;
  readonly users: Pick<UserRepository, 'list'>;
  readonly feedRuns: Pick<FeedRunService, 'standings'>;
  readonly templateService: Pick<TemplateService, 'listLive'>;
  /** What was decided about keeping texts, in words; null where nothing was. */
  readonly retentionInWords: () => Promise<string | null>;
  readonly tries: SetupTryRepository;
  readonly settings: SetupSettings;
  readonly clock: Clock;
}

/** Reads what the steps of the set-up are judged by. */
export class SetupFactsService {
  constructor(private readonly sources: SetupFactSources) {}

  /** Throws DomainError `not_found` where the company is gone. */
  async read(tenantId: TenantId): Promise<SetupFacts> {
    const { tenants, users, feedRuns, templateService, tries, settings, clock } = this.sources;
    const [tenant, people, feeds, templates, retention, known] = await Promise.all([
      tenants.findById(tenantId),
      users.list(),
      feedRuns.standings(),
      templateService.listLive(),
      this.sources.retentionInWords(),
      tries.findAll(),
    ]);
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    return { now: clock.now(), tenant, users: people, feeds, templates, retention, tries: known, settings };
  }
}
