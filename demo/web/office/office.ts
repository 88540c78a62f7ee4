/**
 * Stands in for Office.js in the demo mailbox, as Outlook on the web would load it into the add-in's frame. What it offers, and where it refuses, follows
 * the reference of Office.js' Mailbox API and the documentation of event-based activation and of Smart Alerts on learn.microsoft.com.
 */
import type { HostState } from '../outlook/office-protocol.ts';
import { displayDialogAsync, messageParent } from './dialog.ts';
import { type Callback, HostLink } from './host-link.ts';
import { itemApi } from './item.ts';

type Action = (event: unknown) => void;

const COLOURS = {
  light: {
    bodyBackgroundColor: '#FFFFFF',
    bodyForegroundColor: '#242424',
    controlBackgroundColor: '#F5F5F5',
    controlForegroundColor: '#242424',
  },
  dark: {
    bodyBackgroundColor: '#292929',
    bodyForegroundColor: '#FFFFFF',
    controlBackgroundColor: '#1F1F1F',
    controlForegroundColor: '#FFFFFF',
  },
} as const;

/** A window that another opened is a dialog; a frame has the mailbox page around it; a plain tab has neither. */
const inDialog = window.opener !== null && window.parent === window;
const link = inDialog || window.parent === window ? null : new HostLink(window.parent);
const actions = new Map<string, Action>();

/** The real file takes these away from every page that loads it (docs, referencing the library from its CDN). */
Object.assign(window.history, { pushState: null, replaceState: null });

/** One object an opening: a handler that keeps an item keeps a stale one. */
let current: { token: string; api: unknown } | null = null;

function currentItem(state: HostState | null): unknown {
  if (link === null || state?.item == null) return null;
  if (current?.token !== state.item.token) current = { token: state.item.token, api: itemApi(link, state.item) };
  return current.api;
}

const mailbox = {
  get item() {
    return currentItem(link?.state ?? null);
  },
  get userProfile() {
    const { displayName = '', emailAddress = '' } = link?.state?.user ?? {};
    return { displayName, emailAddress, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  },
  get diagnostics() {
    return { hostName: 'OutlookWebApp', hostVersion: '16.0', OWAView: 'ThreeColumns' };
  },
  addHandlerAsync(type: string, handler: (event: unknown) => void, ...rest: unknown[]) {
    link?.on(type, (state) => handler({ type, officeTheme: COLOURS[state.theme] }));
    settle(rest);
  },
  removeHandlerAsync(type: string, ...rest: unknown[]) {
    link?.off(type);
    settle(rest);
  },
};

function settle(rest: readonly unknown[]): void {
  const callback = rest.at(-1);
  if (typeof callback === 'function') queueMicrotask(() => (callback as Callback)({ status: 'succeeded' }));
}

const context = {
  mailbox: link === null ? undefined : mailbox,
  get displayLanguage() {
    return link?.state?.profile.language ?? 'en-US';
  },
  get contentLanguage() {
    return link?.state?.profile.language ?? 'en-US';
  },
  get officeTheme() {
    return link === null ? undefined : COLOURS[link.state?.theme ?? 'light'];
  },
  get platform() {
    return link?.state?.profile.platform ?? null;
  },
  host: link === null ? null : 'Outlook',
  requirements: {
    isSetSupported(name: string, version = '1.1') {
      const [major, minor] = version.split('.').map(Number);
      const [hasMajor, hasMinor] = link?.state?.profile.mailboxSet ?? [0, 0];
      return name === 'Mailbox' && major === hasMajor && (minor ?? 0) <= hasMinor;
    },
  },
  ui: inDialog ? { messageParent } : { displayDialogAsync },
};

async function onReady(callback?: (info: unknown) => void): Promise<unknown> {
  await link?.opened();
  const info = link === null ? { host: null, platform: null } : { host: 'Outlook', platform: context.platform };
  callback?.(info);
  return info;
}

function launchEvent(launch: number): unknown {
  return {
    completed: (options: unknown = {}) => link?.complete(launch, JSON.parse(JSON.stringify(options))),
  };
}

if (link !== null) {
  link.onLaunch = (functionName, launch) => actions.get(functionName)?.(launchEvent(launch));
}

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
    PlatformType: { OfficeOnline: 'OfficeOnline' },
    MailboxEnums: {
      ItemType: { Message: 'message', Appointment: 'appointment' },
      SendModeOverride: { PromptUser: 'promptUser' },
    },
  },
});
