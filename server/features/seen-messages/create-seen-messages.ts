import type { SettingsService } from '../../identity/settings-service.ts';
import type { UserRepository } from '../../identity/user-repository.ts';
import type { ActivityLog } from '../activities/activity-log-service.ts';
import type { LoggedMessages } from '../activities/logged-messages-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { SentCopies } from '../dispatches/sent-copy-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { LoggedMailRepository } from './logged-mail-repository.ts';
import { SeenMailLog } from './seen-mail-log-service.ts';
import { SeenMessageService } from './seen-message-service.ts';

export interface SeenMessageSurroundings {
  readonly activityLog: ActivityLog;
  readonly loggedMessages: LoggedMessages;
  readonly sentCopies: SentCopies;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly settings: SettingsService;
  readonly users: UserRepository;
}

/** Makes what tells what a message is that was seen in a mailbox. */
export function createSeenMessages(surroundings: SeenMessageSurroundings) {
  const { activityLog: log, loggedMessages, sentCopies, customers, ledgerPositions, settings, users } = surroundings;
  const mails = new LoggedMailRepository();
  const mailLog = new SeenMailLog({ log, loggedMessages, mails, customers, positions: ledgerPositions });
  return { seenMessages: new SeenMessageService({ sentCopies, mailLog, settings, users }) };
}
