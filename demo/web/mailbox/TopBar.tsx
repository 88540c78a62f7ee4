import type { ComponentChildren } from 'preact';
import type { Colleague } from './mail-client.ts';

interface TopBarProps {
  readonly owner: Colleague;
  readonly company: string;
  readonly children?: ComponentChildren;
}

export function TopBar({ owner, company, children }: TopBarProps) {
  return (
    <header class="top-bar">
      <div>
        <strong>{owner.name}</strong> <span class="quiet">Demo mailbox of {company}, sample data</span>
      </div>
      <div class="top-actions">
        {children}
        <a href="?">Another mailbox</a>
      </div>
    </header>
  );
}
