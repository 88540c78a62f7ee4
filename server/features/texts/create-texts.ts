import type { AdminLogService } from '../../identity/admin-log-service.ts';
import type { UserRepository } from '../../identity/user-repository.ts';
import type { Clock } from '../../ports.ts';
import type { ActivityEntries } from '../activities/activity-entries-service.ts';
import type { TextErasure } from '../activities/text-erasure-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { TextErasureDesk } from './text-erasure-desk-service.ts';
import { TextHoldRepository } from './text-hold-repository.ts';
import { TextHoldService } from './text-hold-service.ts';
import { TextRemoval } from './text-removal-service.ts';
import { TextRetention } from './text-retention-service.ts';
import { TextRulesRepository } from './text-rules-repository.ts';
import { TextRulesService } from './text-rules-service.ts';
import { TextsReadModel } from './texts-read-model.ts';
import { WordsBesideLogRepository } from './words-beside-log-repository.ts';

export interface TextSurroundings {
  readonly adminLog: AdminLogService;
  readonly users: UserRepository;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly activityEntries: ActivityEntries;
  readonly textErasure: TextErasure;
}

/** What was said: who may read it, how long it is kept, and how it goes. */
export function createTexts(surroundings: TextSurroundings, clock: Clock) {
  const { textErasure } = surroundings;
  const rules = new TextRulesRepository();
  const texts = new TextsReadModel();
  const textHolds = new TextHoldService({ ...surroundings, holds: new TextHoldRepository(), rules }, clock);
  const beside = new WordsBesideLogRepository();
  const textRemoval = new TextRemoval({ textErasure, textHolds, rules, beside });
  const shared = { ...surroundings, rules, texts, textRemoval, textHolds };
  return {
    textRules: new TextRulesService(shared),
    textHolds,
    textErasureDesk: new TextErasureDesk(shared, clock),
    textRetention: new TextRetention(shared, clock),
  };
}
