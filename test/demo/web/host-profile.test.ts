import { expect } from 'chai';
import { describe, it } from 'mocha';
import { newMessageContent, replyContent } from '../../../demo/web/office/forms.ts';
import { readFrameName, writeFrameName } from '../../../demo/web/outlook/frame-name.ts';
import { CLIENTS, type ClientName, offers, PROFILES, supportsSet } from '../../../demo/web/outlook/host-profile.ts';
import { alertFor } from '../../../demo/web/outlook/smart-alert.ts';

const HOSTED: readonly ClientName[] = ['web', 'windows', 'classic', 'mac', 'mobile'];

function clientsThat(test: (client: ClientName) => boolean): readonly ClientName[] {
  return HOSTED.filter(test);
}

describe('the profiles of the stand-in for Outlook', () => {
  const who: { readonly has: string; readonly clients: readonly ClientName[] }[] = [
    { has: 'read.displayReplyForm', clients: ['web', 'windows', 'classic', 'mac'] },
    { has: 'read.displayReplyFormAsync', clients: ['web', 'windows', 'classic', 'mac'] },
    { has: 'mailbox.displayNewMessageFormAsync', clients: ['web', 'windows', 'classic', 'mac'] },
    { has: 'compose.internetHeaders', clients: HOSTED },
    { has: 'compose.addFileAttachmentFromBase64Async', clients: HOSTED },
    { has: 'compose.body.prependAsync', clients: ['web', 'windows', 'classic', 'mac'] },
    { has: 'item.getSharedPropertiesAsync', clients: ['web', 'windows', 'classic', 'mac'] },
    { has: 'read.getAllInternetHeadersAsync', clients: ['web', 'windows', 'classic', 'mac'] },
    { has: 'context.officeTheme', clients: ['web', 'windows', 'classic', 'mac'] },
    { has: 'alert.sendModeOverride', clients: ['web', 'windows', 'classic', 'mac'] },
    { has: 'form.base64', clients: ['web', 'windows', 'classic'] },
    { has: 'item.loadCustomPropertiesAsync', clients: HOSTED },
  ];
  for (const { has, clients } of who) {
    it(`has ${has} in ${clients.join(', ')} alone`, () => {
      expect(clientsThat((client) => offers(PROFILES[client], has))).to.deep.equal(clients);
    });
  }

  it('answers for requirement sets as each client does', () => {
    const sets = (name: string, version: string) =>
      clientsThat((client) => supportsSet(PROFILES[client], name, version));
    expect(sets('Mailbox', '1.5')).to.deep.equal(HOSTED);
    expect(sets('Mailbox', '1.14')).to.deep.equal(['web', 'windows', 'classic', 'mac']);
    expect(sets('Mailbox', '1.15')).to.deep.equal(['web', 'windows', 'classic']);
    expect(sets('Mailbox', '2.0')).to.deep.equal([]);
    expect(sets('OpenBrowserWindowApi', '1.1')).to.deep.equal(['classic', 'mac']);
    expect(sets('ExcelApi', '1.1')).to.deep.equal([]);
  });

  it('limits calls at a time on the web, in new Outlook and on phones', () => {
    expect(clientsThat((client) => PROFILES[client].mostCalls === 3)).to.deep.equal(['web', 'windows', 'mobile']);
  });

  it('tells a frame by its name what it runs in, and takes any other name for Outlook on the web', () => {
    for (const client of CLIENTS) {
      const name = { client, nestedAppAuth: 'hangs' } as const;
      expect(readFrameName(writeFrameName(name))).to.deep.equal(name);
    }
    expect(readFrameName('')).to.deep.equal({ client: 'web', nestedAppAuth: 'off' });
    expect(readFrameName('{"client":"lotus"}').client).to.equal('web');
  });
});

describe('the forms of the stand-in for Outlook', () => {
  const file = { type: 'base64', name: 'Statement.pdf', base64file: 'JVBERg==' };

  it('take files in replies from Mailbox 1.15 on, and throw before', () => {
    const form = { htmlBody: '<p>Hello</p>', attachments: [file] };
    expect(replyContent(form, PROFILES.classic)).to.deep.equal({
      html: '<p>Hello</p>',
      files: [{ name: 'Statement.pdf', base64: 'JVBERg==' }],
    });
    expect(() => replyContent(form, PROFILES.mac)).to.throw('newer than this Outlook');
  });

  it('take none as base64 in a new message', () => {
    expect(() => newMessageContent({ htmlBody: '', attachments: [file] })).to.throw('for replies');
  });

  it('throw above 32 KB of HTML, counted in bytes', () => {
    expect(replyContent('ä'.repeat(16 * 1024), PROFILES.web).html).to.have.length(16 * 1024);
    expect(() => replyContent('ä'.repeat(16 * 1024 + 1), PROFILES.web)).to.throw('32 KB');
    expect(() => newMessageContent({ htmlBody: 'a'.repeat(32 * 1024 + 1) })).to.throw('32 KB');
  });
});

describe('the Smart Alert of the stand-in for Outlook', () => {
  const stopped = { allowEvent: false, errorMessage: 'No.', commandId: 'Pane', cancelLabel: 'Open Duethread' } as const;
  const old = { ...PROFILES.mac, mailboxSet: 12 };

  it('lets the mail go where the handler does', () => {
    expect(alertFor({ allowEvent: true }, 'SoftBlock', PROFILES.web)).to.equal(null);
  });

  it('stops in SoftBlock, and offers to send anyway where the handler asks for that', () => {
    expect(alertFor(stopped, 'SoftBlock', PROFILES.web)).to.deep.equal({
      message: 'No.',
      cancelLabel: 'Open Duethread',
      opensPane: true,
      canSendAnyway: false,
    });
    const asks = { ...stopped, sendModeOverride: 'promptUser' };
    expect(alertFor(asks, 'SoftBlock', PROFILES.web)?.canSendAnyway).to.equal(true);
  });

  it('knows neither the command nor another mode before Mailbox 1.14', () => {
    const alert = alertFor({ ...stopped, sendModeOverride: 'promptUser' }, 'SoftBlock', old);
    expect(alert).to.include({ cancelLabel: "Don't send", opensPane: false, canSendAnyway: false });
  });

  it('lets the person send where the add-in does not answer, unless the manifest says Block', () => {
    expect(alertFor('no_answer', 'SoftBlock', PROFILES.web)?.canSendAnyway).to.equal(true);
    expect(alertFor('no_answer', 'Block', PROFILES.web)?.canSendAnyway).to.equal(false);
  });
});
