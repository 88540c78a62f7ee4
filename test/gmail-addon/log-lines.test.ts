import { expect } from 'chai';
import type express from 'express';
import { describe, it } from 'mocha';
import pino from 'pino';
import { useGmailWorld } from './gmail-world.ts';

const pass: express.RequestHandler = (_req, _res, next) => next();

describe('the log of the Gmail add-on', function () {
  this.timeout(120_000);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const { world } = useGmailWorld({ log });

  it('holds neither token nor mail, whatever Gmail and the server do', async () => {
    const secrets = new Set<string>();
    const listen = (req: express.Request) => {
      const { authorization = '', 'x-goog-gmail-access-token': message = '' } = req.headers;
      for (const secret of [authorization.replace(/^Bearer /, ''), String(message)]) secrets.add(secret);
    };
    const failing: express.RequestHandler[] = [
      (req, res) => void res.status(500).json({ echo: req.headers }),
      (req, res) => void res.status(403).json({ error: { message: JSON.stringify(req.headers) } }),
      (req) => void req.socket.destroy(),
    ];
    const paths = ['/messages/send', '/drafts', '/threads/', '/messages/'];
    for (const [fail, path] of failing.flatMap((one) => paths.map((path) => [one, path] as const))) {
      world.onGmail = pass;
      const panel = await world.open();
      await (await panel.press('Use a template')).press('Preview');
      world.onGmail = (req, res, next) => {
        listen(req);
        (req.path.startsWith(path) ? fail : pass)(req, res, next);
      };
      await panel.press(path === '/drafts' ? 'Edit as a draft' : 'Send in this thread');
      await world.open();
    }
    world.server.use((req) => void req.socket.destroy());
    await world.open();

    const told = lines.join('');
    expect(lines.length).to.be.greaterThan(3);
    expect(secrets.size).to.be.greaterThan(10);
    for (const secret of secrets) expect(told).to.not.contain(secret);
    const words = ['Please', 'kim@kestrel.example', 'Invoice 104233', 'We look into', 'ya29.', 'eyJ', 'Content-Type'];
    for (const word of words) expect(told, word).to.not.contain(word);
  });
});
