import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { lintManifest } from '../../../server/manifest/lint-manifest.ts';
import { manifestSettings } from '../../../server/manifest/manifest-settings.ts';
import { manifestXml } from '../../../server/manifest/manifest-xml.ts';
import { paneIconSize } from '../../../server/manifest/pane-icons.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const ROOT = resolve(import.meta.dirname, '../../..');
const GOOD = manifestXml(manifestSettings('https://localhost:3000'));

/** One deliberate mistake: what is put in the place of what, and what the linter says of it. */
interface Broken {
  readonly what: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly says: string;
  /** Part of the line that it is said of, where that is not the line of the mistake itself. */
  readonly at?: string;
}

const BROKEN: readonly Broken[] = [
  { what: 'no XML', from: '</AppDomains>', to: '</AppDomain>', says: 'This is no XML' },
  { what: 'another root', from: 'xsi:type="MailApp"', to: 'xsi:type="TaskPaneApp"', says: 'The root is OfficeApp' },
  {
    what: 'elements out of their order',
    from: /( {2}<Version>.*\n)( {2}<ProviderName>.*\n)/,
    to: '$2$1',
    says: 'Version comes before ProviderName in OfficeApp.',
    at: '<Version>',
  },
  { what: 'an unknown element', from: '<Hosts>', to: '<Colour/><Hosts>', says: 'OfficeApp takes no Colour.' },
  { what: 'a missing element', from: /<SupportUrl.*\n/, to: '', says: 'OfficeApp lacks SupportUrl.', at: '<OfficeApp' },
  { what: 'an id that is no GUID', from: /<Id>.*<\/Id>/, to: '<Id>duethread</Id>', says: 'is no GUID' },
  { what: 'a version below 1.0', from: '1.0.0.0', to: '0.9.0.0', says: 'is below 1.0', at: '<Version>' },
  { what: 'a version of three parts', from: '1.0.0.0', to: '1.0.0', says: 'is not four numbers' },
  {
    what: 'a name that is too long',
    from: '<DisplayName DefaultValue="Duethread"',
    to: `<DisplayName DefaultValue="${'D'.repeat(126)}"`,
    says: 'DisplayName has 126 characters; Outlook takes 125.',
  },
  {
    what: 'a label that is too long',
    from: 'DefaultValue="Show customer"',
    to: `DefaultValue="${'S'.repeat(126)}"`,
    says: 'A short string has 126 characters',
  },
  { what: 'a pane that is too high', from: '>450<', to: '>451<', says: 'RequestedHeight "451" is not 32 to 450.' },
  {
    what: 'a floor that hides it on phones',
    from: 'MinVersion="1.5"',
    to: 'MinVersion="1.13"',
    says: 'Mailbox 1.13 hides the add-in on phones',
  },
  { what: 'too much permission', from: 'ReadWriteItem', to: 'ReadWriteMailbox', says: 'asks for the whole mailbox' },
  { what: 'too little permission', from: 'ReadWriteItem', to: 'ReadItem', says: 'is too little' },
  { what: 'an unknown permission', from: 'ReadWriteItem', to: 'ReadWriteItems', says: 'is no permission of Outlook' },
  {
    what: 'an address without https',
    from: '<bt:Url id="Events.Page" DefaultValue="https:',
    to: '<bt:Url id="Events.Page" DefaultValue="http:',
    says: 'is not https',
  },
  {
    what: 'an address of another origin',
    from: '<bt:Url id="Events.Script" DefaultValue="https://localhost:3000',
    to: '<bt:Url id="Events.Script" DefaultValue="https://elsewhere.example',
    says: 'is of an origin that AppDomains does not list',
  },
  {
    what: 'a domain with a path',
    from: '<AppDomain>https://localhost:3000',
    to: '<AppDomain>https://localhost:3000/addin',
    says: 'is not a bare origin',
  },
  {
    what: 'a resource that leads nowhere',
    from: '<Label resid="Open.Label"/>',
    to: '<Label resid="Open.Labels"/>',
    says: 'names the resource "Open.Labels"',
  },
  {
    what: 'a resource of the wrong list',
    from: '<Description resid="Open.Tip"/>',
    to: '<Description resid="Open.Label"/>',
    says: 'needs a resource of bt:LongStrings',
  },
  {
    what: 'a resource that nothing uses',
    from: '<bt:Url id="Events.Page"',
    to: '<bt:Url id="Spare" DefaultValue="https://localhost:3000/spare"/><bt:Url id="Events.Page"',
    says: 'Nothing uses the resource "Spare".',
  },
  {
    what: 'a resource id that is too long',
    from: /Events\.Script/g,
    to: 'Events.Script.OfClassicOutlookOnWindows',
    says: 'is not 1 to 32 characters',
    at: 'bt:Url id="Events.Script',
  },
  {
    what: 'an event in another case',
    from: '"OnMessageSend"',
    to: '"onMessageSend"',
    says: 'raises no event "onMessageSend"',
  },
  {
    what: 'a send mode in another case',
    from: '"SoftBlock"',
    to: '"softBlock"',
    says: 'SendMode "softBlock" is none of',
  },
  {
    what: 'a send mode that holds mail back',
    from: '"SoftBlock"',
    to: '"Block"',
    says: 'SendMode Block holds mail back',
  },
  {
    what: 'an event without a function',
    from: ' FunctionName="onNewMessageCompose"',
    to: '',
    says: 'The event OnNewMessageCompose names no function.',
    at: 'OnNewMessageCompose',
  },
  {
    what: 'an event twice',
    from: '<LaunchEvent Type="OnNewMessageCompose"',
    to: '<LaunchEvent Type="OnMessageSend" FunctionName="again"/><LaunchEvent Type="OnNewMessageCompose"',
    says: 'The event OnMessageSend stands twice.',
    at: 'Type="OnMessageSend"',
  },
  {
    what: 'a runtime without its script',
    from: /<Override type="javascript"/,
    to: '<Override type="html"',
    says: 'The Runtime has no Override of type javascript',
    at: '<Runtime',
  },
  {
    what: 'events of another page than the runtime',
    from: '<Runtime resid="Events.Page">',
    to: '<Runtime resid="Pane.Page">',
    says: 'is not the resource of the Runtime',
    at: 'ExtensionPoint xsi:type="LaunchEvent"',
  },
  {
    what: 'a missing icon of a phone',
    from: /.*<bt:Image size="48" scale="3".*\n/,
    to: '',
    says: 'The icon of 48×3 is missing.',
    at: 'bt:MobileIconList',
  },
  {
    what: 'an icon that is no file',
    from: 'icons/icon-128.png',
    to: 'icons/icon-127.png',
    says: 'There is no PNG file for /addin/icons/icon-127.png.',
  },
  {
    what: 'an icon of another size',
    from: 'icons/icon-128.png',
    to: 'icons/icon-64.png',
    says: '/addin/icons/icon-64.png is 64 × 64 pixels, not 128 × 128.',
  },
  {
    what: 'pinning that is neither true nor false',
    from: '<SupportsPinning>true',
    to: '<SupportsPinning>yes',
    says: 'SupportsPinning "yes" is neither true nor false.',
  },
  {
    what: 'two buttons of one id',
    from: /id="ComposeOpenPane"/g,
    to: 'id="ReadOpenPane"',
    says: 'Two controls have the id "ReadOpenPane".',
  },
];

