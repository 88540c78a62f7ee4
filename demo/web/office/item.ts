import { type HostProfile, offers } from '../outlook/host-profile.ts';
import type { ItemFacts } from '../outlook/office-protocol.ts';
import { type Api, asked, only, taken } from './async-call.ts';
import { propertiesLoader } from './custom-properties.ts';
import { replyContent } from './forms.ts';
import type { HostLink } from './host-link.ts';

interface Opened {
  readonly link: HostLink;
  readonly facts: ItemFacts;
  readonly profile: HostProfile;
}

/** The item as Office.js shows it: its facts at once, the rest by asking. A member that its mode or the client does not have is not there. */
export function itemApi(link: HostLink, facts: ItemFacts, profile: HostProfile): Api {
  const opened = { link, facts, profile };
  if (facts.itemType === 'appointment') return common(opened);
  return facts.mode === 'read' ? readItem(opened) : composeItem(opened);
}

function common({ link, facts, profile }: Opened): Api {
  const { token, isShared } = facts;
  const members = {
    itemType: facts.itemType,
    itemClass: facts.itemClass,
    dateTimeCreated: new Date(facts.created),
    loadCustomPropertiesAsync: propertiesLoader(link, token),
    notificationMessages: {
      addAsync: asked(link, token, 'notify', 2),
      replaceAsync: asked(link, token, 'notify', 2),
      removeAsync: asked(link, token, 'unnotify', 1),
    },
    getSharedPropertiesAsync: asked(link, token, 'shared.get', 0),
  };
  // Office.js puts it on shared items alone.
  return only(
    members,
    (member) => (member === 'getSharedPropertiesAsync' ? isShared : true) && has(profile, 'item', member),
  );
}

function readItem(opened: Opened): Api {
  const { link, facts, profile } = opened;
  const reply =
    (method: string) =>
    (form: unknown, ...rest: unknown[]) => {
      const { html, files } = replyContent(form, profile);
      link.call(facts.token, method, [html, files], taken(rest, 1).callback);
    };
  const members = {
    conversationId: facts.conversationId,
    itemId: facts.itemId,
    internetMessageId: facts.internetMessageId,
    subject: facts.subject,
    normalizedSubject: facts.subject.replace(/^(re|fw|fwd|aw|wg):\s*/i, ''),
    from: facts.from,
    sender: facts.from,
    to: facts.to,
    cc: facts.cc,
    attachments: facts.files,
    body: { getAsync: asked(link, facts.token, 'body.get', 1) },
    getAllInternetHeadersAsync: asked(link, facts.token, 'headers.all', 0),
    displayReplyForm: reply('reply'),
    displayReplyAllForm: reply('replyAll'),
    displayReplyFormAsync: reply('reply'),
    displayReplyAllFormAsync: reply('replyAll'),
  };
  return { ...common(opened), ...only(members, (member) => has(profile, 'read', member)) };
}

function composeItem(opened: Opened): Api {
  const { link, facts, profile } = opened;
  const ask = (method: string, count: number) => asked(link, facts.token, method, count);
  const people = (field: string) => ({
    getAsync: ask(`${field}.get`, 0),
    setAsync: ask(`${field}.set`, 1),
    addAsync: ask(`${field}.add`, 1),
  });
  const within = (part: string, members: Api) => only(members, (member) => has(profile, `compose.${part}`, member));
  const members = {
    conversationId: facts.conversationId,
    subject: within('subject', { getAsync: ask('subject.get', 0), setAsync: ask('subject.set', 1) }),
    from: { getAsync: ask('from.get', 0) },
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    body: within('body', {
      getAsync: ask('body.get', 1),
      getTypeAsync: ask('body.type', 0),
      prependAsync: ask('body.prepend', 1),
      setAsync: ask('body.set', 1),
      setSelectedDataAsync: ask('body.insert', 1),
    }),
    internetHeaders: {
      getAsync: ask('headers.get', 1),
      setAsync: ask('headers.set', 1),
      removeAsync: ask('headers.remove', 1),
    },
    addFileAttachmentFromBase64Async: ask('files.add', 2),
    getAttachmentsAsync: ask('files.get', 0),
    saveAsync: ask('save', 0),
  };
  return { ...common(opened), ...only(members, (member) => has(profile, 'compose', member)) };
}

function has(profile: HostProfile, where: string, member: string): boolean {
  return offers(profile, `${where}.${member}`);
}
