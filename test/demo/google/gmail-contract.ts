import { AssertionError, expect } from 'chai';
import { after, beforeEach, describe, it } from 'mocha';
import MailComposer from 'nodemailer/lib/mail-composer';
import { SCOPE } from '#shared/api/gmail-scopes.ts';
import { GmailFailure } from '../../../gmail-addon/gmail-failure.ts';
import { GmailMailbox } from '../../../gmail-addon/gmail-mailbox.ts';

export const OWNER = 'ana@brightwater.example';
const READONLY = 'https://www.googleapis.com/auth/gmail.readonly';
const COMPOSE = 'https://www.googleapis.com/auth/gmail.compose';

/** What lies in the mailbox at first: one mail of the customer's in a thread of its own. */
export const FIRST_MAIL = {
  from: 'Kim Osei <kim@kestrel.example>',
  to: OWNER,
  subject: 'Invoice 104233',
  messageId: '<one@kestrel.example>',
  date: '2026-11-19T10:00:00.000Z',
  text: 'Fish & chips',
} as const;

/** One implementation of Gmail’s API, with the first mail in it. */
export interface GmailStage {
  /** With a slash at its end. */
  readonly rootUrl: string;
  readonly messageId: string;
  readonly threadId: string;
  /** Tokens of the owner with these scopes, the second for the thread of the first mail. */
  tokens(scopes: readonly string[]): { readonly userOAuthToken: string; readonly accessToken: string };
  close(): Promise<void>;
}

/** A rule of Google’s that an implementation is known not to keep, and what that means. */
export type KnownGaps = Readonly<Partial<Record<GoogleRule, string>>>;
export type GoogleRule = keyof typeof RULES;

type Case = (desk: Desk) => Promise<void>;

/** A client beside a stage: the add-on’s own, and plain HTTP for what that never does. */
class Desk {
  readonly mailbox: GmailMailbox;

  constructor(readonly stage: GmailStage) {
    this.mailbox = new GmailMailbox(stage.rootUrl, stage.tokens([SCOPE.read, SCOPE.send]));
  }

