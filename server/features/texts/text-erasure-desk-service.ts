import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AnswerOf, BodyOf } from '#shared/api/operation.ts';
import type { ErasureCounts, ErasureSubject, eraseTexts, previewErasure } from '#shared/api/texts.ts';
import type { CustomerId, UserId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import type { UserRepository } from '../../identity/user-repository.ts';
import { answerGiven, once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { ErasedBy } from '../activities/text-erasure-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { countsOf, customersOf, type FoundTexts, partedByHolds } from './found-texts.ts';
import type { TextHoldService } from './text-hold-service.ts';
import type { TextRemoval } from './text-removal-service.ts';
import type { TextsReadModel } from './texts-read-model.ts';

export interface ErasureDeskParts {
  readonly texts: TextsReadModel;
  readonly textRemoval: TextRemoval;
  readonly textHolds: TextHoldService;
  readonly users: UserRepository;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly adminLog: AdminLogService;
}

type Erased = AnswerOf<typeof eraseTexts>;

/** What is to be erased, with what may not be. */
interface Planned {
  readonly free: FoundTexts;
  readonly held: FoundTexts;
  /** How the admin log names whose texts they were: without the address of a person outside the company. */
  readonly subject: string;
}

/** Erases a person's texts, after saying what that would take away. */
export class TextErasureDesk {
  constructor(
    private readonly parts: ErasureDeskParts,
    private readonly clock: Clock,
  ) {}

  /** What an erasure would take away and what it may not. Throws DomainError `customer_not_found` or `colleague_not_found`. */
  async preview(subject: ErasureSubject): Promise<AnswerOf<typeof previewErasure>> {
    const { free, held } = await this.plan(subject);
    const { run } = await this.parts.ledgerPositions.positionAt();
    const customers = await this.parts.customers.findByIds(customersOf(held), run);
    return {
      found: countsOf(free),
      held: countsOf(held),
      heldCustomers: customers.map(({ id, number, name }) => ({ id, number, name })),
    };
  }

  /** Erases what the preview said, once for a key. Throws DomainError `erasure_changed` where it would be something else, and what `preview` throws. */
  async erase(body: BodyOf<typeof eraseTexts>, actor: Actor, key: string): Promise<Erased> {
    const at = this.clock.now();
    const request = { userId: actor.userId, operation: 'eraseTexts', key, body: withoutName(body), at };
    const given = await answerGiven<Erased>(request);
    if (given !== null) return given.answer;
    const planned = await this.plan(body.subject);
    requireExpected(countsOf(planned.free), body.expected);
    const by = { id: actor.userId, name: actor.name };
    const erased = await this.remove(planned.free, { actor: by, zone: actor.zone, client: 'page', clientKey: key });
    const held = countsOf(planned.held);
    return once(request, async (session) => {
      const after = { erased, held };
      const deed = { by: actor.email, area: 'texts', deed: 'texts_erased', subject: planned.subject } as const;
      await this.parts.adminLog.note({ ...deed, before: null, after }, session);
      return after;
    });
  }

  private async remove({ texts, drafts, tasks, reviewNotes }: FoundTexts, by: ErasedBy): Promise<ErasureCounts> {
    const { textRemoval } = this.parts;
    const gone = await textRemoval.ofEntries(
      texts.map(({ id }) => id),
      by,
    );
    const ids = new Set(gone.map(({ id }) => id));
    const went = texts.filter(({ id }) => ids.has(id));
    return {
      ...countsOf({ texts: went, drafts: [], tasks: [], reviewNotes: [] }),
      drafts: await textRemoval.ofDrafts(drafts),
      tasks: await textRemoval.ofTasks(tasks),
      reviewNotes: await textRemoval.ofReviewNotes(reviewNotes),
    };
  }

  private async plan(subject: ErasureSubject): Promise<Planned> {
    const held = await this.parts.textHolds.heldIds();
    const { found, name } = await this.find(subject);
    return { ...partedByHolds(found, held), subject: name };
  }

  private async find(subject: ErasureSubject): Promise<{ found: FoundTexts; name: string }> {
    if (subject.kind === 'contact') return this.ofContact(subject.email);
    if (subject.kind === 'customer') return this.ofCustomer(subject.customerId as CustomerId);
    return this.ofUser(subject.userId as UserId);
  }

  private async ofContact(address: string): Promise<{ found: FoundTexts; name: string }> {
    const email = address.trim().toLowerCase();
    const { run } = await this.parts.ledgerPositions.positionAt();
    const customers = await this.parts.customers.findByContactEmails([email], run);
    const contacts = customers.flatMap((customer) => customer.contacts);
    const names = contacts.filter((contact) => contact.email.toLowerCase() === email).map(({ name }) => name.trim());
    const ids = await Promise.all(customers.map(({ id }) => this.parts.customers.idsOf(id, run)));
    const lookedFor = { email, names: [...new Set(names)].filter(isName), customerIds: ids.flat() };
    return { found: await this.parts.texts.ofContact(lookedFor), name: `contact ${fingerprintOf(email)}` };
  }

  private async ofCustomer(id: CustomerId): Promise<{ found: FoundTexts; name: string }> {
    const { run } = await this.parts.ledgerPositions.positionAt();
    const customer = await this.parts.customers.read(id, run);
    const found = await this.parts.texts.ofCustomer(await this.parts.customers.idsOf(customer.id, run));
    return { found, name: `customer ${customer.number}` };
  }

  private async ofUser(id: UserId): Promise<{ found: FoundTexts; name: string }> {
    const user = await this.parts.users.findById(id);
    if (user === null) throw new DomainError('colleague_not_found', 'There is no such person in your company.');
    return { found: await this.parts.texts.ofUser(id), name: `user ${user.email}` };
  }
}

/** Whether it names somebody: an ERP may have a dash or the like where it knows no name. */
function isName(text: string): boolean {
  return (text.match(/\p{L}/gu) ?? []).length > 1;
}

function requireExpected(found: ErasureCounts, expected: ErasureCounts): void {
  if (isDeepStrictEqual({ ...found }, { ...expected })) return;
  throw new DomainError('erasure_changed', 'There is something else to erase than was shown; look at it once more.');
}

/** By which an admin who has the address can tell that this erasure was of it, and nobody can read the address. */
function fingerprintOf(email: string): string {
  return createHash('sha256').update(email).digest('hex').slice(0, 16);
}

/** What is kept of the request names nobody. */
function withoutName({ subject, expected }: BodyOf<typeof eraseTexts>): unknown {
  return { subject: subject.kind === 'contact' ? fingerprintOf(subject.email) : subject, expected };
}
