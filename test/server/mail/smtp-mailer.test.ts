import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import PostalMime from 'postal-mime';
import { type Mail, MailNotSent, NO_MAILER } from '../../../server/mail/mailer.ts';
import { SmtpMailer } from '../../../server/mail/smtp-mailer.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';

const MAIL: Mail = {
  to: { name: 'Mira "M" Hoffmann', address: 'mira@brightwater.example' },
  subject: 'Brightwater GmbH – \r\nBcc: all@evil.example',
  html: '<p>Hello <img src="cid:chart-1"></p>',
  text: 'Hello',
  pictures: [{ cid: 'chart-1', png: new Uint8Array([137, 80, 78, 71]) }],
  id: 'digest.1',
  endAddress: 'http://localhost:3000/digest',
};

describe('SmtpMailer', function () {
  this.timeout(30_000);
  const servers: MailServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  const open = async (...options: Parameters<typeof openMailServer>) => {
    const server = await openMailServer(...options);
    servers.push(server);
    return server;
  };
  const mailerOf = ({ url }: MailServer) => new SmtpMailer({ url, from: 'Duethread <duethread@brightwater.example>' });
  const failureOf = (server: MailServer, mail = MAIL) =>
    mailerOf(server)
      .send(mail)
      .then(
        () => 'sent',
        (error: unknown) => error,
      );

  it('hands over words, page and pictures, to one person alone', async () => {
    const server = await open();
    await mailerOf(server).send(MAIL);
    const [taken] = server.taken;
    expect(taken).to.deep.include({ from: 'duethread@brightwater.example', to: ['mira@brightwater.example'] });
    const mail = await PostalMime.parse(taken?.mime ?? '');
    expect(mail.to).to.deep.equal([{ name: 'Mira "M" Hoffmann', address: 'mira@brightwater.example' }]);
    expect(mail.subject).to.contain('Brightwater GmbH – ');
    expect(mail.bcc).to.equal(undefined);
    expect(mail.messageId).to.equal('<digest.1@brightwater.example>');
    expect(mail.html).to.contain('cid:chart-1');
    expect(mail.text?.trim()).to.equal('Hello');
    expect(
      mail.attachments.map(({ contentId, mimeType, disposition }) => [contentId, mimeType, disposition]),
    ).to.deep.equal([['<chart-1>', 'image/png', 'inline']]);
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe')).to.equal('<http://localhost:3000/digest>');
    expect(header('auto-submitted')).to.equal('auto-generated');
  });

  for (const { at, code, mayPass } of [
    { at: 'recipient', code: 550, mayPass: false },
    { at: 'recipient', code: 451, mayPass: true },
    { at: 'data', code: 552, mayPass: false },
    { at: 'data', code: 452, mayPass: true },
  ] as const) {
    it(`says that it did not leave where the server answers ${code} to the ${at}`, async () => {
      const server = await open({ refuse: { at, code } });
      const failure = await failureOf(server);
      expect(failure).to.be.instanceOf(MailNotSent);
      expect(failure).to.include({ mayPass });
    });
  }

  it('says that it did not leave where nobody answers', async () => {
    const server = await open();
    await server.close();
    expect(await failureOf(server)).to.include({ name: 'MailNotSent', mayPass: true });
  });

  it('leaves open what became of a mail whose connection ended after it was handed over', async () => {
    const server = await open({ hangUpAfterData: true });
    const failure = await failureOf(server);
    expect(failure).to.be.instanceOf(Error);
    expect(failure).to.not.be.instanceOf(MailNotSent);
  });

  it('has no way out where none is set up', async () => {
    const failure = await NO_MAILER.send(MAIL).catch((error: unknown) => error);
    expect(failure).to.include({ name: 'MailNotSent', mayPass: false });
  });
});