  async ask(path: string, { body, scopes = [SCOPE.read, SCOPE.send, COMPOSE], bare = false }: Asking = {}) {
    const { userOAuthToken, accessToken } = this.stage.tokens(scopes);
    const response = await fetch(`${this.stage.rootUrl}gmail/v1/users/me${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${userOAuthToken}`,
        ...(bare ? {} : { 'x-goog-gmail-access-token': accessToken }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  }
}

interface Asking {
  readonly body?: object;
  readonly scopes?: readonly string[];
  /** Without the token for the open message. */
  readonly bare?: boolean;
}

interface Answer {
  readonly id?: string;
  readonly threadId?: string;
  readonly labelIds?: readonly string[];
  readonly messages?: readonly { readonly id: string }[];
  readonly message?: { readonly id: string; readonly threadId: string; readonly labelIds: readonly string[] };
  readonly error?: { readonly code: number };
}

function answerMail(changes: object = {}): Promise<Buffer> {
  const mail = {
    from: OWNER,
    to: 'kim@kestrel.example',
    subject: `Re: ${FIRST_MAIL.subject}`,
    text: 'Please pay.',
    messageId: '<ours@brightwater.example>',
    inReplyTo: FIRST_MAIL.messageId,
    references: [FIRST_MAIL.messageId],
    date: new Date('2026-11-20T08:00:00.000Z'),
    headers: { 'X-Duethread-Dispatch': '0123456789abcdef01234567' },
    newline: 'windows' as const,
    ...changes,
  };
  return new MailComposer(mail).compile().build();
}

async function failureOf(way: Promise<unknown>): Promise<GmailFailure> {
  const failure = await way.catch((error: unknown) => error);
  expect(failure).to.be.instanceOf(GmailFailure);
  return failure as GmailFailure;
}

/** What the add-on relies on, and any implementation of Gmail’s API does. */
const CASES: Readonly<Record<string, Case>> = {
  'shows a message’s headers, thread, own words and when it came': async ({ mailbox, stage }) => {
    const message = await mailbox.read(stage.messageId);
    expect(message).to.deep.include({
      id: stage.messageId,
      threadId: stage.threadId,
      isSent: false,
      from: FIRST_MAIL.from,
      subject: FIRST_MAIL.subject,
      internetMessageId: FIRST_MAIL.messageId,
      text: FIRST_MAIL.text,
      takenAt: FIRST_MAIL.date,
    });
  },
  'shows a thread, oldest first': async ({ mailbox, stage }) => {
    const sent = await mailbox.send(await answerMail(), stage.threadId);
    const thread = await mailbox.readThread(stage.threadId);
    expect(thread.map(({ id, isSent }) => [id, isSent])).to.deep.equal([
      [stage.messageId, false],
      [sent.id, true],
    ]);
    expect(new Set(thread.map(({ threadId }) => threadId))).to.deep.equal(new Set([stage.threadId]));
  },
  'keeps an answer in its thread': async ({ mailbox, stage }) => {
    const sent = await mailbox.send(await answerMail(), stage.threadId);
    expect(sent.threadId).to.equal(stage.threadId);
    const filed = await mailbox.read(sent.id);
    expect(filed).to.deep.include({ isSent: true, to: 'kim@kestrel.example', inReplyTo: FIRST_MAIL.messageId });
    expect(filed.internetMessageId).to.match(/^<[^<>\s]+>$/);
  },
  'begins a thread for mail that answers nothing': async (desk) => {
    const { mailbox, stage } = desk;
    const raw = await answerMail({ subject: 'Another matter', inReplyTo: undefined, references: undefined });
    const sent = await mailbox.send(raw, '');
    expect(sent.threadId).to.not.equal(stage.threadId);
    const { body } = await desk.ask(`/threads/${sent.threadId}`, { scopes: [READONLY] });
    expect(body.messages?.map(({ id }) => id)).to.deep.equal([sent.id]);
  },
  'says that a message or thread is not there': async ({ mailbox }) => {
    expect((await failureOf(mailbox.read('19a5c0000000ffff'))).trouble).to.equal('not_found');
    expect((await failureOf(mailbox.readThread('19a5c0000000ffff'))).trouble).to.equal('not_found');
  },
  'refuses a message that is none': async (desk) => {
    for (const body of [{}, { threadId: desk.stage.threadId }]) {
      expect((await desk.ask('/messages/send', { body })).status).to.equal(400);
    }
  },
  'does not know a message by its page’s id': async ({ mailbox, stage }) => {
    const failure = await failureOf(mailbox.read(`msg-f:${BigInt(`0x${stage.messageId}`)}`));
    expect(failure.status).to.be.oneOf([400, 404]);
  },
  'keeps a draft in its thread, and out of what is sent': async (desk) => {
    const { mailbox, stage } = desk;
    const draft = await mailbox.draft(await answerMail(), stage.threadId);
    expect(draft.threadId).to.equal(stage.threadId);
    const { status, body } = await desk.ask(`/drafts/${draft.id}`);
    expect([status, body.id, body.message?.labelIds]).to.deep.equal([200, draft.id, ['DRAFT']]);
    expect((await mailbox.readThread(stage.threadId)).filter(({ isSent }) => isSent)).to.deep.equal([]);
  },
  'sends a draft, which is then gone': async (desk) => {
    const { mailbox, stage } = desk;
    const draft = await mailbox.draft(await answerMail(), stage.threadId);
    const { status, body } = await desk.ask('/drafts/send', { body: { id: draft.id } });
    expect([status, body.threadId, body.labelIds]).to.deep.equal([200, stage.threadId, ['SENT']]);
    expect((await mailbox.read(body.id ?? '')).isSent).to.equal(true);
    expect((await desk.ask(`/drafts/${draft.id}`)).status).to.equal(404);
    expect((await desk.ask('/drafts/send', { body: { id: draft.id } })).status).to.equal(404);
  },
};

/** What Google’s pages say beyond that, and an implementation may lack. */
const RULES = {
  'lets nobody in with a token that it does not know': async ({ stage }: Desk) => {
    const stranger = new GmailMailbox(stage.rootUrl, { userOAuthToken: 'unknown', accessToken: 'unknown' });
    expect((await failureOf(stranger.read(stage.messageId))).status).to.equal(401);
  },
  'opens each method by its own scopes': async (desk: Desk) => {
    const raw = (await answerMail()).toString('base64url');
    const answers = [
      await desk.ask(`/messages/${desk.stage.messageId}`, { scopes: [SCOPE.send] }),
      await desk.ask('/messages/send', { scopes: [SCOPE.read], body: { raw } }),
      await desk.ask('/drafts', { scopes: [SCOPE.read], body: { message: { raw } } }),
    ];
    expect(answers.map(({ status }) => status)).to.deep.equal([403, 403, 403]);
  },
  'shows no draft to the scopes of an add-on': async (desk: Desk) => {
    const draft = await desk.mailbox.draft(await answerMail(), desk.stage.threadId);
    expect((await desk.ask(`/drafts/${draft.id}`, { scopes: [SCOPE.read, SCOPE.draft] })).status).to.equal(403);
  },
  'wants the token for the open message beside the user’s': async (desk: Desk) => {
    const scopes = [SCOPE.read];
    expect((await desk.ask(`/messages/${desk.stage.messageId}`, { scopes, bare: true })).status).to.equal(403);
  },
  'takes an answer with another subject out of the thread': async ({ mailbox, stage }: Desk) => {
    const sent = await mailbox.send(await answerMail({ subject: 'Something else' }), stage.threadId);
    expect(sent.threadId).to.not.equal(stage.threadId);
  },
  'takes an answer without references out of the thread': async ({ mailbox, stage }: Desk) => {
    const raw = await answerMail({ inReplyTo: undefined, references: undefined });
    expect((await mailbox.send(raw, stage.threadId)).threadId).to.not.equal(stage.threadId);
  },
  'does not know a thread that is not there': async ({ mailbox }: Desk) => {
    const failure = await failureOf(mailbox.send(await answerMail(), '19a5c0000000ffff'));
    expect(failure.trouble).to.equal('not_found');
  },
  'puts a Message-ID of its own in the place of ours': async ({ mailbox, stage }: Desk) => {
    const { id } = await mailbox.send(await answerMail(), stage.threadId);
    expect((await mailbox.read(id)).internetMessageId).to.not.equal('<ours@brightwater.example>');
  },
  'keeps headers that it does not know': async ({ mailbox, stage }: Desk) => {
    const { id } = await mailbox.send(await answerMail(), stage.threadId);
    expect((await mailbox.read(id)).dispatchId).to.equal('0123456789abcdef01234567');
  },
  'sends from nobody but the user': async ({ mailbox, stage }: Desk) => {
    const raw = await answerMail({ from: 'boss@brightwater.example' });
    expect((await failureOf(mailbox.send(raw, stage.threadId))).status).to.equal(400);
  },
  'sends to somebody': async ({ mailbox, stage }: Desk) => {
    const raw = await answerMail({ to: undefined });
    expect((await failureOf(mailbox.send(raw, stage.threadId))).status).to.equal(400);
  },
  'gives the message of a draft a new id when it is sent': async (desk: Desk) => {
    const { id = '' } = await desk.mailbox.draft(await answerMail(), desk.stage.threadId);
    const { body: draft } = await desk.ask(`/drafts/${id}`);
    const { body: sent } = await desk.ask('/drafts/send', { body: { id } });
    expect(sent.id).to.match(/^[0-9a-f]+$/);
    expect(sent.id).to.not.equal(draft.message?.id);
  },
  'takes large messages as an upload, whole and in their thread': async (desk: Desk) => {
    const { mailbox, stage } = desk;
    const content = Buffer.alloc(3_000_000, 'a large invoice, ');
    const raw = await answerMail({ attachments: [{ filename: 'large.pdf', content }] });
    const sent = await mailbox.send(raw, stage.threadId);
    expect(sent.threadId).to.equal(stage.threadId);
    expect((await mailbox.read(sent.id)).inReplyTo).to.equal(FIRST_MAIL.messageId);
    const draft = await mailbox.draft(raw, stage.threadId);
    expect(draft.threadId).to.equal(stage.threadId);
    expect((await desk.ask(`/drafts/${draft.id}`)).body.message?.labelIds).to.deep.equal(['DRAFT']);
  },
  'takes no large message as JSON': async (desk: Desk) => {
    const raw = Buffer.alloc(1_000_000).toString('base64url');
    expect((await desk.ask('/messages/send', { body: { raw } })).status).to.equal(400);
  },
  'takes no more than its quota': async ({ mailbox, stage }: Desk) => {
    // 6,000 units a minute, of which one reading takes 40.
    const asked = Array.from({ length: 151 }, () => mailbox.readThread(stage.threadId).catch((error: Error) => error));
    const failures = (await Promise.all(asked)).filter((one) => one instanceof GmailFailure);
    expect(failures.map(({ trouble }) => trouble)).to.deep.equal(['too_many']);
  },
} as const;

/** The same cases for each implementation. A gap that has closed fails, so that the list of gaps stays true. */
export function gmailContract(name: string, open: () => Promise<GmailStage>, gaps: KnownGaps = {}): void {
  describe(`Gmail’s API as ${name} has it`, function () {
    this.timeout(60_000);
    let stage: GmailStage | undefined;
    const opened = (): Desk => {
      if (stage === undefined) throw new Error('The stage opens before each case.');
      return new Desk(stage);
    };

    beforeEach(async () => {
      await stage?.close();
      stage = await open();
    });
    after(() => stage?.close());

    for (const [title, run] of Object.entries(CASES)) it(title, () => run(opened()));
    for (const [title, run] of Object.entries(RULES) as [GoogleRule, Case][]) {
      const gap = gaps[title];
      if (gap === undefined) it(title, () => run(opened()));
      else it(`lacks: ${title} (${gap})`, () => requireGap(run(opened())));
    }
  });
}

async function requireGap(run: Promise<void>): Promise<void> {
  const failure = await run.then(
    () => null,
    (error: unknown) => error,
  );
  if (failure === null) throw new Error('It keeps this rule: take it off the list of gaps.');
  if (!(failure instanceof AssertionError)) throw failure;
}
