import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { TextHoldView } from '#shared/api/texts.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { isDuplicateKey, once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { TextHold, TextHoldRepository } from './text-hold-repository.ts';
import type { TextRulesRepository } from './text-rules-repository.ts';

export interface HoldParts {
  readonly holds: TextHoldRepository;
  readonly rules: TextRulesRepository;
  readonly adminLog: AdminLogService;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
}

export type LiftingStep = 'ask' | 'confirm' | 'keep';

/** The customers of whom nothing that was said may be removed. */
export class TextHoldService {
  constructor(
    private readonly parts: HoldParts,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<TextHoldView[]> {
    return this.present(await this.parts.holds.list());
  }

  /** Throws DomainError `customer_not_found`, or `hold_state` for a customer that is held already. */
  async set(
    wish: { readonly customerId: string; readonly reason: string },
    actor: Actor,
    key: string,
  ): Promise<TextHoldView> {
    const at = this.clock.now();
    const request = { userId: actor.userId, operation: 'setTextHold', key, body: wish, at };
    const set = once(request, async (session) => {
      const { run } = await this.parts.ledgerPositions.positionAt();
      const customer = await this.parts.customers.read(wish.customerId as CustomerId, run);
      const setBy = { id: actor.userId, email: actor.email };
      const hold: TextHold = {
        id: newId(),
        customerId: customer.id,
        reason: wish.reason,
        setBy,
        setAt: at,
        lifting: null,
      };
      await this.parts.holds.insert(hold, session);
      await this.parts.rules.takeTurn(session);
      await this.note({ hold, by: actor, deed: 'hold_set', before: null, after: { reason: hold.reason } }, session);
      return (await this.present([hold]))[0] as TextHoldView;
    });
    return set.catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      throw new DomainError('hold_state', 'What was said to this customer is held already.');
    });
  }

  /**
   * Lifts a hold by two admins: one asks, another confirms, anyone keeps it. Answers null once it is lifted. Throws DomainError `hold_not_found`, `hold_state` where the step does not fit,
   * and `second_admin_needed` where who asked confirms.
   */
  async lift(id: string, step: LiftingStep, actor: Actor): Promise<TextHoldView | null> {
    const left = await inTransaction(async (session) => {
      const hold = await this.parts.holds.findById(id, session);
      if (hold === null) throw new DomainError('hold_not_found', 'There is no such hold.');
      requireFit(hold, step, actor);
      await this.parts.rules.takeTurn(session);
      return step === 'confirm' ? this.end(hold, actor, session) : this.mark(hold, { step, actor }, session);
    });
    return left === null ? null : ((await this.present([left]))[0] ?? null);
  }

  /** All ids of the customers that are held: by which they were held, of who stands for them, and of those merged into that one. */
  async heldIds(session: ClientSession | null = null): Promise<ReadonlySet<CustomerId>> {
    const holds = await this.parts.holds.list(session);
    if (holds.length === 0) return new Set();
    const { run } = await this.parts.ledgerPositions.positionAt();
    const named = holds.map(({ customerId }) => customerId);
    const survivors = await this.parts.customers.findSurvivors(named, run);
    const standing = named.map((id) => survivors.get(id) ?? id);
    const merged = await this.parts.customers.findSurvivors(standing, run);
    return new Set([...named, ...standing, ...merged.keys()]);
  }

  private async end(hold: TextHold, actor: Actor, session: ClientSession): Promise<null> {
    await this.parts.holds.remove(hold.id, session);
    await this.parts.rules.forgetSwept(session);
    const before = { reason: hold.reason, setBy: hold.setBy.email, askedBy: hold.lifting?.askedBy.email };
    await this.note({ hold, by: actor, deed: 'hold_lifted', before, after: null }, session);
    return null;
  }

  private async mark(
    hold: TextHold,
    { step, actor }: { readonly step: LiftingStep; readonly actor: Actor },
    session: ClientSession,
  ): Promise<TextHold> {
    const asked = { askedBy: { id: actor.userId, email: actor.email }, askedAt: this.clock.now() };
    const lifting = step === 'ask' ? asked : null;
    await this.parts.holds.writeLifting(hold.id, lifting, session);
    const deed = step === 'ask' ? 'hold_lifting_asked' : 'hold_kept';
    const before = { lifting: hold.lifting?.askedBy.email ?? null };
    await this.note({ hold, by: actor, deed, before, after: { lifting: lifting?.askedBy.email ?? null } }, session);
    return { ...hold, lifting };
  }

  private async note(
    { hold, by, ...deed }: { hold: TextHold; by: Actor; deed: string; before: unknown; after: unknown },
    session: ClientSession,
  ): Promise<void> {
    const { run } = await this.parts.ledgerPositions.positionAt();
    const [customer] = await this.parts.customers.findByIds([hold.customerId], run);
    const subject = customer === undefined ? hold.customerId : `${customer.number} ${customer.name}`.trim();
    await this.parts.adminLog.note({ by: by.email, area: 'texts', subject, ...deed }, session);
  }

  private async present(holds: readonly TextHold[]): Promise<TextHoldView[]> {
    const { run } = await this.parts.ledgerPositions.positionAt();
    const standing = await this.parts.customers.findStandingFor(
      holds.map(({ customerId }) => customerId),
      run,
    );
    return holds.map(({ id, customerId, reason, setBy, setAt, lifting }) => {
      const { number = '', name = '' } = standing.get(customerId) ?? {};
      const asked = lifting && { askedBy: lifting.askedBy.email, askedAt: lifting.askedAt.toISOString() };
      return {
        id,
        customer: { id: customerId, number, name },
        reason,
        setBy: setBy.email,
        setAt: setAt.toISOString(),
        lifting: asked,
      };
    });
  }
}

function requireFit({ lifting }: TextHold, step: LiftingStep, { userId }: Actor): void {
  if (step === 'ask' && lifting !== null) {
    throw new DomainError('hold_state', `${lifting.askedBy.email} has asked for it already; another admin confirms.`);
  }
  if (step !== 'ask' && lifting === null) throw new DomainError('hold_state', 'Nobody has asked for it to be lifted.');
  if (step === 'confirm' && lifting?.askedBy.id === userId) {
    throw new DomainError('second_admin_needed', 'You asked for it yourself; another admin has to confirm.');
  }
}

function newId(): string {
  return randomBytes(12).toString('hex');
}
