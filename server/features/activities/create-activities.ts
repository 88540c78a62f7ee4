import type { CustomerId } from '#shared/domain/ids.ts';
import type { GroupLimits } from '../../mongo/grouped.ts';
import type { Clock } from '../../ports.ts';
import { ActivityAmendments } from './activity-amendment-service.ts';
import { ActivityEntries } from './activity-entries-service.ts';
import { ActivityHeadRepository } from './activity-head-repository.ts';
import { ActivityLog } from './activity-log-service.ts';
import { ActivityRepository } from './activity-repository.ts';
import { ActivityService } from './activity-service.ts';
import { ActivityTextRepository } from './activity-text-repository.ts';
import { ContactSummaryRepository } from './contact-summary-repository.ts';
import { ContactSummaries } from './contact-summary-service.ts';
import { FreeText } from './free-text-service.ts';
import type { LedgerNames } from './ledger-names.ts';
import { LoggedMessages } from './logged-messages-service.ts';
import { TextErasure } from './text-erasure-service.ts';

/** Makes the services of the activity log, which share their repositories. `limits`: of what is logged together, where they are not the usual. */
export function createActivities(ledger: LedgerNames, clock: Clock, limits?: GroupLimits) {
  const idsOf = (customerId: CustomerId) => ledger.idsOf(customerId);
  const activities = new ActivityRepository();
  const texts = new ActivityTextRepository();
  const summaries = new ContactSummaryRepository();
  const freeText = new FreeText(ledger);
  const stores = { activities, texts, summaries, heads: new ActivityHeadRepository() };
  const activityLog = new ActivityLog(stores, { ledger, freeText, clock }, limits);
  const activityService = new ActivityService({ log: activityLog, activities, texts, freeText }, clock);
  const amendments = { log: activityLog, activities, texts, activityService, idsOf };
  return {
    activityLog,
    activityService,
    activityEntries: new ActivityEntries(activities, texts),
    activityAmendments: new ActivityAmendments(amendments, clock),
    contactSummaries: new ContactSummaries(summaries, idsOf),
    freeText,
    textErasure: new TextErasure({ log: activityLog, activities, texts }),
    loggedMessages: new LoggedMessages(activities),
  };
}
