import type { FilledMessage, FreePart, GateVerdict } from '#shared/api/dispatches.ts';
import { isDunning } from '#shared/domain/dunning.ts';
import type { CustomerId, ItemId, TemplateId, UserId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { type Clock, today } from '../../ports.ts';
import type { ContactSummaries } from '../activities/contact-summary-service.ts';
import type { BrandService } from '../templates/brand-service.ts';
import type { BankWarning, ClauseService } from '../templates/clause-service.ts';
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
  readonly clauses: ClauseService;
  readonly brands: BrandService;
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
    const { templates, clauses, brands, debtors, contactSummaries, tenants } = this.sources;
    const template = await templates.readLive(wish.templateId);
    const day = today(this.clock, actor.zone);
    const wanted = wantedItems(template, wish.itemIds);
    const [debtor, summary, tenant] = await Promise.all([
      debtors.read(wish.customerId, wanted, day),
      contactSummaries.read(wish.customerId),
      tenants.findById(actor.tenantId),
    ]);
    requireSomething(wanted, debtor);
    const brand = await brands.of(debtor.companyCodes ?? []);
    requireBrand(template, brand?.key ?? null);
    const values = messageValues({
      debtor,
      collector: actor,
      companyName: tenant?.name ?? '',
      brandName: brand?.name ?? null,
      recipients: wish.recipients,
      today: day,
    });
    const held = await clauses.liveFor({ language: template.language, brand: brand?.key ?? null });
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
      filled: templates.fill(template, values, { written: wish.freeParts, clauses: held }),
      gate: gateVerdict({ ...facts, stated: null }),
    };
  }

  /** Asks the gate about a prepared message, as ledger and log are now. */
  async ask(dispatch: Dispatch): Promise<GateVerdict> {
    const { template, customerId, stated, by } = dispatch;
    const day = today(this.clock, by.zone);
    const [debtor, summary, withdrawn] = await Promise.all([
      this.sources.debtors.read(customerId, itemIdsOf({ stated }), day),
      this.sources.contactSummaries.read(customerId),
      this.isWithdrawn(dispatch),
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
      withdrawn,
    });
  }

  /** What whoever sends is to know of the company's texts before they do. */
  async warningsFor(actor: Actor): Promise<BankWarning[]> {
    return this.sources.clauses.warningsFor(actor);
  }

  /** Whether somebody took the template down, or put other bank details live, after the message was made. */
  private async isWithdrawn({ template, clauses = [] }: Dispatch): Promise<boolean> {
    const { templates, clauses: kept } = this.sources;
    const [isDown, isOutdated] = await Promise.all([
      templates.isTakenDown(template.id as TemplateId),
      kept.isOutdated(clauses, template.language),
    ]);
    return isDown || isOutdated;
  }

  /** The live templates, those in the customer's language first, and the one that suits. Throws DomainError `customer_not_found`. */
  async suggest(
    customerId: CustomerId,
    actor: Actor,
  ): Promise<{ templates: Template[]; suggestion: Suggestion | null }> {
    const day = today(this.clock, actor.zone);
    const [all, debtor, { notices }] = await Promise.all([
      this.sources.templates.listLive(),
      this.sources.debtors.read(customerId, 'past_due', day),
      this.sources.contactSummaries.read(customerId),
    ]);
    const brand = await this.sources.brands.of(debtor.companyCodes ?? []);
    const live = ofBrand(all, brand?.key ?? null);
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

/** Those that a customer of a brand gets: the brand's own, and those of every brand that it has no own of in the same stage and language. */
function ofBrand(templates: readonly Template[], brand: string | null): Template[] {
  const own = templates.filter((template) => template.brand !== null && template.brand === brand);
  const hasOwn = ({ stage, language }: Template) =>
    own.some((template) => template.stage === stage && template.language === language);
  return templates.filter((template) => own.includes(template) || (template.brand === null && !hasOwn(template)));
}

function requireBrand(template: Template, brand: string | null): void {
  if (template.brand === null || template.brand === brand) return;
  const problem = `"${template.name}" is of the brand "${template.brand}", which is not the customer's`;
  throw new DomainError('request_invalid', `${problem}.`, [{ field: 'templateId', problem }]);
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
