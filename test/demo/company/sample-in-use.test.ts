import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import type { DemoMessage, DemoThread } from '../../../demo/company/demo-thread.ts';
import { DEMO_USERS } from '../../../demo/company/people.ts';
import { SHAPES } from '../../../demo/company/shapes.ts';
import type { TemplateView } from '../../../shared/api/dispatches.ts';
import { BUCKETS_TO_90 } from '../../../shared/domain/ageing.ts';
import { addDays, type CalendarDate } from '../../../shared/domain/calendar-date.ts';
import { sumsFromDocuments } from '../../../shared/domain/ledger-from-documents.ts';
import { ledgerOf } from './ledger-of-sample.ts';
import { LOADING_LIMIT_MS, useLoadedSample } from './loaded-company.ts';
import { sampleCompany } from './sample.ts';

const MANAGER = 'mira.hoffmann@harbourlight.example';
const { threads, lastDay } = sampleCompany();

function latest({ messages }: DemoThread): DemoMessage {
  return messages.at(-1) as DemoMessage;
}

/** What a mail client asks about the message that is open. */
function question(thread: DemoThread) {
  const { from, to, cc, replyTo, subject, text, internetMessageId, references = [] } = latest(thread);
  const headers = { from, to, cc, reply_to: replyTo };
  const participants = Object.entries(headers).flatMap(([role, header]) =>
    header === undefined ? [] : [{ role, header }],
  );
  const { conversation } = thread;
  return { participants, subject, text, conversation, internetMessageId, references: references.join(' ') };
}

