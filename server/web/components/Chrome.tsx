import type { ComponentChildren } from 'preact';
import type { SignedInUser, TenantView } from '#shared/api/sessions.ts';
import { chooseTheme, theme } from '../state/theme.ts';
import { Menu } from './Menu.tsx';
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
        <a class="quiet" href="/account" aria-label={`Your account: ${user.name}, ${user.role}`}>
          {user.name}, {user.role}
        </a>
        <SignOut />
      </header>
      <div class="sides">
        <Menu />
        {children}
      </div>
    </>
  );
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
