import { textOf } from './manifest-problem.ts';
import { everyNode, readXml, type XmlNode } from './xml-tree.ts';

/** What of a manifest an admin of Microsoft 365 consents to, each by its name in words. */
export type ConsentFacts = Readonly<Record<string, string>>;

/** What is consented to beside the manifest: at which ids, for which scope. */
export interface ConsentedSignIn {
  readonly scope: string | null;
  readonly paneClientId: string | null;
}

/** What an admin consents to by deploying this manifest with this sign-in. Another value of any of them makes Microsoft 365 ask again. */
export function consentFacts(xml: string, { scope, paneClientId }: ConsentedSignIn): ConsentFacts {
  const read = readXml(xml);
  if (!read.ok) throw new RangeError(`The manifest is no XML: ${read.problem}`);
  const nodes = [...everyNode(read.root)];
  const texts = (name: string) => nodes.filter((node) => node.name === name).map(textOf);
  const attributes = (name: string, attribute: string) =>
    nodes.filter((node) => node.name === name).map((node) => node.attributes[attribute] ?? '');
  return {
    'the add-in’s id': texts('Id').join(' '),
    permissions: texts('Permissions').join(' '),
    domains: inWords(originsIn(nodes)),
    'launch events': inWords(nodes.filter(({ name }) => name === 'LaunchEvent').map(eventOf)),
    'where the pane opens': inWords(attributes('ExtensionPoint', 'xsi:type')),
    hosts: inWords(attributes('Host', 'Name').filter((name) => name !== '')),
    'shared mailboxes': inWords(texts('SupportsSharedFolders')),
    'the scope in Entra': scope ?? 'none',
    'the pane’s client id': paneClientId ?? 'none',
  };
}

/** What differs, in the order of the facts. */
export function consentChanges(before: ConsentFacts, after: ConsentFacts) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((what) => ({ what, before: before[what] ?? 'none', after: after[what] ?? 'none' }))
    .filter((change) => change.before !== change.after);
}

function eventOf({ attributes }: XmlNode): string {
  return attributes.SendMode === undefined ? (attributes.Type ?? '') : `${attributes.Type} (${attributes.SendMode})`;
}

/** Every origin that the pane may be at; addresses of the XML's own grammar are none. */
function originsIn(nodes: readonly XmlNode[]): string[] {
  const places = nodes.filter(({ name }) => ['AppDomain', 'SourceLocation', 'bt:Url'].includes(name)).map(textOf);
  return places.filter((place) => URL.canParse(place)).map((place) => new URL(place).origin);
}

function inWords(words: readonly string[]): string {
  const sorted = [...new Set(words)].sort();
  return sorted.length === 0 ? 'none' : sorted.join(', ');
}
