import { expect } from 'chai';
import mongoose from 'mongoose';
import { FactsSnapshotRepository } from '../../../../server/reporting/facts/facts-snapshot-repository.ts';
import { KeptBook } from '../../../../server/reporting/facts/kept-book.ts';
import { factsInFull } from '../../../support/facts-in-full.ts';
import { useLedger } from '../../../support/ledger.ts';
import {
  adjustmentRow,
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  reversalRow,
} from '../../../support/ledger-rows.ts';

describe('KeptBook with snapshots', function () {
  this.timeout(120_000);
  const ledger = useLedger();
  const snapshots = new FactsSnapshotRepository();
  const later = { dataAsOf: new Date('2026-11-21T22:00:00.000Z') };

  beforeEach(async () => {
    await ledger.take([
      ...[customerRow('C1', { parentNumber: 'C0' }), customerRow('C0'), itemRow('1001'), itemRow('1002')],
      ...[paymentRow('P1'), applicationRow('1001', 'P1', eur(4_000)), adjustmentRow('1002', eur(100), '2026-04-01')],
    ]);
    await ledger.take([reversalRow('P1', eur(9_000), '2026-04-09')], later);
  });

  /** Reads a book of the present, and waits until its snapshot is written. */
  async function read(leastChanges: number) {
    const kept = new KeptBook({ snapshots, leastChanges });
    const watched = await watch(() => ledger.in(() => here(kept)));
    await kept.settled();
    return { book: watched.result, filters: watched.filters };
  }

  async function here(kept: KeptBook) {
    return kept.at(await ledger.parts.ledgerPositions.positionAt(), 0);
  }

  it('begins with the snapshot and reads what came since', async () => {
    await read(1);
    await ledger.take([itemRow('1003'), paymentRow('P2'), applicationRow('1002', 'P2', eur(500))], {
      dataAsOf: new Date('2026-11-22T22:00:00.000Z'),
    });
    const { book, filters } = await read(1_000);
    const anew = await ledger.in(() => here(new KeptBook()));
    expect(factsInFull(book)).to.deep.equal(factsInFull(anew));
    expect(anew.items.count).to.equal(5);
    expect(JSON.stringify(filters.get('itemVersions'))).to.include('"added":{"$gt":2,"$lte":3}');
  });

  it('writes none for a few changes', async () => {
    await read(1_000);
    expect(
      await mongoose.connection.collection('factsSnapshots').countDocuments({ tenantId: 'tenant-of-the-test' }),
    ).to.equal(0);
  });

  it('keeps one at a time', async () => {
    await read(1);
    await ledger.take([itemRow('1003')], { dataAsOf: new Date('2026-11-22T22:00:00.000Z') });
    await read(1);
    const ids = await mongoose.connection
      .collection('factsSnapshotParts')
      .distinct('snapshotId', { tenantId: 'tenant-of-the-test' });
    expect(ids).to.have.lengthOf(1);
  });

  const spoilt: Record<string, () => Promise<unknown>> = {
    'a part is missing': () =>
      change('factsSnapshotParts', (parts) => parts.deleteOne({ tenantId: 'tenant-of-the-test' })),
    'a part is damaged': () =>
      change('factsSnapshotParts', (parts) =>
        parts.updateOne(
          { tenantId: 'tenant-of-the-test' },
          { $set: { content: new mongoose.mongo.Binary(Buffer.from('no')) } },
        ),
      ),
    'a part is of another name': () =>
      change('factsSnapshotParts', (parts) =>
        parts.updateOne({ tenantId: 'tenant-of-the-test' }, { $set: { name: 'x' } }),
      ),
    'another program wrote it': () =>
      change('factsSnapshots', (all) =>
        all.updateOne({ tenantId: 'tenant-of-the-test' }, { $set: { format: 'other' } }),
      ),
    'its run was committed at another time': () =>
      change('factsSnapshots', (all) =>
        all.updateOne({ tenantId: 'tenant-of-the-test' }, { $set: { at: new Date(0) } }),
      ),
    'the log has another last entry': () =>
      change('factsSnapshots', (all) =>
        all.updateOne({ tenantId: 'tenant-of-the-test' }, { $set: { lastEntry: 'x' } }),
      ),
    'it is of a later run': () =>
      change('factsSnapshots', (all) => all.updateOne({ tenantId: 'tenant-of-the-test' }, { $set: { run: 99 } })),
  };
  for (const [what, spoil] of Object.entries(spoilt)) {
    it(`begins with the first run where ${what}`, async () => {
      await read(1);
      await spoil();
      const { book, filters } = await read(1_000);
      expect(factsInFull(book)).to.deep.equal(factsInFull(await ledger.in(() => here(new KeptBook()))));
      expect(JSON.stringify(filters.get('itemVersions'))).to.include('"added":{"$lte":2}');
    });
  }
});

async function change(name: string, work: (collection: mongoose.Collection) => Promise<unknown>): Promise<void> {
  await work(mongoose.connection.collection(name));
}

/** Does a piece of work; the filter of its last find by collection. */
async function watch<T>(work: () => Promise<T>): Promise<{ result: T; filters: Map<string, unknown> }> {
  const filters = new Map<string, unknown>();
  const client = mongoose.connection.getClient();
  const onCommand = ({ command }: { command: mongoose.mongo.Document }) => {
    if (command.find !== undefined && command.filter.superseded?.$lte === undefined)
      filters.set(command.find, command.filter);
  };
  client.on('commandStarted', onCommand);
  try {
    return { result: await work(), filters };
  } finally {
    client.off('commandStarted', onCommand);
  }
}
