/** The mail clients that the stand-in can be. Who offers what follows the pages of requirement sets, outlook-mobile-apis and the common API sets on learn.microsoft.com. */
export const CLIENTS = ['web', 'windows', 'classic', 'mac', 'mobile', 'none', 'blocked'] as const;
export type ClientName = (typeof CLIENTS)[number];

/** What one mail client can and another cannot. */
export interface HostProfile {
  readonly label: string;
  /** Null where Office.js runs without a mail client around it. */
  readonly host: 'Outlook' | null;
  readonly platform: string | null;
  /** As `mailbox.diagnostics` names it. */
  readonly hostName: string;
  /** The minor number of the newest Mailbox requirement set, 1.x. */
  readonly mailboxSet: number;
  /** Other requirement sets, with their newest version. */
  readonly otherSets: Readonly<Record<string, string>>;
  /** Calls of newer sets that it has all the same. */
  readonly has: readonly string[];
  /** Calls of its sets that it has not. */
  readonly lacks: readonly string[];
  /** Calls at a time; the next is refused (docs, limits for activation and JavaScript API). Null for no limit. */
  readonly mostCalls: number | null;
  readonly form: 'desktop' | 'mobile';
  /** Custom properties that the pane wrote are not seen by a launch event before the item is saved by it. */
  readonly hidesPropertiesFromEvents: boolean;
  /** Headers that the pane set on a draft are lost (office-js#3393). */
  readonly losesHeadersOfPane: boolean;
}

const DIALOGS = { DialogApi: '1.2', IdentityAPI: '1.3', NestedAppAuth: '1.1' } as const;
const ON_THE_WEB = {
  label: 'Outlook on the web',
  host: 'Outlook',
  platform: 'OfficeOnline',
  hostName: 'OutlookWebApp',
  mailboxSet: 16,
  otherSets: DIALOGS,
  has: [],
  // OpenBrowserWindowApi is for Windows and Mac alone.
  lacks: [],
  mostCalls: 3,
  form: 'desktop',
  hidesPropertiesFromEvents: false,
  losesHeadersOfPane: false,
} as const satisfies HostProfile;

/** What phones have beyond set 1.5, in messages that are written. */
const MOBILE_HAS = [
  'compose.addFileAttachmentFromBase64Async',
  'compose.from',
  'compose.internetHeaders',
  'compose.sessionData',
];
/** What phones have not of set 1.5. */
const MOBILE_LACKS = [
  'mailbox.displayNewMessageForm',
  'read.displayReplyForm',
  'read.displayReplyAllForm',
  'compose.body.getTypeAsync',
  'compose.body.prependAsync',
  'compose.body.setAsync',
  'compose.subject.setAsync',
];

export const PROFILES: Readonly<Record<ClientName, HostProfile>> = {
  web: ON_THE_WEB,
  windows: {
    ...ON_THE_WEB,
    label: 'New Outlook on Windows',
    hostName: 'newOutlookWindows',
    hidesPropertiesFromEvents: true,
  },
  classic: {
    ...ON_THE_WEB,
    label: 'Classic Outlook on Windows',
    platform: 'PC',
    hostName: 'Outlook',
    otherSets: { ...DIALOGS, OpenBrowserWindowApi: '1.1' },
    mostCalls: null,
    losesHeadersOfPane: true,
  },
  mac: {
    ...ON_THE_WEB,
    label: 'Outlook on Mac',
    platform: 'Mac',
    hostName: 'MacOutlook',
    mailboxSet: 14,
    otherSets: { ...DIALOGS, OpenBrowserWindowApi: '1.1' },
    mostCalls: null,
  },
  mobile: {
    ...ON_THE_WEB,
    label: 'Outlook on a phone',
    platform: 'iOS',
    hostName: 'OutlookIOS',
    mailboxSet: 5,
    has: MOBILE_HAS,
    lacks: MOBILE_LACKS,
    form: 'mobile',
  },
  none: { ...ON_THE_WEB, label: 'Office.js without Outlook', host: null, platform: null, otherSets: {} },
  blocked: { ...ON_THE_WEB, label: 'Office.js blocked', host: null, platform: null, otherSets: {} },
};

/** In which Mailbox requirement set, 1.x, a member came; what is not listed came up to 1.5, the floor of the manifest. */
const SINCE: Readonly<Record<string, number>> = {
  'mailbox.displayNewMessageForm': 6,
  'compose.from': 7,
  'read.getAllInternetHeadersAsync': 8,
  'compose.internetHeaders': 8,
  'compose.addFileAttachmentFromBase64Async': 8,
  'compose.getAttachmentsAsync': 8,
  'item.getSharedPropertiesAsync': 8,
  'mailbox.displayNewMessageFormAsync': 9,
  'read.displayReplyFormAsync': 9,
  'read.displayReplyAllFormAsync': 9,
  'compose.sessionData': 11,
  'mailbox.getSelectedItemsAsync': 13,
  'alert.commandId': 14,
  'alert.sendModeOverride': 14,
  'context.officeTheme': 14,
  'form.base64': 15,
};

/** Whether the client has a member, named by where it stands: `read.displayReplyFormAsync`. */
export function offers({ has, lacks, mailboxSet }: HostProfile, member: string): boolean {
  if (lacks.includes(member)) return false;
  return has.includes(member) || (SINCE[member] ?? 0) <= mailboxSet;
}

/** What `isSetSupported` answers. */
export function supportsSet({ mailboxSet, otherSets }: HostProfile, name: string, version: string): boolean {
  const newest = name === 'Mailbox' ? `1.${mailboxSet}` : otherSets[name];
  if (newest === undefined) return false;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [hasMajor = 0, hasMinor = 0] = newest.split('.').map(Number);
  return major < hasMajor || (major === hasMajor && minor <= hasMinor);
}

export function isClientName(name: string): name is ClientName {
  return (CLIENTS as readonly string[]).includes(name);
}
