import { expect } from 'chai';
import { describe, it } from 'mocha';
import { consentChanges, consentFacts } from '../../../server/manifest/consent-facts.ts';
import { type ManifestSettings, manifestSettings } from '../../../server/manifest/manifest-settings.ts';
import { manifestXml } from '../../../server/manifest/manifest-xml.ts';

const SIGN_IN = { scope: 'api://one/access_as_user', paneClientId: 'pane-1' };

function xml(baseUrl = 'https://duethread.example', given: Partial<ManifestSettings> = {}): string {
  return manifestXml(manifestSettings(baseUrl, given));
}

describe('consentFacts', () => {
  const facts = consentFacts(xml(), SIGN_IN);

  it('are what an admin of Microsoft 365 consents to', () => {
    expect(facts).to.include({
      permissions: 'ReadWriteItem',
      domains: 'https://duethread.example',
      'launch events': 'OnMessageSend (SoftBlock), OnNewMessageCompose',
      hosts: 'Mailbox',
      'shared mailboxes': 'true',
      'the scope in Entra': 'api://one/access_as_user',
      'the pane’s client id': 'pane-1',
    });
  });

  const without: readonly [change: string, changed: string][] = [
    ['the version', xml('https://duethread.example', { version: '1.2.0.0' })],
    ['the name', xml('https://duethread.example', { name: 'Duethread Test' })],
    ['the support address', xml('https://duethread.example', { supportUrl: 'https://help.example/' })],
  ];
  for (const [change, changed] of without) {
    it(`stay as they are where ${change} is another`, () => {
      expect(consentChanges(facts, consentFacts(changed, SIGN_IN))).to.deep.equal([]);
    });
  }

  const asked: readonly [change: string, changed: string, what: readonly string[]][] = [
    ['the address', xml('https://other.example'), ['the add-in’s id', 'domains']],
    ['the id', xml('https://duethread.example', { id: 'b3a6c1de-0000-4000-8000-00000000d1ce' }), ['the add-in’s id']],
    ['the permissions', xml().replaceAll('ReadWriteItem', 'ReadWriteMailbox'), ['permissions']],
    ['how Send is handled', xml().replaceAll('SoftBlock', 'PromptUser'), ['launch events']],
    [
      'what is shared',
      xml().replace('<SupportsSharedFolders>true', '<SupportsSharedFolders>false'),
      ['shared mailboxes'],
    ],
    [
      'a domain',
      xml().replace('</AppDomains>', '<AppDomain>https://more.example</AppDomain></AppDomains>'),
      ['domains'],
    ],
  ];
  for (const [change, changed, what] of asked) {
    it(`change with ${change}, and say what`, () => {
      expect(consentChanges(facts, consentFacts(changed, SIGN_IN)).map((each) => each.what)).to.deep.equal(what);
    });
  }

  it('change with the scope and the client of the sign-in', () => {
    const later = consentFacts(xml(), { scope: null, paneClientId: 'pane-2' });
    expect(consentChanges(facts, later)).to.deep.equal([
      { what: 'the scope in Entra', before: 'api://one/access_as_user', after: 'none' },
      { what: 'the pane’s client id', before: 'pane-1', after: 'pane-2' },
    ]);
  });
});
