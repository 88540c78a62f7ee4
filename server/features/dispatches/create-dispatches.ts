import type { TenantRepository } from '../../identity/tenant-repository.ts';
import type { Clock } from '../../ports.ts';
import type { ActivityLog } from '../activities/activity-log-service.ts';
import type { ActivityService } from '../activities/activity-service.ts';
import type { ContactSummaries } from '../activities/contact-summary-service.ts';
import type { FreeText } from '../activities/free-text-service.ts';
import type { LoggedMessages } from '../activities/logged-messages-service.ts';
import type { DocumentService } from '../documents/document-service.ts';
import type { TemplateService } from '../templates/template-service.ts';
import type { Debtors } from './debtor.ts';
import { DispatchRepository } from './dispatch-repository.ts';
import { DispatchService } from './dispatch-service.ts';
import { DispatchTickets } from './dispatch-tickets.ts';
import { DispatchViews } from './dispatch-views.ts';
import { MessageAttachments } from './message-attachments.ts';
import { MessagePlans } from './message-plan-service.ts';
import { OnSendService } from './on-send-service.ts';
import { PrepareDispatchService } from './prepare-dispatch-service.ts';
import { SentCopies } from './sent-copy-service.ts';

export interface DispatchSurroundings {
  readonly activityLog: ActivityLog;
  readonly activityService: ActivityService;
  readonly contactSummaries: ContactSummaries;
  readonly freeText: FreeText;
  readonly loggedMessages: LoggedMessages;
  readonly documentService: DocumentService;
  readonly templateService: TemplateService;
  readonly debtors: Debtors;
  readonly tenants: TenantRepository;
  /** From which the tickets' key is made. */
  readonly secret: string;
}

/** Makes the services of prepared messages, which share their repository. */
export function createDispatches(surroundings: DispatchSurroundings, clock: Clock) {
  const { activityLog: log, activityService, contactSummaries, freeText, loggedMessages } = surroundings;
  const { documentService, templateService, debtors, tenants, secret } = surroundings;
  const dispatches = new DispatchRepository();
  const tickets = new DispatchTickets(secret);
  const messagePlans = new MessagePlans({ templates: templateService, debtors, contactSummaries, tenants }, clock);
  const views = new DispatchViews({ plans: messagePlans, activityService, tickets });
  const attachments = new MessageAttachments(documentService);
  const shared = { plans: messagePlans, dispatches, log };
  return {
    messagePlans,
    messageAttachments: attachments,
    prepareDispatchService: new PrepareDispatchService({ ...shared, attachments, freeText, tickets, views }, clock),
    dispatchService: new DispatchService({ ...shared, activityService, attachments, freeText, views }, clock),
    onSendService: new OnSendService({ ...shared, activityService, tickets, tenants }),
    sentCopies: new SentCopies({ dispatches, log, activityService, loggedMessages, views }, clock),
  };
}
