import type { XmlNode } from './xml-tree.ts';

/** What an element of a mail add-in's manifest holds, in its order; `!` marks what has to be there. After Microsoft's page on element ordering. */
const CHILDREN: Readonly<Record<string, string>> = {
  OfficeApp:
    'Id! AlternateId Version! ProviderName! DefaultLocale! DisplayName! Description! IconUrl! HighResolutionIconUrl! SupportUrl! AppDomains! Hosts! Requirements! FormSettings! Permissions! Rule! DisableEntityHighlighting VersionOverrides!',
  DisplayName: 'Override',
  Description: 'Override',
  AppDomains: 'AppDomain!',
  Hosts: 'Host!',
  Requirements: 'Sets bt:Sets',
  Sets: 'Set!',
  'bt:Sets': 'bt:Set!',
  FormSettings: 'Form!',
  Form: 'DesktopSettings! TabletSettings PhoneSettings',
  DesktopSettings: 'SourceLocation! RequestedHeight',
  Rule: 'Rule',
  'VersionOverrides:VersionOverridesV1_0': 'Description Requirements! Hosts! Resources! VersionOverrides!',
  'VersionOverrides:VersionOverridesV1_1':
    'Description Requirements! Hosts! Resources! EquivalentAddins WebApplicationInfo',
  'Host:MailHost': 'Runtimes DesktopFormFactor! MobileFormFactor',
  Runtimes: 'Runtime!',
  Runtime: 'Override!',
  DesktopFormFactor: 'SupportsSharedFolders FunctionFile ExtensionPoint!',
  MobileFormFactor: 'FunctionFile ExtensionPoint!',
  'ExtensionPoint:MessageReadCommandSurface': 'OfficeTab!',
  'ExtensionPoint:MessageComposeCommandSurface': 'OfficeTab!',
  'ExtensionPoint:MobileMessageReadCommandSurface': 'Group!',
  'ExtensionPoint:LaunchEvent': 'LaunchEvents! SourceLocation!',
  LaunchEvents: 'LaunchEvent!',
  OfficeTab: 'Group!',
  Group: 'Label! Control!',
  'Control:Button': 'Label! Supertip! Icon! Action!',
  'Control:MobileButton': 'Label! Icon! Action!',
  Supertip: 'Title! Description!',
  Icon: 'bt:Image!',
  'Action:ShowTaskpane': 'SourceLocation! SupportsPinning',
  Resources: 'bt:Images! bt:Urls! bt:ShortStrings! bt:LongStrings!',
  'bt:Images': 'bt:Image!',
  'bt:String': 'bt:Override',
  'bt:Urls': 'bt:Url!',
  'bt:ShortStrings': 'bt:String!',
  'bt:LongStrings': 'bt:String!',
};

/** Elements that differ by their `xsi:type`; one without a line above is of a type that this manifest does not use. */
const TYPED = ['ExtensionPoint', 'Control', 'Action'];

/** The names of an element's children in their order, and which of them it needs. Null for a type that is not known. */
export function childrenOf(
  node: XmlNode,
): { readonly order: readonly string[]; readonly needed: readonly string[] } | null {
  const type = node.attributes['xsi:type'];
  const typed = type === undefined ? undefined : CHILDREN[`${node.name}:${type}`];
  if (typed === undefined && TYPED.includes(node.name)) return null;
  const words = (typed ?? CHILDREN[node.name] ?? '').split(' ').filter((word) => word !== '');
  const bare = (word: string) => word.replace('!', '');
  return { order: words.map(bare), needed: words.filter((word) => word.endsWith('!')).map(bare) };
}
