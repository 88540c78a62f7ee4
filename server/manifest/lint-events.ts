import { overridesIn, ownNodes } from './lint-resources.ts';
import type { ManifestProblem } from './manifest-problem.ts';
import type { XmlNode } from './xml-tree.ts';

/** The events of mail that Outlook starts add-ins for. */
const EVENTS = [
  'OnNewMessageCompose',
  'OnMessageAttachmentsChanged',
  'OnMessageRecipientsChanged',
  'OnMessageCompose',
  'OnInfoBarDismissClicked',
  'OnMessageSend',
  'OnMessageFromChanged',
  'OnMessageReadWithCustomAttachment',
  'OnMessageReadWithCustomHeader',
];
const SEND_MODES = ['PromptUser', 'SoftBlock', 'Block'];

/** Launch events that Outlook would never raise, or raise with another effect than meant. */
export function eventProblems(root: XmlNode): ManifestProblem[] {
  return overridesIn(root).flatMap((overrides) => {
    const own = ownNodes(overrides);
    const events = own.filter(({ name }) => name === 'LaunchEvent');
    return [...events.flatMap(oneEvent), ...twice(events), ...sourceProblems(own)];
  });
}

function oneEvent({ attributes, line }: XmlNode): ManifestProblem[] {
  const { Type: type = '', FunctionName: handler = '', SendMode: mode } = attributes;
  const problems: string[] = [];
  if (!EVENTS.includes(type)) problems.push(`Outlook raises no event "${type}" for mail.`);
  if (mode === undefined && type === 'OnMessageSend') problems.push('OnMessageSend says no SendMode.');
  if (handler === '') problems.push(`The event ${type} names no function.`);
  if (mode !== undefined && type !== 'OnMessageSend') problems.push(`SendMode is for OnMessageSend, not for ${type}.`);
  if (mode !== undefined && !SEND_MODES.includes(mode))
    problems.push(`SendMode "${mode}" is none of ${SEND_MODES.join(', ')}.`);
  if (mode === 'Block')
    problems.push('SendMode Block holds mail back while the server is away; a mail without an answer has to go.');
  return problems.map((problem) => ({ line, problem }));
}

function twice(events: readonly XmlNode[]): ManifestProblem[] {
  const seen = new Set<string | undefined>();
  return events.flatMap(({ attributes: { Type: type }, line }) => {
    const again = seen.has(type);
    seen.add(type);
    return again ? [{ line, problem: `The event ${type} stands twice.` }] : [];
  });
}

/** The events' page has to be the runtime's, and the runtime needs its script for classic Outlook. */
function sourceProblems(own: readonly XmlNode[]): ManifestProblem[] {
  const point = own.find((node) => node.name === 'ExtensionPoint' && node.attributes['xsi:type'] === 'LaunchEvent');
  const source = point?.children.find(({ name }) => name === 'SourceLocation');
  if (point === undefined) return [];
  const runtime = own.find(({ name }) => name === 'Runtime');
  if (runtime === undefined)
    return [{ line: point.line, problem: 'Launch events need a Runtime, which the Host does not have.' }];
  const script = runtime.children.find(({ attributes }) => attributes.type === 'javascript');
  return [
    ...(source?.attributes.resid === runtime.attributes.resid
      ? []
      : [{ line: point.line, problem: 'The events’ SourceLocation is not the resource of the Runtime.' }]),
    ...(script === undefined
      ? [
          {
            line: runtime.line,
            problem: 'The Runtime has no Override of type javascript, which classic Outlook needs.',
          },
        ]
      : []),
  ];
}
