import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import type { Role } from '#shared/domain/role.ts';

/** A page of the company's set-up: where it is, and whose menu shows it. */
interface SetupPage {
  readonly path: `/${string}`;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly view: ComponentType;
}

const ADMIN: readonly Role[] = ['admin'];

/** In the order of the menu; each comes when it is opened. */
const SETUP_PAGES: readonly SetupPage[] = [
  {
    path: '/settings',
    title: 'Settings',
    roles: ['manager', ...ADMIN],
    view: lazy(() => import('../settings/SettingsView.tsx').then((part) => part.SettingsView)),
  },
];

/** The pages of the set-up that someone of a role has. */
export function setupPagesOf(role: Role): readonly SetupPage[] {
  return SETUP_PAGES.filter(({ roles }) => roles.includes(role));
}
