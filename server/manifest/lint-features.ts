import { overridesIn, ownNodes } from './lint-resources.ts';
import { type ManifestProblem, textOf } from './manifest-problem.ts';
import type { XmlNode } from './xml-tree.ts';

/** Elements that version 1.0 of the commands does not know; clients that read it would refuse the file. */
const NEWER = ['Runtimes', 'LaunchEvents', 'SupportsPinning', 'SupportsSharedFolders', 'MobileFormFactor'];
const SURFACES = ['MessageReadCommandSurface', 'MessageComposeCommandSurface'];
const EVENTS = ['OnNewMessageCompose', 'OnMessageSend'];

/** What the pane needs and Outlook would not miss. Leaving it out now means that the admin has to consent again when it comes. */
export function featureProblems(root: XmlNode): ManifestProblem[] {
  const all = overridesIn(root);
  const older = all.filter(({ attributes }) => attributes['xsi:type'] === 'VersionOverridesV1_0');
  const newer = all.filter(({ attributes }) => attributes['xsi:type'] === 'VersionOverridesV1_1');
  return [
    ...older.flatMap((overrides) => tooNew(ownNodes(overrides))),
    ...newer.flatMap((overrides) => missing(overrides, ownNodes(overrides))),
  ];
}

function tooNew(own: readonly XmlNode[]): ManifestProblem[] {
  return own
    .filter(({ name }) => NEWER.includes(name))
    .map(({ name, line }) => ({ line, problem: `${name} is for VersionOverridesV1_1, not for 1.0.` }));
}

function missing({ line }: XmlNode, own: readonly XmlNode[]): ManifestProblem[] {
  const events = own.filter(({ name }) => name === 'LaunchEvent').map(({ attributes }) => attributes.Type);
  const isShared = own.some((node) => node.name === 'SupportsSharedFolders' && textOf(node) === 'true');
  const isMobile = own.some(({ name }) => name === 'MobileFormFactor');
  return [
    ...EVENTS.filter((event) => !events.includes(event)).map((event) => ({
      line,
      problem: `The event ${event} is missing; without it what is sent is not logged by itself.`,
    })),
    ...(isShared
      ? []
      : [{ line, problem: 'SupportsSharedFolders is not true; the pane would not open in shared mailboxes.' }]),
    ...(isMobile ? [] : [{ line, problem: 'MobileFormFactor is missing; the pane would not be there on phones.' }]),
    ...SURFACES.flatMap((surface) => surfaceProblems(surface, line, own)),
  ];
}

function surfaceProblems(surface: string, line: number, own: readonly XmlNode[]): ManifestProblem[] {
  const point = own.find((node) => node.name === 'ExtensionPoint' && node.attributes['xsi:type'] === surface);
  if (point === undefined) return [{ line, problem: `The extension point ${surface} is missing.` }];
  const pinning = [...descendants(point)].find(({ name }) => name === 'SupportsPinning');
  if (pinning !== undefined && textOf(pinning) === 'true') return [];
  return [{ line: pinning?.line ?? point.line, problem: `The pane of ${surface} cannot be pinned.` }];
}

function* descendants(node: XmlNode): Generator<XmlNode> {
  for (const child of node.children) {
    yield child;
    yield* descendants(child);
  }
}
