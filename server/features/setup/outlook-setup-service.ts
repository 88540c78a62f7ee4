import { DomainError } from '../../errors.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { consentChanges } from '../../manifest/consent-facts.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Clock } from '../../ports.ts';
import { type MadeManifest, makeManifest, type OutlookManifest } from './outlook-manifest.ts';
import { consentLinks, entraRegistration } from './outlook-values.ts';
import type { SetupSettings } from './setup-settings.ts';
import type { SetupTryRepository } from './setup-try-repository.ts';
import type { TakenManifest, TakenManifestRepository } from './taken-manifest-repository.ts';

export interface OutlookSetupSources {
  readonly tenants: Pick<TenantRepository, 'findById'>;
  readonly taken: TakenManifestRepository;
  readonly tries: SetupTryRepository;
  readonly adminLog: AdminLogService;
  readonly settings: SetupSettings;
  readonly clock: Clock;
}

/** What an admin needs to deploy the Outlook pane, and what has changed since they did. */
export class OutlookSetupService {
  /** The manifest follows from the configuration, which is read once. */
  private readonly made: MadeManifest;

  constructor(private readonly sources: OutlookSetupSources) {
    this.made = makeManifest(sources.settings);
  }

  /** The manifest; null where BASE_URL is none that Outlook takes. */
  get manifest(): OutlookManifest | null {
    return this.made.ok ? this.made.manifest : null;
  }

  async read() {
    const { tenants, taken, tries, settings } = this.sources;
    const [tenant, last, lastTry] = await Promise.all([
      tenants.findById(currentTenant()),
      taken.find(),
      tries.find('outlook'),
    ]);
    return {
      manifest: this.manifest,
      whyNoManifest: this.made.ok ? null : this.made.why,
      registration: entraRegistration(settings),
      consentLinks: consentLinks(settings, tenant?.directories ?? []),
      taken: last === null ? null : { ...last, ...this.comparedWith(last) },
      lastTry,
    };
  }

  /** Gives the manifest for deploying, and keeps which one it was. Throws DomainError `manifest_unavailable`. */
  async take(by: string): Promise<{ fileName: string; xml: string }> {
    if (!this.made.ok) throw new DomainError('manifest_unavailable', this.made.why);
    const { version, hash, facts, xml } = this.made.manifest;
    const { taken, adminLog, clock } = this.sources;
    await inTransaction(async (session) => {
      const before = await taken.find(session);
      await taken.keep({ at: clock.now(), by, version, hash, facts }, session);
      const deed = { by, area: 'company', deed: 'manifest_taken', subject: 'Outlook' } as const;
      const noted = { before: logged(before), after: logged({ version, hash, facts }) };
      await adminLog.note({ ...deed, ...noted }, session);
    });
    return { fileName: `duethread-${version}.xml`, xml };
  }

  private comparedWith({ hash, facts }: TakenManifest) {
    const now = this.manifest;
    return { isSame: now?.hash === hash, consentChanges: now === null ? [] : consentChanges(facts, now.facts) };
  }
}

function logged(manifest: Pick<TakenManifest, 'version' | 'hash' | 'facts'> | null): unknown {
  return manifest === null ? null : { version: manifest.version, sha256: manifest.hash, ...manifest.facts };
}
