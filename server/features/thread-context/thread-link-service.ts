import type { AnswerOf, BodyOf } from '#shared/api/operation.ts';
import type { linkThread } from '#shared/api/thread-context.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { isDaemon, isNoReply, mailAddress } from '../../mail/mail-address.ts';
import { messageIds } from '../../mail/message-ids.ts';
import { isOwn, ownAddressesOf } from '../../mail/own-addresses.ts';
import { once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { threadKeys } from './read-thread.ts';
import type { ThreadLinkRepository } from './thread-link-repository.ts';
import { LINK_KEY } from './thread-links.ts';

type LinkThreadBody = BodyOf<typeof linkThread>;
type LinkThreadAnswer = AnswerOf<typeof linkThread>;

export interface ThreadLinkParts {
  readonly links: ThreadLinkRepository;
  readonly customers: CustomerService;
  readonly positions: LedgerPositionService;
}

/** Remembers what a person says of a thread, for the whole company. */
export class ThreadLinkService {
  constructor(
    private readonly parts: ThreadLinkParts,
    private readonly clock: Clock,
  ) {}

  /**
   * Remembers that a thread and an address are, or are not, a customer's; once for a key. Throws DomainError `customer_not_found`, or `request_invalid`
   * where the request names nothing that can be remembered.
   */
  async link(body: LinkThreadBody, { actor, key }: { actor: Actor; key: string }): Promise<LinkThreadAnswer> {
    const { links, customers, positions } = this.parts;
    const at = this.clock.now();
    return once({ userId: actor.userId, operation: 'linkThread', key, body, at }, async (session) => {
      const { run } = await positions.positionAt();
      const { id, number, name } = await customers.read(body.customerId as CustomerId, run);
      const ofThread = threadKeys(
        body.conversation?.trim() || null,
        messageIds(body.references, body.internetMessageId),
      );
      const ofAddress = addressKeys(body.address, actor);
      const keys = [...ofThread, ...ofAddress];
      requireSomething(keys);
      await links.insert(
        { keys, customerId: id, decision: body.decision, by: { id: actor.userId, name: actor.name }, at },
        session,
      );
      const rememberedFor: LinkThreadAnswer['rememberedFor'] = [
        ...(ofThread.length > 0 ? (['thread'] as const) : []),
        ...(ofAddress.length > 0 ? (['address'] as const) : []),
      ];
      return { customer: { id, number, name }, decision: body.decision, rememberedFor };
    });
  }
}

/** An address stands for somebody only if it is a counterpart's, and one that people write from. */
function addressKeys(text: string | undefined, actor: Actor): string[] {
  const mail = text === undefined ? null : mailAddress(text);
  if (mail === null || isDaemon(mail) || isNoReply(mail) || isOwn(mail, ownAddressesOf(actor))) return [];
  return [LINK_KEY.address(mail.address)];
}

function requireSomething(keys: readonly string[]): void {
  if (keys.length > 0) return;
  const problem = 'names neither a thread nor an address of somebody outside the company';
  throw new DomainError('request_invalid', 'Name the thread, or the counterpart’s address, or both.', [
    { field: 'conversation', problem },
    { field: 'address', problem },
  ]);
}
