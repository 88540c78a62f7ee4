import { inspect } from 'node:util';
import { expect } from 'chai';
import express from 'express';
import { after, before, beforeEach, describe, it } from 'mocha';
import { SCOPE } from '#shared/api/gmail-scopes.ts';
import { GmailFailure } from '../../gmail-addon/gmail-failure.ts';
import { apiId } from '../../gmail-addon/gmail-ids.ts';
import { GmailMailbox } from '../../gmail-addon/gmail-mailbox.ts';
import { isForOpenMessage } from '../../gmail-addon/scopes.ts';
import { LocalServer } from '../support/http.ts';

const TOKENS = { userOAuthToken: 'ya29.secret-of-the-user', accessToken: 'secret-of-the-message' };
const RAW = Buffer.from('Subject: secret-of-the-mail\r\n\r\nsecret-of-the-mail');
const LARGE = Buffer.concat([RAW, Buffer.alloc(800_000, 'x')]);
/** As they could appear: by themselves, and in the forms in which they travel. */
const SECRETS = [...Object.values(TOKENS), 'secret-of-the-mail', RAW.toString('base64url'), RAW.toString('base64')];

describe('GmailMailbox', function () {
  this.timeout(60_000);
  const google = new LocalServer();
  const calls: express.Request[] = [];
  let answer: express.RequestHandler = (_req, res) => void res.json({});

  before(() => google.start());
  after(() => google.stop());
  beforeEach(() => {
    calls.length = 0;
    const app = express().use(express.json());
    app.use((req, res, next) => {
      calls.push(req);
      answer(req, res, next);
    });
    google.use(app);
  });

  const mailbox = (scope?: ConstructorParameters<typeof GmailMailbox>[2]) =>
    new GmailMailbox(`${google.url}/`, TOKENS, scope);
  const ways: [string, (one: GmailMailbox) => Promise<unknown>][] = [
    ['reading', (one) => one.read('1')],
    ['reading a thread', (one) => one.readThread('1')],
    ['sending', (one) => one.send(RAW, '1')],
    ['drafting', (one) => one.draft(RAW, '1')],
    ['sending a large message', (one) => one.send(LARGE, '1')],
    ['drafting a large message', (one) => one.draft(LARGE, '1')],
  ];
  const failureOf = async (way: Promise<unknown>): Promise<GmailFailure> => {
    const failure = await way.catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(GmailFailure);
    return failure as GmailFailure;
  };
  const refuse =
    (status: number, body: object = {}): express.RequestHandler =>
    (_req, res) =>
      void res.status(status).json(body);

  for (const [title, way] of ways) {
    it(`is asked once for ${title}, whatever comes back, and what is thrown holds neither token nor mail`, async () => {
      const answers = [
        ...[400, 401, 403, 404, 408, 429, 500, 503].map((status) =>
          refuse(status, { error: { message: `No: ${SECRETS.join(' ')}`, errors: [{ reason: SECRETS[0] }] } }),
        ),
        (req: express.Request) => void req.socket.destroy(),
        (_req: express.Request, res: express.Response) => void res.redirect('http://127.0.0.1:1/'),
      ];
      for (const one of answers) {
        calls.length = 0;
        answer = one;
        const failure = await failureOf(way(mailbox()));
        const shown = inspect(failure, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
        const told = `${shown}${JSON.stringify(failure)}${String(failure.stack)}${String(failure.cause)}`;
        for (const secret of SECRETS) expect(told).to.not.contain(secret);
        expect(calls).to.have.length(1);
      }
    });
  }

  it('gives up in time where Gmail is silent, and does not ask again', async () => {
    answer = () => undefined;
    const failure = await failureOf(mailbox().read('1'));
    expect([failure.trouble, failure.status, calls.length]).to.deep.equal(['unreachable', null, 1]);
  });

  it('tells what may have happened from what has not', async () => {
    const cases: [number, object, string, boolean][] = [
      [400, {}, 'refused', false],
      [401, {}, 'not_granted', false],
      [403, {}, 'not_granted', false],
      [403, { error: { errors: [{ reason: 'userRateLimitExceeded' }] } }, 'too_many', false],
      [404, {}, 'not_found', false],
      [408, {}, 'unreachable', true],
      [429, {}, 'too_many', false],
      [500, {}, 'unreachable', true],
      [503, {}, 'unreachable', true],
    ];
    for (const [status, body, trouble, mayHaveHappened] of cases) {
      answer = refuse(status, body);
      const failure = await failureOf(mailbox().send(RAW, '1'));
      expect([failure.trouble, failure.mayHaveHappened], String(status)).to.deep.equal([trouble, mayHaveHappened]);
    }
  });

  it('brings the token for the open message where the scope is for that message, and only there', async () => {
    answer = (_req, res) => void res.json({ id: '1', threadId: '1' });
    const everywhere = { ...SCOPE, send: 'https://www.googleapis.com/auth/gmail.send' } as unknown as typeof SCOPE;
    expect([isForOpenMessage(SCOPE.read), isForOpenMessage(everywhere.send)]).to.deep.equal([true, false]);
    for (const [, way] of ways) await way(mailbox());
    await mailbox(everywhere).send(RAW, '1');
    const brought = calls.map(({ headers }) => headers['x-goog-gmail-access-token']);
    expect(brought).to.deep.equal([...ways.map(() => TOKENS.accessToken), undefined]);
    expect(new Set(calls.map(({ headers }) => headers.authorization))).to.deep.equal(
      new Set([`Bearer ${TOKENS.userOAuthToken}`]),
    );
  });

  it('asks for the open message with its words, and for headers alone of the others', async () => {
    answer = (_req, res) => void res.json({});
    await mailbox().read('1');
    await mailbox().readThread('1');
    expect(calls.map(({ query }) => query.format)).to.deep.equal(['full', 'metadata']);
    expect(calls[1]?.query.metadataHeaders).to.include.members(['Message-ID', 'References', 'X-Duethread-Dispatch']);
  });

  it('sends the bytes as they are, in the thread', async () => {
    answer = (_req, res) => void res.json({ id: 'a', threadId: 'b', message: { threadId: 'c' } });
    expect(await mailbox().send(RAW, '1f')).to.deep.equal({ id: 'a', threadId: 'b' });
    expect(await mailbox().draft(RAW, '1f')).to.deep.equal({ id: 'a', threadId: 'c' });
    const message = { raw: RAW.toString('base64url'), threadId: '1f' };
    expect(calls.map(({ body }) => body)).to.deep.equal([message, { message }]);
  });

  it('reads what is sent, what is drafted, and when', async () => {
    const headers = [
      { name: 'message-id', value: ' <a@x> ' },
      { name: 'BCC', value: 'b@x.example' },
    ];
    const cases: [string[], boolean][] = [
      [['SENT'], true],
      [['INBOX', 'SENT'], true],
      [['DRAFT'], false],
      [['SENT', 'DRAFT'], false],
      [[], false],
    ];
    const messages = cases.map(([labelIds]) => ({
      id: '2',
      labelIds,
      internalDate: '1795161600000',
      payload: { headers },
    }));
    answer = (_req, res) => void res.json({ messages });
    const read = await mailbox().readThread('1');
    expect(read.map(({ isSent }) => isSent)).to.deep.equal(cases.map(([, isSent]) => isSent));
    expect(read[0]).to.deep.include({
      internetMessageId: '<a@x>',
      bcc: 'b@x.example',
      takenAt: '2026-11-20T08:00:00.000Z',
    });
  });
});

describe('apiId', () => {
  const cases: [string, string | null][] = [
    ['msg-f:1847312345678901234', '19a2f8ca79626ff2'],
    ['thread-f:18446744073709551615', 'ffffffffffffffff'],
    ['19a2f8ca79626ff2', '19a2f8ca79626ff2'],
    ['msg-a:r-123', null],
    ['thread-a:r123', null],
    ['msg-f:', null],
    ['msg-f:12x', null],
    ['../drafts', null],
    ['', null],
  ];
  for (const [page, expected] of cases) {
    it(`turns "${page}" into ${expected}`, () => {
      expect(apiId(page)).to.equal(expected);
    });
  }
});
