import { expect } from 'chai';
import mongoose from 'mongoose';
import { FactsHeads } from '../../../../server/reporting/facts/facts-heads.ts';
import { FactsService } from '../../../../server/reporting/facts/facts-service.ts';
import { KeptBook } from '../../../../server/reporting/facts/kept-book.ts';
import { calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { factsInFull } from '../../../support/facts-in-full.ts';
import { useLedger } from '../../../support/ledger.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';

const DAY = dayNumber(calendarDate('2026-06-01'));

describe('FactsService.factsAt', function () {
  this.timeout(120_000);
  const ledger = useLedger();
  const { ledgerPositions } = ledger.parts;
  const first = () => [customerRow('C1'), itemRow('1001'), itemRow('1002')];
  const second = () => [paymentRow('P1'), applicationRow('1001', 'P1', eur(10_000)), itemRow('1003')];
  const later = { dataAsOf: new Date('2026-11-21T22:00:00.000Z') };
  const now = (service: FactsService) => ledger.in(async () => service.factsAt((await service.head()).position));
  const at = (service: FactsService, instant: Date) =>
    ledger.in(async () => service.factsAt(await ledgerPositions.positionAt(instant), instant));
  const open = ({ items }: Awaited<ReturnType<typeof now>>) =>
    [...items.all()].filter((item) => items.leftOn(item, DAY) > 0).map((item) => items.number(item));

  it('has what this process took at once, under another stamp', async () => {
    const service = new FactsService(ledgerPositions);
    await ledger.take(first());
    const before = (await now(service)).stamp;
    await ledger.take(second(), later);
    const facts = await now(service);
    expect(open(facts).sort()).to.deep.equal(['1002', '1003']);
    expect(facts.stamp).to.not.equal(before);
  });

  it('gives the past as it was known, and the present beside it', async () => {
    const service = new FactsService(ledgerPositions);
    await ledger.take(first());
    const then = ledger.clock.now();
    const knownThen = factsInFull(await now(service));
    await ledger.take(second(), later);
    expect(open(await now(service)).sort()).to.deep.equal(['1002', '1003']);
    expect(factsInFull(await at(service, then))).to.deep.equal(knownThen);
    expect(open(await now(service)).sort()).to.deep.equal(['1002', '1003']);
  });

  it('knows that it has gone past a position, and still answers for it', async () => {
    const service = new FactsService(ledgerPositions);
    await ledger.take(first());
    const { position } = await ledger.in(() => service.head());
    await now(service);
    expect(await ledger.in(async () => service.hasMovedPast(position))).to.equal(false);
    await ledger.take(second(), later);
    await now(service);
    expect(await ledger.in(async () => service.hasMovedPast(position))).to.equal(true);
    const past = await ledger.in(() => service.factsAt(position));
    expect([past.run, open(past).sort()]).to.deep.equal([position.run, ['1001', '1002']]);
  });

  it('forgets what is too much and reads it again', async () => {
    const service = new FactsService(ledgerPositions, undefined, 1);
    await ledger.take(first());
    const then = ledger.clock.now();
    await ledger.take(second(), later);
    const told = factsInFull(await now(service));
    expect(open(await at(service, then)).sort()).to.deep.equal(['1001', '1002']);
    expect(await ledger.in(async () => service.hasMovedPast({ run: 0, at: null, dataAsOf: null }))).to.equal(false);
    expect(factsInFull(await now(service))).to.deep.equal(told);
  });

  it('answers of a company that has nothing', async () => {
    const facts = await now(new FactsService(ledgerPositions));
    expect([facts.run, facts.stamp, facts.items.count, [...facts.activities.all()]]).to.deep.equal([0, '0:0', 0, []]);
  });

  it('reads once for those who ask at once', async () => {
    await ledger.take(first());
    const commands: string[] = [];
    const service = new FactsService(ledgerPositions);
    const note = (collection: string) => commands.push(collection);
    const all = await watched(note, () => Promise.all(Array.from({ length: 12 }, () => now(service))));
    expect(new Set(all.map(({ stamp }) => stamp)).size).to.equal(1);
    expect(commands.filter((collection) => collection === 'itemVersions')).to.have.lengthOf(1);
    expect(commands.filter((collection) => collection === 'ledgerHeads')).to.have.lengthOf(1);
  });

  it('is of no more use after a failure, and the next question begins anew', async () => {
    await ledger.take(first());
    const service = new FactsService(ledgerPositions);
    const refuse = (collection: string) => {
      if (collection === 'itemVersions') throw new Error('The wire is cut.');
    };
    const outcome = await watched(refuse, () => now(service).catch((error: Error) => error.message));
    expect(outcome).to.equal('The wire is cut.');
    expect(open(await now(service)).sort()).to.deep.equal(['1001', '1002']);
  });

  it('gives nobody a book that is half way', async () => {
    await ledger.take(first());
    const book = new KeptBook();
    const [one, other] = await ledger.in(() =>
      Promise.all([book.at({ run: 1, at: null }, 0), book.at({ run: 1, at: null }, 0)]),
    );
    expect(one).to.equal(other);
    await ledger.take(second(), later);
    const seen = await ledger.in(() =>
      Promise.all(
        [book.at({ run: 2, at: null }, 0), book.at({ run: 1, at: null }, 0)].map(async (facts) =>
          factsInFull(await facts),
        ),
      ),
    );
    expect(seen[0]).to.deep.equal(seen[1]);
  });
});

describe('FactsHeads.now', function () {
  this.timeout(120_000);
  const ledger = useLedger();

  it('asks the database again after 250 ms, or once this process has changed something', async () => {
    const clock = { ms: 0 };
    const heads = new FactsHeads(ledger.parts.ledgerPositions, () => clock.ms);
    const runs = async () => (await ledger.in(() => heads.now())).position.run;
    await ledger.take([customerRow('C1')]);
    expect(await runs()).to.equal(1);
    await ledger.take([customerRow('C2')], { dataAsOf: new Date('2026-11-21T22:00:00.000Z') });
    expect(await runs()).to.equal(2);
    await elsewhere(3);
    clock.ms = 249;
    expect(await runs()).to.equal(2);
    clock.ms = 250;
    expect(await runs()).to.equal(3);
  });

  /** Another process commits a run. */
  async function elsewhere(number: number): Promise<void> {
    const heads = mongoose.connection.collection('ledgerHeads');
    await heads.updateOne({ tenantId: 'tenant-of-the-test' }, { $set: { number } });
  }
});

/** Does a piece of work and sees the collection of each read that the product sends. */
async function watched<T>(see: (collection: string) => void, work: () => Promise<T>): Promise<T> {
  const client = mongoose.connection.getClient();
  const onCommand = ({ command }: { command: mongoose.mongo.Document }) => see(String(command.find));
  client.on('commandStarted', onCommand);
  try {
    return await work();
  } finally {
    client.off('commandStarted', onCommand);
  }
}
