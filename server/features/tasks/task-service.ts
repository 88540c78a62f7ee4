import { randomBytes } from 'node:crypto';
import type { BodyOf } from '#shared/api/operation.ts';
import { POLICIES } from '#shared/api/policy.ts';
import type { changeTask, createTask, TaskView } from '#shared/api/tasks.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId, UserId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { UserRepository } from '../../identity/user-repository.ts';
import { once } from '../../mongo/once.ts';
import { seesOwner } from '../../portfolio.ts';
import type { Clock } from '../../ports.ts';
import type { FreeText } from '../activities/free-text-service.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { changedTask, type Task } from './task.ts';
import type { TaskRepository } from './task-repository.ts';

/** More open ones of a customer nobody looks through. */
const MOST_OF_CUSTOMER = 100;
/** More than that nobody has due. */
const MOST_OF_PORTFOLIO = 1_000;
/** To whom a task can be given: those who work on customers. */
const OWNERS: readonly Role[] = POLICIES.collections;

export interface TaskParts {
  readonly tasks: TaskRepository;
  readonly users: UserRepository;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly freeText: FreeText;
}

/** Who asks, and under which key of the client. */
interface KeyedActor {
  readonly actor: Actor;
  readonly key: string;
}

/** Tasks that somebody has to do by a day, and how many there are. */
export interface DueTasks {
  readonly tasks: TaskView[];
  readonly count: number;
}

/** How many, and for customers of which owners; null for all. */
export interface DueAsked {
  readonly limit: number;
  readonly portfolio: readonly string[] | null;
}

/** What is to be done for customers on days. */
export class TaskService {
  constructor(
    private readonly parts: TaskParts,
    private readonly clock: Clock,
  ) {}

  /** Puts a task down, once for a key; card numbers in its text are masked. Throws DomainError `customer_not_found` or `colleague_not_found`. */
  async create(body: BodyOf<typeof createTask>, { actor, key }: KeyedActor): Promise<TaskView> {
    const at = this.clock.now();
    const request = { userId: actor.userId, operation: 'createTask', key, body, at };
    return once(request, async (session) => {
      const [text = ''] = await this.parts.freeText.mask([body.text]);
      const by = { id: actor.userId, name: actor.name };
      const plan = { dueOn: body.dueOn, ownerId: (body.ownerId ?? actor.userId) as UserId, state: 'open' } as const;
      const id = randomBytes(12).toString('hex');
      const customerId = body.customerId as CustomerId;
      const made = { createdBy: by, createdAt: at, closedAt: null, changes: [{ at, by, ...plan }] };
      const task: Task = { id, customerId, text, ...plan, ...made };
      await this.requireOwner(task.ownerId);
      const view = await this.view(task);
      await this.parts.tasks.insert(task, session);
      return view;
    });
  }

  /**
   * Moves a task, gives it to somebody, closes it or opens it again, once for a key. Throws DomainError `task_not_found`, `colleague_not_found`, or `request_invalid` where nothing is asked
   * of it.
   */
  async change(id: string, body: BodyOf<typeof changeTask>, { actor, key }: KeyedActor): Promise<TaskView> {
    const at = this.clock.now();
    const request = { userId: actor.userId, operation: 'changeTask', key, body: { id, ...body }, at };
    requireChange(body);
    return once(request, async (session) => {
      const task = await this.parts.tasks.findById(id, session);
      if (task === null) throw new DomainError('task_not_found', 'There is no such task.');
      const ownerId = body.ownerId as UserId | undefined;
      if (ownerId !== undefined) await this.requireOwner(ownerId);
      const by = { id: actor.userId, name: actor.name };
      const changed = changedTask(task, { dueOn: body.dueOn, ownerId, state: body.state }, { at, by });
      if (changed !== task) await this.parts.tasks.save(changed, session);
      return this.view(changed);
    });
  }

  /** For whom a task is; null where there is no such task. */
  async customerOf(id: string): Promise<CustomerId | null> {
    return (await this.parts.tasks.findById(id))?.customerId ?? null;
  }

  /** The open tasks of a customer, of those merged into it too, the earliest day first; at most 100. Throws DomainError `customer_not_found`. */
  async ofCustomer(customerId: CustomerId): Promise<TaskView[]> {
    const { customers, ledgerPositions, tasks } = this.parts;
    const { run } = await ledgerPositions.positionAt();
    const { id, mergedFrom = [] } = await customers.read(customerId, run);
    return this.views(await tasks.findOpenOfCustomers([id, ...mergedFrom], MOST_OF_CUSTOMER));
  }

  /** What somebody has to do by a day, the earliest first; at most `limit` of it. What is for customers outside the portfolio is left out. */
  async dueOf(ownerId: UserId, by: CalendarDate, { limit, portfolio }: DueAsked): Promise<DueTasks> {
    if (portfolio !== null) {
      const all = await this.views(await this.parts.tasks.findDue(ownerId, by, MOST_OF_PORTFOLIO), portfolio);
      return { tasks: all.slice(0, limit), count: all.length };
    }
    const [tasks, count] = await Promise.all([
      this.parts.tasks.findDue(ownerId, by, limit),
      this.parts.tasks.countDue(ownerId, by),
    ]);
    return { tasks: await this.views(tasks), count };
  }

  private async view(task: Task): Promise<TaskView> {
    const [view] = await this.views([task]);
    if (view === undefined) throw new DomainError('customer_not_found', 'There is no such customer.');
    return view;
  }

  /** Tasks of customers whom the ledger does not know any more are left out. */
  private async views(tasks: readonly Task[], portfolio: DueAsked['portfolio'] = null): Promise<TaskView[]> {
    if (tasks.length === 0) return [];
    const { run } = await this.parts.ledgerPositions.positionAt();
    const ids = tasks.map(({ customerId }) => customerId);
    const [customers, users] = await Promise.all([
      this.parts.customers.findStandingFor(ids, run),
      this.parts.users.list(),
    ]);
    const names = new Map(users.map(({ id, name }) => [id, name]));
    return tasks.flatMap((task) => {
      const customer = customers.get(task.customerId);
      if (customer === undefined || !seesOwner({ portfolio }, customer.ownerEmail)) return [];
      const { id, number, name } = customer;
      return [presentTask(task, { customer: { id, number, name }, ownerName: names.get(task.ownerId) ?? '' })];
    });
  }

  private async requireOwner(id: UserId): Promise<void> {
    const user = await this.parts.users.findById(id);
    if (user !== null && !user.disabled && OWNERS.includes(user.role)) return;
    throw new DomainError('colleague_not_found', 'There is no such colleague who works on customers.');
  }
}

function requireChange({ dueOn, ownerId, state }: BodyOf<typeof changeTask>): void {
  if (dueOn !== undefined || ownerId !== undefined || state !== undefined) return;
  throw new DomainError('request_invalid', 'Say what is to become of the task: dueOn, ownerId or state.');
}

function presentTask(
  { id, text, dueOn, ownerId, state, createdBy, createdAt, closedAt }: Task,
  { customer, ownerName }: { readonly customer: TaskView['customer']; readonly ownerName: string },
): TaskView {
  return {
    id,
    customer,
    text,
    dueOn,
    owner: { id: ownerId, name: ownerName },
    state,
    createdBy: { id: createdBy.id, name: createdBy.name },
    createdAt: createdAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}
