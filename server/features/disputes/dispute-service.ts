import type { ActivityView } from '#shared/api/activities.ts';
import type { DisputeView, recordDispute, resolveDispute } from '#shared/api/disputes.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import { ACTIVITY_CODES, isDisputeRaised } from '#shared/domain/activity-code.ts';
import type { ActivityId, CustomerId, UserId } from '#shared/domain/ids.ts';
import type { ColleagueService } from '../../identity/colleague-service.ts';
import { once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { ActivityAmendments } from '../activities/activity-amendment-service.ts';
import type { ActivityEntries } from '../activities/activity-entries-service.ts';
import type { ActivityService, KeyedActor, LogEntry } from '../activities/activity-service.ts';
import { type CustomerService, idsOfCustomer } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { type Dispute, disputesIn, requireOpenDispute, unknownDispute } from './dispute.ts';
import type { DisputeAssignmentRepository } from './dispute-assignment-repository.ts';
import { presentDispute } from './present-dispute.ts';

export interface DisputeParts {
  readonly activityService: ActivityService;
  readonly activityAmendments: ActivityAmendments;
  readonly activityEntries: ActivityEntries;
  readonly assignments: DisputeAssignmentRepository;
  readonly colleagues: ColleagueService;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
}

const CODES = ACTIVITY_CODES.filter(isDisputeRaised);
/** How many disputes of a customer are listed. */
const MOST = 100;

/** Disputes from the day on which a customer raises them to their resolution: both are entries of the log, whose it is is kept beside. */
export class DisputeService {
  constructor(
    private readonly parts: DisputeParts,
    private readonly clock: Clock,
  ) {}

  /** Records that a customer disputes something, once for a key. Throws what the log throws, and DomainError `colleague_not_found`. */
  async record(
    body: BodyOf<typeof recordDispute>,
    by: KeyedActor,
  ): Promise<{ activity: ActivityView; dispute: DisputeView }> {
    const { channel, ownerId, ...word } = body;
    const code = channel === 'phone' ? ('phone_dispute_raised' as const) : ('email_dispute_raised' as const);
    const said = { ...word, code, outcome: 'dispute_opened' as const };
    const { activityService, assignments, colleagues } = this.parts;
    const asked = { operation: 'recordDispute', body };
    const id = await activityService.recordWith(asked, said, by, async (entry, session) => {
      if (ownerId === undefined) return;
      const owner = await colleagues.read(ownerId as UserId);
      const given = { disputeId: entry.id, ownerId: owner.id as UserId, by: by.actor.userId, at: entry.recordedAt };
      await assignments.insert(given, session);
    });
    return { activity: await activityService.view(id), dispute: await this.view(await activityService.read(id)) };
  }

  /** The disputes of a customer that nobody withdrew, open ones first, latest first; at most 100. Throws DomainError `customer_not_found`. */
  async list(id: CustomerId): Promise<DisputeView[]> {
    const { run } = await this.parts.ledgerPositions.positionAt();
    const customer = await this.parts.customers.read(id, run);
    const standing = (await this.ofCustomer(idsOfCustomer(customer))).filter(({ isWithdrawn }) => !isWithdrawn);
    return this.present(standing.sort(openFirst).slice(0, MOST), customer.id);
  }

  /** Gives a dispute to a colleague, once for a key. Throws DomainError `dispute_not_found`, `dispute_resolved` or `colleague_not_found`. */
  async assign(id: ActivityId, ownerId: UserId, by: KeyedActor): Promise<DisputeView> {
    const raised = await this.read(id);
    const { activityEntries, assignments, colleagues } = this.parts;
    const { userId } = by.actor;
    const at = this.clock.now();
    const request = { userId, operation: 'assignDispute', key: by.key, body: { id, ownerId }, at };
    await once(request, async (session) => {
      requireOpenDispute(await activityEntries.pointingTo(id, session));
      const owner = await colleagues.read(ownerId);
      await assignments.insert({ disputeId: id, ownerId: owner.id as UserId, by: userId, at }, session);
      return id;
    });
    return this.view(raised);
  }

  /** Ends a dispute by an entry of the log, once for a key. Throws DomainError `dispute_not_found` or `dispute_resolved`. */
  async resolve(id: ActivityId, body: BodyOf<typeof resolveDispute>, by: KeyedActor): Promise<DisputeView> {
    const refersTo = await this.read(id);
    const { how: resolution, note, client } = body;
    const asked = { operation: 'resolveDispute', body: { id, ...body } };
    const word = { kind: 'resolution' as const, refersTo, resolution, note, client };
    await this.parts.activityAmendments.say(asked, word, by, requireOpenDispute);
    return this.view(refersTo);
  }

  private async read(id: ActivityId): Promise<LogEntry> {
    const entry = await this.parts.activityEntries.find(id);
    if (entry !== null && isDisputeRaised(entry.code)) return entry;
    throw unknownDispute();
  }

  private async view({ id, customerId }: LogEntry): Promise<DisputeView> {
    const { run } = await this.parts.ledgerPositions.positionAt();
    const ids = await this.parts.customers.idsOf(customerId, run);
    const own = (await this.ofCustomer(ids)).filter(({ raised }) => raised.id === id);
    const [view] = await this.present(own, ids[0] ?? customerId);
    if (view === undefined) throw unknownDispute();
    return view;
  }

  private async ofCustomer(ids: readonly CustomerId[]): Promise<Dispute[]> {
    return disputesIn(await this.parts.activityEntries.ofCodes(ids, CODES));
  }

  private async present(disputes: readonly Dispute[], customerId: CustomerId): Promise<DisputeView[]> {
    const resolutions = disputes.flatMap(({ resolution }) => resolution?.id ?? []);
    const [owners, names, notes] = await Promise.all([
      this.parts.assignments.findOwners(disputes.flatMap(({ ids }) => ids)),
      this.parts.colleagues.names(),
      this.parts.activityEntries.notesOf(resolutions),
    ]);
    return disputes.map((dispute) => {
      const ownerId = dispute.ids.map((id) => owners.get(id)).find((id) => id !== undefined);
      const { id, name } = dispute.raised.actor;
      const owner = ownerId === undefined ? { id, name } : { id: ownerId, name: names.get(ownerId) ?? '' };
      return presentDispute(dispute, { customerId, owner, notes });
    });
  }
}

function openFirst(a: Dispute, b: Dispute): number {
  const byEnd = Number(a.resolution !== null) - Number(b.resolution !== null);
  return byEnd || b.raised.occurredAt.getTime() - a.raised.occurredAt.getTime() || b.raised.seq - a.raised.seq;
}
