import type { AdminLogService } from '../../identity/admin-log-service.ts';
import { GmailSetupService } from './gmail-setup-service.ts';
import { OutlookSetupService } from './outlook-setup-service.ts';
import { OwnAddresses } from './own-addresses.ts';
import type { SetupTools } from './setup-facts.ts';
import { type SetupFactSources, SetupFactsService } from './setup-facts-service.ts';
import { SetupService } from './setup-service.ts';
import type { SetupSettings } from './setup-settings.ts';
import { SetupTryRepository } from './setup-try-repository.ts';
import { TakenManifestRepository } from './taken-manifest-repository.ts';

export type SetupSources = Omit<SetupFactSources, 'tries'> &
  Omit<SetupTools, 'addresses'> & { readonly tenants: SetupFactSources['tenants']; readonly adminLog: AdminLogService };

/** The set-up of a company: its checklist, and what the admins of Microsoft 365 and Google Workspace need. */
export function createSetup(sources: SetupSources) {
  const tries = new SetupTryRepository();
  const parts = { ...sources, tries };
  const addresses = new OwnAddresses(configuredAddresses(sources.settings));
  return {
    setup: new SetupService(new SetupFactsService(parts), tries, { ...sources, addresses }),
    outlookSetup: new OutlookSetupService({ ...parts, taken: new TakenManifestRepository() }),
    gmailSetup: new GmailSetupService(parts),
  };
}

function configuredAddresses({ baseUrl, signIn, gmail }: SetupSettings): (string | null)[] {
  const { entra, google } = signIn;
  return [baseUrl, gmail.endpoint, entra.discovery, entra.keys, google.discovery, google.keys];
}
