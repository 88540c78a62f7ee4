import type { FilledMessage, FreePart, GateVerdict } from '#shared/api/dispatches.ts';
import { isDunning } from '#shared/domain/dunning.ts';
import type { CustomerId, ItemId, TemplateId, UserId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { type Clock, today } from '../../ports.ts';
import type { ContactSummaries } from '../activities/contact-summary-service.ts';
import type { FilledText, Template, TemplateService } from '../templates/template-service.ts';
import type { Debtor, Debtors, WantedItems } from './debtor.ts';
import { type Dispatch, itemIdsOf } from './dispatch.ts';
import { gateVerdict } from './gate.ts';
import { messageValues, totalsOf } from './message-values.ts';
import { inLanguageOf, type Suggestion, suggestTemplate } from './suggest-template.ts';

/** Which message a user has in mind. Without items it is about all that is past due, or about none where its template asks for none. */
export interface MessageWish {
  readonly customerId: CustomerId;
  readonly templateId: TemplateId;
  readonly itemIds: readonly ItemId[];
  readonly recipients: readonly string[];
  /** What was written in the place of the template's free parts. */
  readonly freeParts: readonly FreePart[];
}

/** A message as it would be sent now, and whether it may. */
export interface MessagePlan {
  readonly template: Template;
  readonly debtor: Debtor;
  readonly filled: FilledText;
  readonly gate: GateVerdict;
}

export interface PlanSources {
  readonly templates: TemplateService;
  readonly debtors: Debtors;
  readonly contactSummaries: ContactSummaries;
  readonly tenants: TenantRepository;
}

/** Makes messages from templates and today's figures, and asks the gate about them. It records nothing. */
export class MessagePlans {
  constructor(
    private readonly sources: PlanSources,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `template_not_found`, `template_not_live`, `customer_not_found`, `item_not_found`, `template_value_missing` or `request_invalid`. */
  async plan(wish: MessageWish, actor: Actor): Promise<MessagePlan> {
    const { templates, debtors, contactSummaries, tenants } = this.sources;
    const template = await templates.readLive(wish.templateId);
    const day = today(this.clock, actor.zone);
    const wanted = wantedItems(template, wish.itemIds);
    const [debtor, summary, tenant] = await Promise.all([
      debtors.read(wish.customerId, wanted, day),
      contactSummaries.read(wish.customerId),
      tenants.findById(actor.tenantId),
    ]);
    requireSomething(wanted, debtor);
    const values = messageValues({
      debtor,
      collector: actor,
      companyName: tenant?.name ?? '',
      recipients: wish.recipients,
      today: day,
      language: template.language,
    });
    const facts = {
      stage: template.stage,
      debtor,
      summary,
      today: day,
      zone: actor.zone,
      senderId: actor.userId,
      language: actor.language,
    };
    return {
      template,
      debtor,
      filled: templates.fill(template, values, wish.freeParts),
      gate: gateVerdict({ ...facts, stated: null }),
    };
  }

  /** Asks the gate about a prepared message, as ledger and log are now. */
  async ask({ template, customerId, stated, by }: Dispatch): Promise<GateVerdict> {
    const day = today(this.clock, by.zone);
    const [debtor, summary] = await Promise.all([
      this.sources.debtors.read(customerId, itemIdsOf({ stated }), day),
      this.sources.contactSummaries.read(customerId),
    ]);
    const amounts = new Map(stated.map(({ itemId, left }) => [itemId, left]));
    const senderId: UserId = by.userId;
    return gateVerdict({
      stage: template.stage,
      debtor,
      summary,
      stated: amounts,
      today: day,
      zone: by.zone,
      senderId,
      language: by.language,
    });
  }

  /** The live templates, those in the customer's language first, and the one that suits. Throws DomainError `customer_not_found`. */
  async suggest(
    customerId: CustomerId,
    actor: Actor,
  ): Promise<{ templates: Template[]; suggestion: Suggestion | null }> {
    const day = today(this.clock, actor.zone);
    const [live, debtor, { notices }] = await Promise.all([
      this.sources.templates.listLive(),
      this.sources.debtors.read(customerId, 'past_due', day),
      this.sources.contactSummaries.read(customerId),
    ]);
    const suggestion = suggestTemplate({ templates: live, debtor, notices, today: day, language: actor.language });
    const rest = inLanguageOf(debtor, live).filter((template) => template !== suggestion?.template);
    return { templates: suggestion === null ? rest : [suggestion.template, ...rest], suggestion };
  }
}

/** A filled message as the API shows it, but for what goes with it. */
export function presentFilled(filled: FilledText, items: Debtor['items']): Omit<FilledMessage, 'attachments'> {
  const { subject, html, text, parts } = filled;
  return { subject, html, text, parts: [...parts], itemIds: items.map(({ id }) => id), total: totalsOf(items) };
}

function wantedItems(template: Template, itemIds: readonly ItemId[]): WantedItems {
  if (itemIds.length > 0) return itemIds;
  return isDunning(template.stage) || template.variables.some(isAboutItems) ? 'past_due' : [];
}

function requireSomething(wanted: WantedItems, { customer, items }: Debtor): void {
  if (wanted !== 'past_due' || items.length > 0) return;
  const problems = [{ field: 'itemIds', problem: 'nothing is past due; name the items that the message is about' }];
  throw new DomainError('template_value_missing', `Nothing of ${customer.name} is past due.`, problems);
}

function isAboutItems(variable: Template['variables'][number]): boolean {
  return /^(item|total|oldest)/.test(variable);
}