describe('the sample company in use', function () {
  this.timeout(LOADING_LIMIT_MS);
  const sample = useLoadedSample();

  const ask = async (email: string, path: string, body?: object) => {
    const token = await sample.tokenOf(email);
    const call = body === undefined ? request(sample.app.express).get(path) : request(sample.app.express).post(path);
    return call.set('Authorization', `Bearer ${token}`).send(body);
  };
  const whose = async (thread: DemoThread) =>
    (await ask(thread.mailboxes[0]?.owner ?? '', '/api/thread-context', question(thread))).body;

  for (const thread of threads) {
    const { verdict, customerNumber = 'nobody', why } = thread.expected;
    it(`${thread.id} is ${verdict}${verdict === 'found' ? `: ${customerNumber}` : ''}. ${why}`, async () => {
      const answer = await whose(thread);
      const found = answer.verdict === 'found' ? answer.candidates[0].customer.number : 'nobody';
      expect([answer.verdict, found]).to.deep.equal([verdict, customerNumber]);
    });
  }

  for (const back of [0, 200]) {
    it(`ages to what the documents add up to, ${back} days before the end`, async () => {
      const asOf = addDays(lastDay, -back);
      const { body } = await ask(MANAGER, `/api/reports/ageing?asOf=${asOf}`);
      const totals = Object.fromEntries(
        body.totals.map(({ currency, buckets, unapplied, netOpen }: AgeingTotal) => [
          currency,
          { ...minorsOf(buckets), unapplied: unapplied.minor, netOpen: netOpen.minor },
        ]),
      );
      expect(totals).to.deep.equal(plainTotals(asOf));
    });
  }

  const previewFor = async (id: string, { stage, language }: { stage: string; language?: string }) => {
    const thread = threads.find((one) => one.id === id) as DemoThread;
    const owner = thread.mailboxes[0]?.owner ?? '';
    const { candidates, card } = await whose(thread);
    const { templates } = (await ask(owner, `/api/templates?customerId=${candidates[0].customer.id}`)).body;
    const notice = templates.find(
      (one: TemplateView) => one.stage === stage && (language === undefined || one.language === language),
    );
    const [number = ''] = /\d{6}/.exec(latest(thread).subject) ?? [];
    const items = await sample.inCompany(async () => {
      const { receivables, ledgerPositions } = sample.app.services;
      return receivables.findItemsByNumberKeys([number], lastDay, await ledgerPositions.positionAt());
    });
    const itemIds = items.map((item) => item.id);
    const plan = { customerId: card.customer.id, templateId: notice.id, itemIds };
    return (await ask(owner, '/api/dispatches/preview', plan)).body;
  };

  const gateFor = async (id: string) => {
    const body = await previewFor(id, { stage: 'second_notice' });
    return { open: body.gate.open, reasons: body.gate.reasons.map(({ reason }: { reason: string }) => reason) };
  };

  for (const [id, reason] of [
    ['t30', 'paid'],
    ['t33', 'disputed'],
    ['t39', 'do_not_contact'],
  ] as const) {
    it(`closes the gate for ${id}: ${reason}`, async () => {
      const gate = await gateFor(id);
      expect(gate.open).to.equal(false);
      expect(gate.reasons).to.include(reason);
    });
  }

  it('lets an ordinary reminder through', async () => {
    expect(await gateFor('t01')).to.deep.equal({ open: true, reasons: [] });
  });

  for (const [language, bankDetails, legalWords] of [
    ['en', 'Please pay to Harbourlight Instruments, IBAN DE89', 'We reserve all our rights'],
    ['de', 'Bitte zahlen Sie an Harbourlight Instruments, IBAN DE89', 'Alle unsere Rechte'],
  ] as const) {
    it(`has bank details and legal words in a notice that nobody can write anew (${language})`, async () => {
      const { filled, warnings } = await previewFor('t01', { stage: 'final_notice', language });
      const locked = filled.parts.filter(({ kind }: { kind: string }) => kind === 'locked');
      const text = locked.map((part: { text: string }) => part.text).join('\n');
      expect(text).to.contain(bankDetails).and.to.contain(legalWords);
      expect(warnings).to.deep.equal([]);
    });
  }

  it('shows in the line of time that a colleague dunned the customer on the same day', async () => {
    const { customerNumber, byOwner, byColleague } = SHAPES.dunnedTwice;
    const [customer] = await sample.inCompany(async () => {
      const { customers, ledgerPositions } = sample.app.services;
      return customers.findByPaddedNumbers([customerNumber], (await ledgerPositions.positionAt()).run);
    });
    const { body } = await ask(byOwner, `/api/customers/${customer?.id}/timeline?limit=200`);
    const mails = body.entries.filter(({ activity }: TimelineLine) => activity?.code === 'email_second_notice');
    const names = new Map(DEMO_USERS.map(({ email, name }) => [email, name]));
    const both = [byOwner, byColleague].map((email) =>
      mails
        .filter(({ activity }: TimelineLine) => activity?.actor.name === names.get(email))
        .map(({ on }: TimelineLine) => on),
    );
    expect(both[0]?.filter((on: string) => both[1]?.includes(on))).to.have.length(2);
  });
});

interface TimelineLine {
  readonly on: string;
  readonly activity?: { readonly code: string; readonly actor: { readonly name: string } };
}

interface AgeingTotal {
  readonly currency: string;
  readonly buckets: Readonly<Record<string, { minor: number }>>;
  readonly unapplied: { minor: number };
  readonly netOpen: { minor: number };
}

function minorsOf(buckets: AgeingTotal['buckets']): Record<string, number> {
  return Object.fromEntries(Object.entries(buckets).map(([label, { minor }]) => [label, minor]));
}

/** From the generated documents alone, customer by customer, the plain way. */
function plainTotals(asOf: CalendarDate): Record<string, Record<string, number>> {
  const totals: Record<string, Record<string, number>> = {};
  for (const [key, { buckets, unapplied, netOpen }] of sumsFromDocuments(
    ledgerOf(sampleCompany()),
    asOf,
    BUCKETS_TO_90,
  )) {
    const currency = key.split(' ')[1] ?? '';
    const sums = totals[currency] ?? {};
    for (const [label, minor] of Object.entries({ ...buckets, unapplied, netOpen }))
      sums[label] = (sums[label] ?? 0) + minor;
    totals[currency] = sums;
  }
  return totals;
}
