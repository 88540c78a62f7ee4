import { expect } from 'chai';
import { describe, it } from 'mocha';
import mongoose from 'mongoose';
import { invoicesWithDocument } from '../../../demo/company/invoice-documents.ts';
import { leftAtTheEnd } from '../../../demo/company/left-at-the-end.ts';
import { DEMO_TENANT, DEMO_USERS } from '../../../demo/company/people.ts';
import { dying, LOADING_LIMIT_MS, useLoadedSample } from './loaded-company.ts';
import { sampleCompany } from './sample.ts';

describe('loadCompany', function () {
  this.timeout(LOADING_LIMIT_MS);
  const sample = useLoadedSample();
  const { app } = sample;

  it('makes the company with its directories and people', async () => {
    const { tenant } = sample.company;
    expect(tenant).to.include({ name: DEMO_TENANT.name, currency: 'EUR', zone: 'Europe/Berlin' });
    const found = await app.services.tenants.findByDirectory({ kind: 'google', id: DEMO_TENANT.googleDomain });
    expect(found).to.deep.equal(tenant);
    const users = await sample.inCompany(() => app.services.users.list());
    expect(users.map(({ email, role }) => `${email} ${role}`).sort()).to.deep.equal(
      DEMO_USERS.map(({ email, role }) => `${email} ${role}`).sort(),
    );
  });

  it('completes a load that was killed twice, on a later day, with the company of the first', async () => {
    expect(sample.company.lastDay).to.equal(sampleCompany().lastDay);
    const entries = await sample.inCompany(() =>
      mongoose.connection
        .collection('activities')
        .find({ tenantId: sample.company.tenant.id })
        .sort({ seq: 1 })
        .toArray(),
    );
    const logged = entries.map(({ seq, clientKey, businessDay }) => `${seq} ${clientKey} ${businessDay}`);
    const expected = sampleCompany().activities.map(
      ({ key, occurredAt }, place) => `${place + 1} sample-${key} ${occurredAt.slice(0, 10)}`,
    );
    expect(logged.length).to.equal(expected.length);
    expect(logged.find((line, place) => line !== expected[place])).to.equal(undefined);
  });

  it('leaves of each item what the documents leave', async () => {
    const open = await sample.inCompany(async () =>
      app.services.receivables.openItems(sample.company.lastDay, await app.services.ledgerPositions.positionAt()),
    );
    expect(new Map(open.map(({ key, left }) => [key.number, left.minor]))).to.deep.equal(
      new Map([...leftAtTheEnd(sampleCompany())].filter(([, minor]) => minor !== 0)),
    );
  });

  it('feeds each file once, as of the last evening', async () => {
    const { dataAsOf } = await sample.inCompany(() => app.services.ledgerPositions.positionAt());
    expect(dataAsOf?.toISOString()).to.equal('2026-11-20T17:30:00.000Z');
    const runs = await sample.inCompany(() => app.services.ledgerRuns.list({ limit: 100 }));
    const committed = runs.filter(({ state }) => state === 'committed');
    expect(committed.map(({ profile }) => profile).sort()).to.deep.equal(['customers', 'invoices', 'payments']);
  });

  it('has templates to choose from', async () => {
    const templates = await sample.inCompany(() => app.services.templateService.listLive());
    expect(new Set(templates.map(({ stage }) => stage))).to.include.members(['first_notice', 'second_notice', 'reply']);
    expect(new Set(templates.map(({ language }) => language))).to.include.members(['en', 'de']);
  });

  it('has the documents of some invoices, each once', async () => {
    const numbers = invoicesWithDocument(sampleCompany()).map(({ invoice }) => invoice.number);
    const stored = await sample.inCompany(() =>
      mongoose.connection
        .collection('invoiceDocuments')
        .find({ tenantId: sample.company.tenant.id })
        .sort({ number: 1 })
        .toArray(),
    );
    expect(stored.map(({ number, version }) => `${number} ${version}`)).to.deep.equal(
      numbers.sort().map((number) => `${number} 1`),
    );
  });

  it('keeps the mail of the company that is there', () => {
    expect(sample.company.threads).to.deep.equal(sampleCompany().threads);
  });

  it('loads nothing at the next start, and says of which day the data is', async () => {
    const before = sample.said.length;
    const again = await sample.load(dying(app.services, { profile: 'customers', batch: 1 }));
    expect(again.threads).to.deep.equal(sample.company.threads);
    expect(again.lastDay).to.equal(sample.company.lastDay);
    expect(sample.said.slice(before)).to.have.length(1);
    expect(sample.said.at(-1)).to.contain(`${sample.company.lastDay}, 2 days ago`);
  });
});
