import { expect } from 'chai';
import { beforeEach } from 'mocha';
import type { SeenBody } from '../../../../server/features/seen-messages/seen-mail.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { DispatchView } from '../../../../shared/api/dispatches.ts';
import type { AnswerOf } from '../../../../shared/api/operation.ts';
import type { reportSeenMessage } from '../../../../shared/api/seen-messages.ts';
import type { ChangeSettingsBody } from '../../../../shared/api/settings.ts';
import type { DispatchId } from '../../../../shared/domain/ids.ts';
import { type TestApp, type TestUser, useApp } from '../../../support/app.ts';
import { applicationRow, eur, paymentRow } from '../../../support/ledger-rows.ts';
import { CollectionsCase } from '../dispatches/collections-case.ts';

export const ANA = 'ana@brightwater.example';
export const KIM = 'kim@kestrel.example';
export const MESSAGE_ID = '<CAF-17@mail.brightwater.example>';
export const NOW = '2026-11-20T09:00:00.000Z';
export const YESTERDAY = '2026-11-19T15:40:00.000Z';

interface Logged {
  readonly _id: string;
  readonly kind: string;
  readonly gate: { readonly verdict: string } | null;
}

/** A company whose people see mail: from Ana to Kim of customer C1, sent yesterday, unless it says otherwise. */
export class SeenCase {
  private begun: CollectionsCase | undefined;

  constructor(readonly app: TestApp) {}

  get a(): CollectionsCase {
    if (this.begun === undefined) throw new Error('The case has not begun.');
    return this.begun;
  }

  async begin(): Promise<void> {
    this.app.clock.set(NOW);
    this.begun = await CollectionsCase.begin(this.app);
  }

  mail(changes: object = {}): SeenBody {
    return {
      customerId: this.a.customerId,
      client: 'outlook',
      from: ANA,
      recipients: [KIM],
      subject: 'Your open invoices',
      sentAt: YESTERDAY,
      conversation: 'c-1',
      internetMessageId: MESSAGE_ID,
      ...changes,
    };
  }

  async see(changes: object = {}, by: TestUser = this.a.ana) {
    const answer = await this.a.post('/api/seen-messages', this.mail(changes), { by });
    expect(answer.status, answer.text).to.equal(200);
    return answer.body;
  }

  /** When the sessions of the day have ended. */
  seeLater(at: string, changes: object): Promise<AnswerOf<typeof reportSeenMessage>> {
    this.app.clock.set(at);
    const { seenMessages } = this.app.services;
    return this.a.in(() => seenMessages.report(this.mail(changes), this.a.ana.actor));
  }

  /** Ana's first notice to Kim in the thread, ready to be sent by Outlook. */
  async prepare(changes: object = {}): Promise<DispatchView> {
    const message = { conversation: 'c-1' };
    const plan = { ...this.a.wish(), via: 'outlook', recipients: [KIM], message, ...changes };
    const { status, body } = await this.a.post('/api/dispatches', plan);
    expect(status, JSON.stringify(body)).to.equal(201);
    return body;
  }

  dispatch(id: string): Promise<DispatchView> {
    const { dispatchService } = this.app.services;
    return this.a.in(() => dispatchService.read(id as DispatchId, this.a.ana.actor));
  }

  /** Closes the gate for what is about invoice 104233. */
  pay(): Promise<void> {
    return this.a.feed(
      paymentRow('P 1', { issuedOn: '2026-11-19', amount: eur(120_000) }),
      applicationRow('104233', 'P 1', eur(120_000), { on: '2026-11-19' }),
    );
  }

  async settings(changes: ChangeSettingsBody): Promise<void> {
    await this.a.in(() => this.app.services.settings.change(changes, 'admin@brightwater.example'));
  }

  async log(): Promise<Logged[]> {
    return (await this.a.log()) as unknown as Logged[];
  }

  texts(): Promise<object[]> {
    return collectionNamed('activityTexts')
      .find({ tenantId: this.a.tenant.id } as never)
      .toArray();
  }
}

export function useSeenCase(): SeenCase {
  const seenCase = new SeenCase(useApp());
  beforeEach(() => seenCase.begin());
  return seenCase;
}
