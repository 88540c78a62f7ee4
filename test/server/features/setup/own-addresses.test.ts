import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { OwnAddresses, Unreached } from '../../../../server/features/setup/own-addresses.ts';
import { LocalServer } from '../../../support/http.ts';

async function refusalOf(asked: Promise<unknown>): Promise<Error> {
  return asked.then(
    () => new Error('It answered.'),
    (error: Error) => error,
  );
}

describe('OwnAddresses', () => {
  const server = new LocalServer();
  const other = new LocalServer();
  let addresses: OwnAddresses;
  let calls = 0;

  before(async () => {
    await Promise.all([server.start(), other.start()]);
    addresses = new OwnAddresses([server.url, null], 1_000);
    other.use((_req, res) => {
      calls += 1;
      res.end();
    });
    server.use((req, res) => {
      if (req.url === '/away') return res.writeHead(302, { location: other.url }).end();
      if (req.url === '/large') return res.end(Buffer.alloc(2_000_000, 'x'));
      if (req.url === '/silent') return undefined;
      return res.writeHead(200, { 'x-method': req.method }).end('here');
    });
  });
  after(() => Promise.all([server.stop(), other.stop()]));

  it('gives status, headers and body', async () => {
    const { status, headers, body } = await addresses.ask(`${server.url}/`, 'POST');
    expect([status, headers['x-method'], body.toString()]).to.deep.equal([200, 'POST', 'here']);
  });

  it('follows no redirect', async () => {
    expect((await addresses.ask(`${server.url}/away`)).status).to.equal(302);
    expect(calls).to.equal(0);
  });

  it('asks no address that is not configured, whatever its name begins with', async () => {
    const host = new URL(server.url).host;
    const strange = [other.url, `http://${host}@${new URL(other.url).host}/`, 'http://169.254.169.254/latest'];
    for (const address of strange) {
      const refused = await refusalOf(Promise.resolve().then(() => addresses.ask(address)));
      expect(refused, address).to.be.instanceOf(RangeError);
    }
    expect(calls).to.equal(0);
  });

  it('reads no more than 256 kB', async () => {
    expect((await addresses.ask(`${server.url}/large`)).body.length).to.equal(256 * 1024);
  });

  it('says why nothing came', async () => {
    const silent = await refusalOf(new OwnAddresses([server.url], 100).ask(`${server.url}/silent`));
    expect(silent).to.be.instanceOf(Unreached);
    expect(silent.message).to.equal('it did not answer in time');
    const gone = new LocalServer();
    const { url } = await gone.start();
    await gone.stop();
    expect((await refusalOf(new OwnAddresses([url]).ask(url))).message).to.equal('nothing listens there');
  });
});
