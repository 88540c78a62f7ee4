import { XMLParser } from 'fast-xml-parser';

/** What the stand-in for Outlook does as the manifest says, and not otherwise. */
export interface ManifestFacts {
  readonly displayName: string;
  readonly paneUrl: string;
  /** What the button on a phone opens. */
  readonly mobilePaneUrl: string;
  /** The page that runs the launch events in Outlook on the web. */
  readonly eventsUrl: string;
  readonly pinnable: { readonly read: boolean; readonly compose: boolean };
  readonly events: Readonly<Record<string, { readonly functionName: string; readonly sendMode: string | null }>>;
}

type Node = Readonly<Record<string, unknown>>;

/** Reads an add-in-only manifest (VersionOverrides 1.1 of mail). Throws where a part that the stand-in needs is missing. `origin` takes the place of the manifest's own, since a deployment's manifest names another. */
export function manifestFacts(xml: string, origin: string): ManifestFacts {
  const parser = new XMLParser({
    ignoreAttributes: false,
    removeNSPrefix: true,
    parseTagValue: false,
    attributeNamePrefix: '@',
  });
  const root = parser.parse(xml) as Node;
  const app = nodeAt(root, 'OfficeApp');
  const overrides = nodeAt(app, 'VersionOverrides', 'VersionOverrides');
  const host = nodeAt(overrides, 'Hosts', 'Host');
  const form = nodeAt(host, 'DesktopFormFactor');
  const urls = new Map(
    listOf(nodeAt(overrides, 'Resources', 'Urls').Url).map((url) => [text(url, '@id'), text(url, '@DefaultValue')]),
  );
  const resolve = (resid: string): string => {
    const url = urls.get(resid);
    if (url === undefined) throw new Error(`The manifest has no URL of id "${resid}".`);
    return new URL(new URL(url).pathname, origin).href;
  };
  return {
    displayName: text(nodeAt(app, 'DisplayName'), '@DefaultValue'),
    paneUrl: resolve(paneOf(form)),
    mobilePaneUrl: resolve(paneOf(nodeAt(host, 'MobileFormFactor'))),
    eventsUrl: resolve(text(nodeAt(host, 'Runtimes', 'Runtime'), '@resid')),
    pinnable: { read: pins(form, 'MessageReadCommandSurface'), compose: pins(form, 'MessageComposeCommandSurface') },
    events: eventsOf(form),
  };
}

/** The resource that the button of a form factor opens. */
function paneOf(form: Node): string {
  const pane = actionsIn(form).find((action) => text(action, '@type') === 'ShowTaskpane');
  if (pane === undefined) throw new Error('The manifest opens no task pane.');
  return text(nodeAt(pane, 'SourceLocation'), '@resid');
}

function eventsOf(form: Node): ManifestFacts['events'] {
  const points = listOf(form.ExtensionPoint).filter((point) => text(point, '@type') === 'LaunchEvent');
  const events = points.flatMap((point) => listOf(nodeAt(point, 'LaunchEvents').LaunchEvent));
  return Object.fromEntries(
    events.map((event) => [
      text(event, '@Type'),
      { functionName: text(event, '@FunctionName'), sendMode: (event['@SendMode'] as string | undefined) ?? null },
    ]),
  );
}

function pins(form: Node, surface: string): boolean {
  const point = listOf(form.ExtensionPoint).find((candidate) => text(candidate, '@type') === surface);
  return point !== undefined && JSON.stringify(point).includes('"SupportsPinning":"true"');
}

/** Every `Action` of a command, however deep in tabs and groups it stands. */
function actionsIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (value === null || typeof value !== 'object') return [];
  const own = listOf((value as Node).Action);
  return [...own, ...Object.values(value).flatMap(actionsIn)];
}

function nodeAt(node: Node, ...path: string[]): Node {
  let current: Node = node;
  for (const name of path) {
    const [next] = listOf(current[name]);
    if (next === undefined) throw new Error(`The manifest lacks ${name}.`);
    current = next;
  }
  return current;
}

function listOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value as Node[];
  return value === undefined ? [] : [value as Node];
}

function text(node: Node, name: string): string {
  return String(node[name] ?? '');
}
