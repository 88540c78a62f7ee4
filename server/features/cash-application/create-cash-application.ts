import type { SettingsService } from '../../identity/settings-service.ts';
import type { Clock } from '../../ports.ts';
import type { ContactSummaries } from '../activities/contact-summary-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import type { RunService } from '../receivables/run-service.ts';
import { Candidates } from './candidates-service.ts';
import { CashAfterFeed } from './cash-after-feed-service.ts';
import { CashApplication } from './cash-application-service.ts';
import { CashDecisionRepository } from './cash-decision-repository.ts';
import { CashView } from './cash-view-service.ts';
import { CertainMatches } from './certain-matches-service.ts';
import { DecisionPlanner } from './decision-planner-service.ts';
import { DecisionPosting } from './decision-posting-service.ts';
import { MatchProposals } from './match-proposals-service.ts';
import type { MatchPayments } from './matching/match.ts';
import { PayerRepository } from './payer-repository.ts';

export interface CashApplicationSources {
  readonly clock: Clock;
  /** The zone of the current tenant. */
  readonly zoneOf: () => Promise<string>;
  readonly settings: SettingsService;
  readonly ledgerPositions: LedgerPositionService;
  readonly ledgerRuns: RunService;
  readonly receivables: ReceivablesReadModel;
  readonly customers: CustomerService;
  readonly contactSummaries: ContactSummaries;
  readonly match: MatchPayments;
}

/** Makes the services of cash application. */
export function createCashApplication(sources: CashApplicationSources) {
  const { receivables, customers, contactSummaries, match } = sources;
  const decisions = new CashDecisionRepository();
  const payers = new PayerRepository();
  const candidates = new Candidates({ receivables, customers, payers });
  const proposals = new MatchProposals({ candidates, receivables, contactSummaries, match });
  const planner = new DecisionPlanner({ receivables, customers, proposals });
  const posting = new DecisionPosting({ ...sources, decisions, payers });
  const cashView = new CashView({ ...sources, proposals, decisions });
  const certainMatches = new CertainMatches({ cashView, planner, posting });
  return {
    cashView,
    cashApplication: new CashApplication({ decisions, planner, posting, cashView }),
    certainMatches,
    cashAfterFeed: new CashAfterFeed({ certainMatches }),
  };
}
