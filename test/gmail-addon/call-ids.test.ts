import { expect } from 'chai';
import { describe, it } from 'mocha';
import { createLog } from '../../gmail-addon/call-log.ts';
import { useGmailWorld } from './gmail-world.ts';

interface Line {
  readonly requestId?: string;
  readonly msg: string;
  readonly path?: string;
}

describe('the id of a call of Google’s', function () {
  this.timeout(120_000);
  const lines: string[] = [];
  const { world } = useGmailWorld({ log: createLog('info', { write: (line: string) => void lines.push(line) }) });

  it('goes with all that the add-on asks the server meanwhile, and stands in the add-on’s own log', async () => {
    const sent = new Set<string>();
    const { app } = world.parts;
    world.server.use((req, res) => {
      sent.add(String(req.headers['x-request-id']));
      app.express(req, res);
    });
    lines.length = 0;
    await world.open();
    await world.open();
    const answered = lines.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === 'call answered');
    expect(answered).to.have.length(2);
    expect([...sent]).to.have.members(answered.map(({ requestId }) => requestId));
    for (const { path } of answered) expect(path).to.match(/^\/[\w/-]+$/);
  });

  it('is measured with its path, which this machine alone may read', async () => {
    await world.open();
    const metrics = await fetch(`${world.addon.url}/metrics`);
    expect(await metrics.text()).to.match(/duethread_addon_call_seconds_count\{path="\/[\w/-]+",status="200"\} \d/);
    const passedOn = await fetch(`${world.addon.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(passedOn.status).to.equal(401);
  });
});
