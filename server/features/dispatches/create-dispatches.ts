import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { NO_MAILER } from '../../mail/mailer.ts';
import { SmtpMailer, type SmtpSettings } from '../../mail/smtp-mailer.ts';
import type { Clock } from '../../ports.ts';
import type { ActivityLog } from '../activities/activity-log-service.ts';
import type { ActivityService } from '../activities/activity-service.ts';
import type { ContactSummaries } from '../activities/contact-summary-service.ts';
import type { FreeText } from '../activities/free-text-service.ts';
import type { LoggedMessages } from '../activities/logged-messages-service.ts';
import type { DocumentService } from '../documents/document-service.ts';
import type { BrandService } from '../templates/brand-service.ts';
import type { ClauseService } from '../templates/clause-service.ts';
import type { TemplateDesk } from '../templates/template-desk-service.ts';
import type { TemplateService } from '../templates/template-service.ts';
import type { Debtors } from './debtor.ts';
import { DispatchRepository } from './dispatch-repository.ts';
import { DispatchService, type MailReaders } from './dispatch-service.ts';
import { DispatchTickets } from './dispatch-tickets.ts';
import { DispatchViews } from './dispatch-views.ts';
import { MessageAttachments } from './message-attachments.ts';
import { MessagePlans } from './message-plan-service.ts';
import { OnSendService } from './on-send-service.ts';
import { PrepareDispatchService } from './prepare-dispatch-service.ts';
import { SentCopies } from './sent-copy-service.ts';
import { TemplateTrials } from './template-trial-service.ts';

export interface DispatchSurroundings {
  readonly activityLog: ActivityLog;
  readonly activityService: ActivityService;
  readonly contactSummaries: ContactSummaries;
  readonly freeText: FreeText;
  readonly loggedMessages: LoggedMessages;
  readonly documentService: DocumentService;
  readonly templateService: TemplateService;
  readonly clauseService: ClauseService;
  readonly brandService: BrandService;
  readonly templateDesk: TemplateDesk;
  /** The way out for mail of ours; null where the installation sends none. */
  readonly mail: SmtpSettings | null;
  readonly debtors: Debtors;
  readonly tenants: TenantRepository;
  readonly mailReaders: MailReaders;
  /** From which the tickets' key is made. */
  readonly secret: string;
}

/** Makes the services of prepared messages, which share their repository. */
export function createDispatches(surroundings: DispatchSurroundings, clock: Clock) {
  const { activityLog: log, activityService, contactSummaries, freeText, loggedMessages } = surroundings;
  const { documentService, debtors, tenants, secret, mailReaders } = surroundings;
  const { templateService: templates, clauseService: clauses, brandService: brands } = surroundings;
  const { templateDesk, mail } = surroundings;
  const mailer = mail === null ? NO_MAILER : new SmtpMailer(mail);
  const texts = { templates, clauses, brands, debtors, tenants };
  const dispatches = new DispatchRepository();
  const tickets = new DispatchTickets(secret);
  const messagePlans = new MessagePlans({ ...texts, contactSummaries }, clock);
  const views = new DispatchViews({ plans: messagePlans, activityService, tickets });
  const attachments = new MessageAttachments(documentService);
  const shared = { plans: messagePlans, dispatches, log };
  return {
    messagePlans,
    messageAttachments: attachments,
    prepareDispatchService: new PrepareDispatchService(
      { ...shared, templates, attachments, freeText, tickets, views },
      clock,
    ),
    dispatchService: new DispatchService(
      { ...shared, activityService, attachments, freeText, views, mailReaders },
      clock,
    ),
    onSendService: new OnSendService({ ...shared, activityService, tickets, tenants }),
    templateTrials: new TemplateTrials({ ...texts, templateDesk, mailer, clock }),
    sentCopies: new SentCopies({ dispatches, log, activityService, loggedMessages, views }, clock),
  };
}