describe('lintManifest', () => {
  it('finds nothing wrong with the manifest that we make', () => {
    expect(lintManifest(GOOD, paneIconSize)).to.deep.equal([]);
  });

  for (const { what, from, to, says, at = to } of BROKEN) {
    it(`refuses ${what}, with its line`, () => {
      const broken = GOOD.replace(from, to);
      expect(broken, 'the mistake').to.not.equal(GOOD);
      const problems = lintManifest(broken, paneIconSize);
      const found = problems.find(({ problem }) => problem.includes(says));
      expect(found, JSON.stringify(problems)).to.not.equal(undefined);
      expect(broken.split('\n')[Number(found?.line) - 1]).to.include(at);
    });
  }

  it('names the very line of the mistake', () => {
    const broken = GOOD.replace('"SoftBlock"', '"Softblock"');
    const line = broken.split('\n').findIndex((text) => text.includes('"Softblock"')) + 1;
    expect(lintManifest(broken, paneIconSize)).to.deep.equal([
      { line, problem: 'SendMode "Softblock" is none of PromptUser, SoftBlock, Block.' },
    ]);
  });
});

describe('manifest.xml', () => {
  it('is the one that npm run manifest makes for https://localhost:3000', async () => {
    expect(await readFile(join(ROOT, 'manifest.xml'), 'utf8')).to.equal(GOOD);
  });

  it('keeps its id for an address, and has another for another', () => {
    const { id } = manifestSettings('https://a.example');
    expect(manifestSettings('https://a.example/').id).to.equal(id);
    expect(manifestSettings('https://b.example').id).to.not.equal(id);
  });

  for (const address of ['http://a.example', 'https://a.example/duethread', 'a.example', 'https://u@a.example']) {
    it(`is not made for ${address}`, () => {
      expect(() => manifestSettings(address)).to.throw(RangeError, 'write https://');
    });
  }

  it('stays well-formed whatever the company is called', () => {
    const xml = manifestXml(manifestSettings('https://a.example', { name: 'Müller & "Söhne" <AR>' }));
    expect(lintManifest(xml, paneIconSize)).to.deep.equal([]);
  });

  it("is read by Microsoft's own tool", async function () {
    this.timeout(60_000);
    const { stdout } = await tool(require.resolve('office-addin-manifest/cli.js'), 'info', join(ROOT, 'manifest.xml'));
    expect(stdout).to.include('Permissions: ReadWriteItem').and.to.include('Name: Duethread');
  });

  it("is taken by Microsoft's converter, whose result is valid", async function () {
    this.timeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), 'duethread-manifest-'));
    try {
      await tool(
        require.resolve('office-addin-manifest-converter/cli.js'),
        'convert',
        join(ROOT, 'manifest.xml'),
        '-o',
        folder,
      );
      const converted = join(folder, 'manifest.json');
      const { extensions } = JSON.parse(await readFile(converted, 'utf8')) as { extensions: unknown };
      expect(JSON.stringify(extensions)).to.include('"sendMode":"softBlock"').and.to.include('onNewMessageCompose');
      await tool(require.resolve('office-addin-manifest/cli.js'), 'validate', converted);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

function tool(script: string, ...given: string[]): Promise<{ stdout: string }> {
  return run(process.execPath, [script, ...given]);
}
