import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import type { Role } from '#shared/domain/role.ts';

/** A page of the company's set-up: where it is, and whose menu shows it. */
interface SetupPage {
  readonly path: `/${string}`;
  /** What the router matches, where that is more than the path. */
  readonly route?: `/${string}`;
  readonly title: string;
  readonly roles: readonly Role[];
  /** Who comes to it by its address alone. */
  readonly byAddress?: readonly Role[];
  readonly view: ComponentType;
}

const ADMIN: readonly Role[] = ['admin'];

/** In the order of the menu; each comes when it is opened. */
const SETUP_PAGES: readonly SetupPage[] = [
  {
    path: '/admin/setup',
    title: 'Checklist',
    roles: ADMIN,
    view: lazy(() => import('../setup/SetupView.tsx').then((part) => part.SetupView)),
  },
  {
    path: '/admin/company',
    title: 'Company',
    roles: ADMIN,
    view: lazy(() => import('../setup/CompanyView.tsx').then((part) => part.CompanyView)),
  },
  {
    path: '/admin/users',
    title: 'People',
    roles: ADMIN,
    view: lazy(() => import('../users/UsersView.tsx').then((part) => part.UsersView)),
  },
  {
    path: '/admin/keys',
    title: 'Keys',
    roles: ADMIN,
    view: lazy(() => import('../keys/KeysView.tsx').then((part) => part.KeysView)),
  },
  {
    path: '/admin/outlook',
    title: 'Outlook',
    roles: ADMIN,
    view: lazy(() => import('../setup/OutlookView.tsx').then((part) => part.OutlookView)),
  },
  {
    path: '/admin/gmail',
    title: 'Gmail',
    roles: ADMIN,
    view: lazy(() => import('../setup/GmailView.tsx').then((part) => part.GmailView)),
  },
  {
    path: '/settings',
    title: 'Settings',
    roles: ADMIN,
    byAddress: ['manager'],
    view: lazy(() => import('../settings/SettingsView.tsx').then((part) => part.SettingsView)),
  },
  {
    path: '/admin/templates',
    route: '/admin/templates/:id?',
    title: 'Templates',
    roles: ['manager', ...ADMIN],
    view: lazy(() => import('../templates/TemplatesView.tsx').then((part) => part.TemplatesView)),
  },
  {
    path: '/admin/codes',
    title: 'Activity codes',
    roles: ADMIN,
    view: lazy(() => import('../codes/CodesView.tsx').then((part) => part.CodesView)),
  },
  {
    path: '/admin/texts',
    title: 'What was said',
    roles: ADMIN,
    view: lazy(() => import('../texts/TextsView.tsx').then((part) => part.TextsView)),
  },
  {
    path: '/admin/log',
    title: 'What was changed',
    roles: ADMIN,
    view: lazy(() => import('../admin-log/AdminLogView.tsx').then((part) => part.AdminLogView)),
  },
];

/** The pages of the set-up that someone of a role has in their menu. */
export function setupPagesOf(role: Role): readonly SetupPage[] {
  return SETUP_PAGES.filter(({ roles }) => roles.includes(role));
}

/** The pages of the set-up that someone of a role may open. */
export function setupPagesFor(role: Role): readonly SetupPage[] {
  return SETUP_PAGES.filter(({ roles, byAddress = [] }) => roles.includes(role) || byAddress.includes(role));
}
