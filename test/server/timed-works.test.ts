import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import pino from 'pino';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../server/mongo/versions.ts';
import { timedWorks } from '../../server/timed-works.ts';
import { TestApp, useStore } from '../support/app.ts';
import { type MailServer, openMailServer } from '../support/mail-server.ts';

describe('timedWorks', function () {
  this.timeout(120_000);
  useStore();
  let server: MailServer;
  before(async () => {
    server = await openMailServer();
  });
  after(() => server.close());

  it('sends the digests of each company at its own seven o’clock, and holds up none where another fails', async () => {
    const app = new TestApp({ services: { mail: { url: server.url, from: 'duethread@host.example' } } });
    const errors: unknown[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => errors.push(JSON.parse(line)) });
    const [work] = timedWorks(app.services, log);
    if (work === undefined) throw new Error('nothing is timed');
    app.clock.set('2026-11-20T00:00:00.000Z');
    const zones = {
      'A Broken Ltd': 'Europe/Berlin',
      'Berlin GmbH': 'Europe/Berlin',
      'New York Inc': 'America/New_York',
    };
    for (const [name, zone] of Object.entries(zones)) {
      const tenant = await app.tenant(name, { zone });
      const { actor } = await app.user(tenant, 'manager', `manager@${name.replaceAll(' ', '-').toLowerCase()}.example`);
      await inTenant(tenant.id, () => app.services.digests.choose(actor, { rhythm: 'daily' }));
    }
    await collectionNamed('tenants').updateOne({ name: 'A Broken Ltd' } as never, {
      $set: { zone: 'Not/AZone' } as never,
    });
    const taken = () => server.taken.map(({ to }) => to[0]);
    app.clock.set('2026-11-20T06:00:00.000Z');
    await work.work();
    expect(taken()).to.deep.equal(['manager@berlin-gmbh.example']);
    app.clock.set('2026-11-20T12:00:00.000Z');
    await work.work();
    expect(taken()).to.deep.equal(['manager@berlin-gmbh.example', 'manager@new-york-inc.example']);
    expect(errors.map((entry) => (entry as { msg: string }).msg)).to.deep.equal([
      'the digests of a company could not be sent',
      'the digests of a company could not be sent',
    ]);
  });
});
