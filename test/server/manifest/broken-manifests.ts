/** One deliberate mistake: what is put in the place of what, and what the linter says of it. */
export interface Broken {
  readonly what: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly says: string;
  /** Part of the line that it is said of, where that is not the line of the mistake itself. */
  readonly at?: string;
}

/** Mistakes in the manifest's own elements and values. */
export const BROKEN_VALUES: readonly Broken[] = [
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
  { what: 'a version below 1.0', from: '1.1.0.0', to: '0.9.0.0', says: 'is below 1.0', at: '<Version>' },
  { what: 'a version of three parts', from: '1.1.0.0', to: '1.1.0', says: 'is not four numbers' },
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
    what: 'a wrong namespace, in which Outlook would see nothing',
    from: 'office/mailappversionoverrides/1.1',
    to: 'office/mailappversionoverrides/1.2',
    says: 'The xmlns of VersionOverrides is',
  },
  {
    what: 'commands of a version that does not exist',
    from: 'xsi:type="VersionOverridesV1_1"',
    to: 'xsi:type="VersionOverridesV1_2"',
    says: 'it has to be VersionOverridesV1_1.',
  },
  {
    what: 'another host',
    from: '<Host Name="Mailbox"/>',
    to: '<Host Name="Workbook"/>',
    says: 'The Host "Workbook" of Hosts is not the mailbox.',
  },
  {
    what: 'a requirement of another set',
    from: '<bt:Set Name="Mailbox"/>',
    to: '<bt:Set Name="NestedAppAuth"/>',
    says: 'The Name of bt:Set is "NestedAppAuth"',
  },
  {
    what: 'a rule that reads the text',
    from: 'xsi:type="ItemIs" ItemType="Message" FormType="Edit"',
    to: 'xsi:type="ItemHasKnownEntity" EntityType="PhoneNumber"',
    says: 'The rule "ItemHasKnownEntity" is none of ItemIs, RuleCollection.',
  },
  {
    what: 'a rule for a form that does not exist',
    from: 'FormType="Read"',
    to: 'FormType="read"',
    says: 'The FormType of Rule is "read"',
  },
  {
    what: 'an element twice',
    from: /(.*<ProviderName>.*\n)/,
    to: '$1$1',
    says: 'ProviderName stands twice in OfficeApp.',
    at: 'ProviderName',
  },
  {
    what: 'a domain with a wildcard',
    from: '<AppDomain>https://localhost:3000',
    to: '<AppDomain>https://*.example.com',
    says: 'has a wildcard',
  },
  {
    what: 'a domain that ends in a slash',
    from: '<AppDomain>https://localhost:3000',
    to: '<AppDomain>https://localhost:3000/',
    says: 'is not a bare origin',
  },
  {
    what: 'a domain without https',
    from: '<AppDomain>https:',
    to: '<AppDomain>http:',
    says: 'is not a bare origin',
  },
  {
    what: 'an address that is too long',
    from: '<SupportUrl DefaultValue="https://localhost:3000/',
    to: `<SupportUrl DefaultValue="https://localhost:3000/${'a'.repeat(2_048)}`,
    says: 'SupportUrl is longer than 2048 characters.',
  },
  {
    what: 'a description that is too long',
    from: /(<Description DefaultValue=")[^"]*/,
    to: `$1${'D'.repeat(251)}`,
    says: 'Description has 251 characters; Outlook takes 250.',
    at: '<Description DefaultValue',
  },
  {
    what: 'a tip that is too long',
    from: /(<bt:String id="Open.Tip" DefaultValue=")[^"]*/,
    to: `$1${'T'.repeat(251)}`,
    says: 'A long string has 251 characters',
    at: 'Open.Tip',
  },
  {
    what: 'a translation without its text',
    from: 'Value="Kunde anzeigen"',
    to: 'Value=""',
    says: 'A translated string is empty.',
  },
  {
    what: 'a translation into no language',
    from: 'Locale="de-DE" Value="Kunde anzeigen"',
    to: 'Locale="german" Value="Kunde anzeigen"',
    says: 'The Locale "german" of bt:Override is not like de-DE.',
  },
  {
    what: 'a default language that is none',
    from: '<DefaultLocale>en-US',
    to: '<DefaultLocale>english',
    says: 'DefaultLocale "english" is not like en-US.',
  },
];
