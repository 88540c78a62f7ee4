import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { hashOf } from '../../../../server/features/activities/new-log-entry.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { CollectionsCase } from '../dispatches/collections-case.ts';
import { Desk } from './desk.ts';

const ROUNDS = 200;
/** More questions to the database than a message asks until it is prepared. */
const MOST_ANSWERS = 60;

interface StoredTexts {
  readonly activityId: string;
  readonly body: { readonly text: string; readonly salt: string };
}

describe('what is sent from templates', function () {
  this.timeout(900_000);
  const app = useApp();
  let a: CollectionsCase;
  let desk: Desk;
  let author: TestUser;
  let second: TestUser;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
    desk = new Desk(a);
    author = await app.user(a.tenant, 'manager', 'author@brightwater.example');
    second = await app.user(a.tenant, 'admin', 'second@brightwater.example');
  });

  const send = (templateId: string) =>
    a.post('/api/dispatches', a.wish({ templateId, via: 'gmail', recipients: ['kim@kestrel.example'] }));

  it(`is never a version that was not approved by a second person or was retired before, and its stored hash is of what was sent (${ROUNDS} races)`, async () => {
    const statuses: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) statuses.push(...(await race(round)));
    expect(statuses, 'some were sent, some came too late').to.include.members([201, 409]);
    await expectApproved();
    await expectHashes();
  });

  /** One version sent from as it is retired; the statuses of what was tried at that moment. */
  async function race(round: number): Promise<number[]> {
    const id = await desk.approved({ subject: `Round ${round}` }, author, second);
    expect((await send(id)).body.code, 'before it is live').to.equal('template_not_live');
    await desk.step(id, 'put_live', author);
    const { revision } = await desk.read(id, author);
    const step = { step: 'retire', revision };
    const retire = async () => {
      await answersOfDatabase(round % MOST_ANSWERS);
      return a.post(`/api/template-versions/${id}/steps`, step, { by: author });
    };
    const inOrder = round % 2 === 0 ? [send, retire, send] : [retire, send, send];
    const answers = await Promise.all(inOrder.map((deed) => deed(id)));
    const tried = answers.filter((_, place) => inOrder[place] === send);
    expect(answers.find((answer) => !tried.includes(answer))?.status).to.equal(200);
    for (const { status, body } of tried)
      expect([201, body.code]).to.include(status === 201 ? 201 : 'template_not_live');
    const late = await send(id);
    expect([late.status, late.body.code], 'after the retirement').to.deep.equal([409, 'template_not_live']);
    const statuses = tried.map(({ status }) => status);
    const { uses } = await desk.read(id, author);
    expect(uses, 'counted with the sends').to.equal(statuses.filter((status) => status === 201).length);
    return statuses;
  }

  /** Lets some answers of the database go by, so that each round retires at another moment of the sending. */
  async function answersOfDatabase(count: number): Promise<void> {
    const templates = collectionNamed('templates');
    for (let place = 0; place < count; place += 1) await templates.findOne({ tenantId: a.tenant.id } as never);
  }

  /** Every message was made from a version that somebody else than its author approved. */
  async function expectApproved(): Promise<void> {
    const templates = await collectionNamed<{ _id: string; authorIds: string[]; approvals: { userId: string }[] }>(
      'templates',
    )
      .find({ tenantId: a.tenant.id } as never)
      .toArray();
    const dispatches = await collectionNamed<{ template: { id: string } }>('dispatches')
      .find({ tenantId: a.tenant.id } as never)
      .toArray();
    expect(dispatches).not.to.have.length(0);
    for (const { template } of dispatches) {
      const version = templates.find(({ _id }) => String(_id) === template.id);
      const others = version?.approvals.filter(({ userId }) => !version.authorIds.includes(userId));
      expect(others, template.id).to.have.length(1);
    }
  }

  /** The log's hash of each body is of the very words that were answered for sending. */
  async function expectHashes(): Promise<void> {
    const texts = await collectionNamed<StoredTexts>('activityTexts')
      .find({ tenantId: a.tenant.id } as never)
      .toArray();
    const log = (await a.log()) as unknown as { _id: string; bodyHash: string; dispatchId: string }[];
    const sent = log.filter(({ bodyHash }) => bodyHash !== null);
    expect(sent).not.to.have.length(0);
    for (const { _id, bodyHash, dispatchId } of sent) {
      const kept = texts.find(({ activityId }) => activityId === String(_id));
      const { body } = await a.get(`/api/dispatches/${dispatchId}`);
      expect(hashOf({ text: body.filled.html, salt: kept?.body.salt ?? '' })).to.equal(bodyHash);
    }
  }
});
