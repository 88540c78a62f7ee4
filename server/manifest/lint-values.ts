import { type ManifestProblem, textOf } from './manifest-problem.ts';
import { everyNode, type XmlNode } from './xml-tree.ts';

type Check = (value: string) => string | null;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MAX_URL = 2_048;

/** By the element's name, or by its parent's and its own. */
const CHECKS: Readonly<Record<string, Check>> = {
  Id: (value) => (GUID.test(value) ? null : `Id "${value}" is no GUID.`),
  Version: versionProblem,
  ProviderName: atMost('ProviderName', 125),
  DefaultLocale: (value) => (/^[a-z]{2}-[A-Z]{2}$/.test(value) ? null : `DefaultLocale "${value}" is not like en-US.`),
  DisplayName: atMost('DisplayName', 125),
  'OfficeApp/Description': atMost('Description', 250),
  'bt:ShortStrings/bt:String': atMost('A short string', 125),
  'bt:LongStrings/bt:String': atMost('A long string', 250),
  RequestedHeight: (value) =>
    /^\d+$/.test(value) && Number(value) >= 32 && Number(value) <= 450
      ? null
      : `RequestedHeight "${value}" is not 32 to 450.`,
  'Description/Override': atMost('A translated description', 250),
  'bt:String/bt:Override': atMost('A translated string', 250),
  Permissions: permissionProblem,
  AppDomain: originProblem,
  SupportsPinning: truthProblem('SupportsPinning'),
  SupportsSharedFolders: truthProblem('SupportsSharedFolders'),
  DisableEntityHighlighting: truthProblem('DisableEntityHighlighting'),
};

/** Values that are too long, or none that their element takes. */
export function valueProblems(root: XmlNode): ManifestProblem[] {
  return [...everyNode(root)].flatMap((parent) => parent.children.flatMap((node) => problemsOf(parent, node)));
}

function problemsOf(parent: XmlNode, node: XmlNode): ManifestProblem[] {
  const { line } = node;
  const check = CHECKS[`${parent.name}/${node.name}`] ?? CHECKS[node.name];
  const problem = check?.(textOf(node)) ?? null;
  return [...(problem === null ? [] : [{ line, problem }]), ...floorProblems(node)];
}

function versionProblem(value: string): string | null {
  if (!/^\d{1,5}(\.\d{1,5}){3}$/.test(value)) return `Version "${value}" is not four numbers such as 1.0.0.0.`;
  return value.startsWith('0.') ? `Version "${value}" is below 1.0, which Microsoft 365 refuses.` : null;
}

function permissionProblem(value: string): string | null {
  if (value === 'ReadWriteItem') return null;
  const known = ['Restricted', 'ReadItem', 'ReadWriteMailbox'].includes(value);
  if (!known) return `Permissions "${value}" is no permission of Outlook.`;
  return value === 'ReadWriteMailbox'
    ? 'Permissions asks for the whole mailbox; the pane needs ReadWriteItem only.'
    : `Permissions "${value}" is too little; the pane needs ReadWriteItem.`;
}

function originProblem(value: string): string | null {
  if (value.includes('*')) return `AppDomain "${value}" has a wildcard, which Outlook does not take.`;
  const isOrigin = value.startsWith('https:') && URL.canParse(value) && new URL(value).origin === value;
  return isOrigin ? null : `AppDomain "${value}" is not a bare origin such as https://duethread.example.com.`;
}

function atMost(what: string, most: number): Check {
  return (value) => {
    if (value === '') return `${what} is empty.`;
    return value.length <= most ? null : `${what} has ${value.length} characters; Outlook takes ${most}.`;
  };
}

function truthProblem(what: string): Check {
  return (value) => (value === 'true' || value === 'false' ? null : `${what} "${value}" is neither true nor false.`);
}

/** A higher floor hides the add-in on phones and on premises. */
function floorProblems({ name, attributes, line }: XmlNode): ManifestProblem[] {
  const asked = attributes.MinVersion ?? attributes.DefaultMinVersion;
  if (!/(^|:)Sets?$/.test(name) || asked === undefined) return [];
  const [major = 0, minor = 0] = asked.split('.').map(Number);
  if (major < 1 || (major === 1 && minor <= 5)) return [];
  return [{ line, problem: `Mailbox ${asked} hides the add-in on phones; newer calls are found out at run time.` }];
}

/** Addresses that are not https, too long, or of an origin that AppDomains does not list. */
export function urlProblems(root: XmlNode): ManifestProblem[] {
  const nodes = [...everyNode(root)];
  const origins = nodes.filter(({ name }) => name === 'AppDomain').map(textOf);
  return nodes
    .filter(({ name, attributes }) => URL_ELEMENTS.includes(name) && attributes.DefaultValue !== undefined)
    .flatMap((node) => {
      const problem = urlProblem(node, origins);
      return problem === null ? [] : [{ line: node.line, problem }];
    });
}

const URL_ELEMENTS = ['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'SourceLocation', 'bt:Image', 'bt:Url'];

function urlProblem(node: XmlNode, origins: readonly string[]): string | null {
  const value = textOf(node);
  if (value.length > MAX_URL) return `${node.name} is longer than ${MAX_URL} characters.`;
  if (!URL.canParse(value)) return `${node.name} "${value}" is no address.`;
  const { protocol, origin } = new URL(value);
  if (protocol !== 'https:') return `${node.name} "${value}" is not https.`;
  // Support opens in a browser of its own.
  if (node.name === 'SupportUrl' || origins.includes(origin)) return null;
  return `${node.name} "${value}" is of an origin that AppDomains does not list.`;
}
