import type { CustomerService } from '../../features/customers/customer-service.ts';
import type { LedgerPositionService } from '../../features/receivables/ledger-position-service.ts';
import { createSetup, type SetupSources } from '../../features/setup/create-setup.ts';
import { type RetentionSources, retentionInWords } from '../../features/setup/retention-words.ts';
import type { SetupSettings } from '../../features/setup/setup-settings.ts';
import { CompanyService, type CompanySources } from '../../identity/company-service.ts';
import type { Clock } from '../../ports.ts';
import type { ReportService } from '../report-service.ts';
import { ageingSums } from './ageing-sums.ts';

type Sources = Pick<SetupSources, 'users' | 'feedRuns' | 'templateService'> &
  Pick<CompanySources, 'tenants' | 'adminLog'> &
  RetentionSources & {
    readonly customers: CustomerService;
    readonly ledgerPositions: LedgerPositionService;
    readonly reports: ReportService;
  };

/** The company itself and the checklist of its set-up, which looks at ledger, customers and figures. */
export function createCompanySetup(sources: Sources, settings: SetupSettings, clock: Clock) {
  const { tenants, customers, ledgerPositions, reports } = sources;
  const setup = createSetup({
    ...sources,
    settings,
    clock,
    retentionInWords: () => retentionInWords(sources),
    ageingSums: ageingSums(reports, tenants),
    customersOfDomains: async (domains) => {
      const { run } = await ledgerPositions.positionAt();
      return (await customers.findByMailDomains(domains, run)).map(({ number }) => number);
    },
  });
  const hasRuns = async () => (await ledgerPositions.positionAt()).run > 0;
  return { ...setup, company: new CompanyService({ ...sources, hasRuns }) };
}
