import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { BEN, useGmailWorld } from './gmail-world.ts';

const AT_FIRST = '2026-11-20T09:00:00.000Z';

describe('the session that a card is asked for with', function () {
  this.timeout(120_000);
  const { world } = useGmailWorld();
  const opened: string[] = [];
  const count = () => {
    opened.length = 0;
    world.server.use((req, res) => {
      if (req.url === '/api/sessions') opened.push(String(req.method));
      world.parts.app.express(req, res);
    });
  };
  const tick = (seconds: number) => {
    const { clock } = world.parts.app;
    clock.set(new Date(clock.now().getTime() + seconds * 1_000).toISOString());
  };
  afterEach(() => world.parts.app.clock.set(AT_FIRST));

  it('is the person’s: another token of Google’s for them opens no other, another person does', async () => {
    await world.open();
    count();
    tick(5);
    await world.open();
    await world.openHome();
    expect(opened).to.deep.equal([]);
    await world.open('kestrel', BEN);
    expect(opened).to.deep.equal(['POST']);
  });

  it('is opened anew when it has run out', async () => {
    await world.open();
    count();
    tick(16 * 60);
    expect((await world.open()).card.header?.title).to.equal('Kestrel Ltd');
    expect(opened).to.deep.equal(['POST']);
  });
});
