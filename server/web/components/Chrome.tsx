import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import type { SignedInUser, TenantView } from '#shared/api/sessions.ts';
import { REPORT_PAGES } from '../pages/report-pages.ts';
import { chooseTheme, theme } from '../state/theme.ts';
import { useIsAdmin } from '../state/use-who.ts';
import { SignOut } from './SignOut.tsx';

interface ChromeProps {
  readonly user: SignedInUser;
  readonly tenant: TenantView;
  readonly children: ComponentChildren;
}

/** What stands around every page: whose figures these are, the list of reports, who is signed in. */
export function Chrome({ user, tenant, children }: ChromeProps) {
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href="/">
          Duethread
        </a>
        <span class="tenant">{tenant.name}</span>
        <span class="grow" />
        <ThemeChoice />
        <span class="quiet">
          {user.name}, {user.role}
        </span>
        <SignOut />
      </header>
      <div class="sides">
        <Menu />
        {children}
      </div>
    </>
  );
}

function Menu() {
  const { path } = useLocation();
  const isAdmin = useIsAdmin();
  const links = [
    { href: '/', title: 'Overview' },
    ...REPORT_PAGES.map(({ name, title }) => ({ href: `/reports/${name}`, title })),
    { href: '/cash-application', title: 'Cash application' },
    { href: '/feeds', title: 'Feeds' },
    ...(isAdmin ? [{ href: '/settings', title: 'Settings' }] : []),
  ];
  return (
    <nav class="menu" aria-label="Pages">
      <ul>
        {links.map(({ href, title }) => (
          <li key={href}>
            <a href={href} {...(isAt(href, path) ? { 'aria-current': 'page' as const } : {})}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A run is a page of the feeds. */
function isAt(href: string, path: string): boolean {
  return path === href || (href === '/feeds' && path.startsWith('/feeds/'));
}

function ThemeChoice() {
  return (
    <label class="theme">
      <span>Colours</span>
      <select value={theme.value} onChange={({ currentTarget }) => chooseTheme(currentTarget.value)}>
        <option value="system">as the system</option>
        <option value="light">light</option>
        <option value="dark">dark</option>
      </select>
    </label>
  );
}
