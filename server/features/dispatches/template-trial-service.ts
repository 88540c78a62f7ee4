import { randomBytes } from 'node:crypto';
import type { AnswerOf, BodyOf } from '#shared/api/operation.ts';
import { POLICIES } from '#shared/api/policy.ts';
import type { previewTemplate, testSendTemplate } from '#shared/api/templates.ts';
import { addDays } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money.ts';
import type { Role } from '#shared/domain/role.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { type Mailer, MailNotSent } from '../../mail/mailer.ts';
import { type Clock, today } from '../../ports.ts';
import type { BrandService } from '../templates/brand-service.ts';
import type { ClauseService } from '../templates/clause-service.ts';
import type { TemplateDesk } from '../templates/template-desk-service.ts';
import type { FilledText, Template, TemplateService, TemplateValues } from '../templates/template-service.ts';
import type { Debtors } from './debtor.ts';
import { messageValues } from './message-values.ts';

export interface TrialParts {
  readonly templates: TemplateService;
  readonly templateDesk: TemplateDesk;
  readonly clauses: ClauseService;
  readonly brands: BrandService;
  readonly debtors: Debtors;
  readonly tenants: TenantRepository;
  readonly mailer: Mailer;
  readonly clock: Clock;
}

type Words = Pick<Template, 'subject' | 'html' | 'language' | 'brand'>;

/** Templates tried out before they are live: filled on screen, or sent to whoever writes them. Nothing of it is logged as said to a customer. */
export class TemplateTrials {
  constructor(private readonly parts: TrialParts) {}

  /** Checks words and fills them. Throws DomainError `customer_not_found`, or `not_allowed` where a customer is named by somebody who may not read customers. */
  async preview(
    { customerId, ...words }: BodyOf<typeof previewTemplate>,
    actor: Actor,
  ): Promise<AnswerOf<typeof previewTemplate>> {
    const problems = this.parts.templates.problemsWith(words);
    if (problems.length > 0) return { problems, missing: [], filled: null };
    const values = await this.valuesFor(words, customerId, actor);
    try {
      const { subject, html, text } = await this.fill(words, values);
      return { problems, missing: [], filled: { subject, html, text } };
    } catch (error) {
      if (!(error instanceof DomainError) || !isOfFilling(error)) throw error;
      const missing = error.problems.length > 0 ? error.problems : [{ field: 'html', problem: error.message }];
      return { problems, missing: [...missing], filled: null };
    }
  }

  /** Sends a version to the actor's own address. Throws what filling throws, and DomainError `template_refused`. */
  async send(id: string, customerId: string | undefined, actor: Actor): Promise<AnswerOf<typeof testSendTemplate>> {
    const template = await this.parts.templateDesk.find(id);
    const problems = this.parts.templates.problemsWith(template);
    if (problems.length > 0) throw new DomainError('template_refused', 'These words cannot be used yet.', problems);
    const { subject, html, text } = await this.fill(template, await this.valuesFor(template, customerId, actor));
    const mail = {
      to: { name: actor.name, address: actor.email },
      subject: `[Test] ${subject}`,
      ...{ html, text, pictures: [], id: randomBytes(12).toString('hex'), endAddress: null },
    };
    const why = await this.parts.mailer.send(mail).then(
      () => null,
      (error: unknown) => (error instanceof MailNotSent ? error.message : 'It is not known whether the mail left.'),
    );
    return { to: actor.email, isSent: why === null, why };
  }

  private async fill(words: Words, values: TemplateValues): Promise<FilledText> {
    return this.parts.templates.fill(words, values, { clauses: await this.parts.clauses.liveFor(words) });
  }

  private async valuesFor({ brand }: Words, customerId: string | undefined, actor: Actor): Promise<TemplateValues> {
    const tenant = await this.parts.tenants.findById(actor.tenantId);
    const brandName = (await this.parts.brands.list()).find(({ key }) => key === brand)?.name ?? null;
    const day = today(this.parts.clock, actor.zone);
    const companyName = tenant?.name ?? '';
    if (customerId === undefined) return madeUp({ companyName, brandName, actor, day, currency: tenant?.currency });
    const readers: readonly Role[] = POLICIES.reading;
    if (!readers.includes(actor.role)) {
      throw new DomainError('not_allowed', 'You may not read customers; leave the customer out for made-up figures.');
    }
    const debtor = await this.parts.debtors.read(customerId as CustomerId, 'past_due', day);
    return messageValues({ debtor, collector: actor, companyName, brandName, recipients: [], today: day });
  }
}

function isOfFilling({ code }: DomainError): boolean {
  return code === 'template_value_missing' || code === 'request_invalid';
}

interface Sample {
  readonly companyName: string;
  readonly brandName: string | null;
  readonly actor: Actor;
  readonly day: ReturnType<typeof today>;
  readonly currency: Parameters<typeof money>[1] | undefined;
}

/** Values that nobody can take for a customer's. */
function madeUp({ companyName, brandName, actor, day, currency = 'EUR' as never }: Sample): TemplateValues {
  const item = (number: string, minor: number, daysPastDue: number) => ({
    'item.number': number,
    'item.issuedOn': addDays(day, -daysPastDue - 30),
    'item.dueOn': addDays(day, -daysPastDue),
    'item.daysPastDue': daysPastDue,
    'item.left': [money(minor, currency)],
  });
  return {
    single: {
      'customer.name': 'Example & Sons Ltd',
      'customer.number': '000000',
      'contact.name': 'Alex Example',
      'collector.name': actor.name,
      'collector.email': actor.email,
      'company.name': companyName,
      'brand.name': brandName ?? companyName,
      today: day,
      total: [money(375_000, currency)],
      itemCount: 2,
      oldestDueOn: addDays(day, -35),
      oldestDaysPastDue: 35,
    },
    items: [item('EXAMPLE-1', 250_000, 35), item('EXAMPLE-2', 125_000, 12)],
  };
}
