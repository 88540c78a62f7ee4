import type { ItemParticipant, OpenItem } from '../../addin/host/mail-host.ts';
import { Sidebar } from '../../addin/state/sidebar.ts';
import { wordsFor } from '../../addin/words/pick-words.ts';
import type { DemoThread } from '../../demo/company/demo-thread.ts';
import { mailboxesOf, readableText } from '../../server/mail/mail-header.ts';
import type { SessionView } from '../../shared/api/sessions.ts';
import { newestWords } from '../../shared/domain/newest-words.ts';
import { FakeHost } from '../addin/support/fake-host.ts';
import type { GmailWorld } from '../gmail-addon/gmail-world.ts';
import type { CollectionsCase } from '../server/features/dispatches/collections-case.ts';
import type { TestUser } from '../support/app.ts';

/** Outlook as it stands open beside one message, or none. */
class LocalHost extends FakeHost {
  constructor(
    override readonly locale: string,
    override item: OpenItem | null,
  ) {
    super();
  }
}

export interface PaneAsked {
  readonly world: GmailWorld;
  readonly case: CollectionsCase;
  /** Null for no open message. */
  readonly thread: DemoThread | null;
  readonly locale?: string;
  /** Ana unless said. */
  readonly user?: TestUser;
}

/** The pane of the user beside the latest message of a thread, on the server that the cards speak to as well. */
export async function openPane(asked: PaneAsked): Promise<Sidebar> {
  const { world, case: a, thread, locale = 'en', user = a.ana } = asked;
  const host = new LocalHost(locale, thread === null ? null : itemOf(thread, user.actor.email));
  host.accessToken = { token: 'access', expiresAt: new Date('2027-01-01T00:00:00.000Z') };
  const session = JSON.stringify(sessionOf(a, user));
  const sidebar = new Sidebar({
    host,
    words: await wordsFor(locale),
    clock: world.parts.app.clock,
    baseUrl: world.server.url,
    fetch: async (input, init) =>
      String(input).endsWith('/api/sessions') ? new Response(session, { status: 201 }) : fetch(input, init),
    settleMs: 0,
    retryAfterMs: [60_000],
    lookEveryMs: null,
    renewAfterMs: 0,
    undoSecondMs: null,
  });
  await sidebar.start();
  await sidebar.signIn();
  const { value } = sidebar.state;
  if (value.at === 'customer') await sidebar.doing.tasks.lists.load(value.card.customer.id);
  return sidebar;
}

/** The signed-in user's session, which lasts for as long as the test. */
function sessionOf({ app, tenant }: CollectionsCase, { actor }: TestUser): SessionView {
  const { token } = app.services.sessionTokens.issue({ userId: actor.userId, tenantId: tenant.id });
  return {
    token,
    expiresAt: '2027-01-01T00:00:00.000Z',
    user: { id: actor.userId, email: actor.email, name: actor.name, role: actor.role },
    tenant: { id: tenant.id, name: tenant.name, currency: tenant.currency, zone: tenant.zone },
  };
}

/** A message as Outlook hands it over: addresses and names decoded and apart, headers that it has no field for as they stand. */
function itemOf({ id, conversation, messages }: DemoThread, ownAddress: string): OpenItem {
  const message = messages.at(-1);
  if (message === undefined) throw new Error(`The thread ${id} is empty.`);
  const { inReplyTo = '', references = [] } = message;
  const named = [inReplyTo, ...references].filter((one) => one !== '').join(' ');
  return {
    key: `read:${id}`,
    mode: 'read',
    subject: readableText(message.subject),
    participants: [...people('from', message.from), ...people('to', message.to), ...people('cc', message.cc ?? '')],
    ownAddress,
    sharedMailbox: null,
    isProtected: false,
    sentAt: message.date,
    conversation,
    internetMessageId: message.internetMessageId,
    references: named === '' ? null : named,
    replyTo: message.replyTo ?? null,
    text: newestWords(message.text),
    carried: null,
  };
}

function people(role: ItemParticipant['role'], header: string): ItemParticipant[] {
  return mailboxesOf(header)
    .filter(({ address }) => address !== '')
    .map(({ address, name }) => ({ role, address, name }));
}
