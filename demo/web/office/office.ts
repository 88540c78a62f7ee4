/**
 * Stands in for Office.js in the demo mailbox, as a mail client would load it into the add-in's frame. What it offers, and where it refuses, follows
 * the reference of Office.js' Mailbox API, its own source, and the documentation of event-based activation and of Smart Alerts on learn.microsoft.com.
 */
import { readFrameName } from '../outlook/frame-name.ts';
import { offers, PROFILES, supportsSet } from '../outlook/host-profile.ts';
import { displayDialogAsync, messageParent } from './dialog.ts';
import { HostLink } from './host-link.ts';
import { mailboxApi } from './mailbox.ts';
import { offerNestedAppAuth } from './nested-app-auth.ts';
import { themeColours } from './theme.ts';

type Action = (event: unknown) => void;

const { client, nestedAppAuth } = readFrameName(window.name);
const profile = PROFILES[client];
/** A window that another opened is a dialog; a frame has the mailbox page around it; a plain tab has neither. */
const inDialog = window.opener !== null && window.parent === window;
const isHosted = !inDialog && window.parent !== window && profile.host !== null;
const link = isHosted ? new HostLink(window.parent, profile.mostCalls) : null;
const mailbox = link === null ? undefined : mailboxApi(link, profile);
const actions = new Map<string, Action>();
const { src: scriptAddress } = document.currentScript as HTMLScriptElement;

const context = {
  /** There from the time on at which Office.js is ready. */
  get mailbox() {
    return link?.state == null ? undefined : mailbox;
  },
  get displayLanguage() {
    return link?.state?.language ?? 'en-US';
  },
  get contentLanguage() {
    return link?.state?.language ?? 'en-US';
  },
  get officeTheme() {
    return link === null || !offers(profile, 'context.officeTheme')
      ? undefined
      : themeColours(link.state?.theme ?? 'light');
  },
  platform: link === null ? null : profile.platform,
  host: link === null ? null : profile.host,
  // Without a mail client the real file has none.
  requirements: link === null ? undefined : { isSetSupported },
  ui: uiApi(),
};

function isSetSupported(name: string, version = '1.1'): boolean {
  if (name === 'NestedAppAuth' && nestedAppAuth === 'off') return false;
  return supportsSet(profile, name, version);
}

function uiApi(): object {
  if (inDialog) return { messageParent };
  const hasBrowser = supportsSet(profile, 'OpenBrowserWindowApi', '1.1');
  return { displayDialogAsync, ...(hasBrowser ? { openBrowserWindow } : {}) };
}

/** The user's own browser, which knows nothing of the add-in. */
function openBrowserWindow(address: string): void {
  window.open(address, '_blank', 'noopener');
}

async function onReady(callback?: (info: unknown) => void): Promise<unknown> {
  await link?.opened();
  const info = { host: context.host, platform: context.platform };
  callback?.(info);
  return info;
}

function launchEvent(launch: number): unknown {
  return {
    completed: (options: unknown = {}) => link?.complete(launch, JSON.parse(JSON.stringify(options))),
  };
}

/** The tokens of who is signed in to the mail client are had where this script comes from. */
function offerSignIn(): void {
  if (link === null || !supportsSet(profile, 'NestedAppAuth', '1.1')) return;
  const user = () => link.state?.user.emailAddress ?? null;
  offerNestedAppAuth({ mode: nestedAppAuth, user, tokensAt: new URL('/entra/nested-app-auth', scriptAddress).href });
}

function install(): void {
  // The real file takes these away from every page that loads it (docs, referencing the library from its CDN).
  Object.assign(window.history, { pushState: null, replaceState: null });
  offerSignIn();
  if (link !== null) link.onLaunch = (functionName, launch) => actions.get(functionName)?.(launchEvent(launch));
  Object.assign(window, {
    Office: {
      onReady,
      context,
      actions: { associate: (name: string, action: Action) => actions.set(name, action) },
      AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
      CoercionType: { Text: 'text', Html: 'html' },
      EventType: {
        ItemChanged: 'ItemChanged',
        OfficeThemeChanged: 'OfficeThemeChanged',
        DialogMessageReceived: 'dialogMessageReceived',
        DialogEventReceived: 'dialogEventReceived',
      },
      HostType: { Outlook: 'Outlook' },
      PlatformType: { PC: 'PC', OfficeOnline: 'OfficeOnline', Mac: 'Mac', iOS: 'iOS', Android: 'Android' },
      MailboxEnums: {
        ItemType: { Message: 'message', Appointment: 'appointment' },
        AttachmentType: { File: 'file', Item: 'item', Cloud: 'cloud', Base64: 'base64' },
        SendModeOverride: { PromptUser: 'promptUser' },
      },
    },
  });
}

// Where Office.js is blocked, nothing of it is there.
if (client !== 'blocked') install();
