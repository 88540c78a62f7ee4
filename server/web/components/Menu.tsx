import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ReportGroup } from '../pages/report-page.ts';
import { REPORT_PAGES } from '../pages/report-pages.ts';
import { setupPagesOf } from '../pages/setup-pages.ts';
import { useSavedViews } from '../saved-views/use-saved-views.ts';
import { useRole } from '../state/use-who.ts';

interface MenuLink {
  readonly href: string;
  readonly title: string;
}

interface MenuGroup {
  readonly title: string;
  readonly links: readonly MenuLink[];
}

/** Every page, by what it is about; where there is little room it opens by a button. */
export function Menu() {
  const { path, url } = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  const groups = useGroups();
  useEffect(() => setIsOpen(false), [url]);
  return (
    <nav class="menu" aria-label="Pages">
      <button
        type="button"
        class="menu-button"
        aria-expanded={isOpen}
        aria-controls="menu-groups"
        onClick={() => setIsOpen(!isOpen)}
      >
        Menu
      </button>
      <div id="menu-groups" class={isOpen ? 'menu-groups open' : 'menu-groups'}>
        {groups.map(({ title, links }) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            <ul>
              {links.map(({ href, title: page }) => (
                <li key={`${href} ${page}`}>
                  <a href={href} {...(isAt(href, path, url) ? { 'aria-current': 'page' as const } : {})}>
                    {page}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}

function useGroups(): readonly MenuGroup[] {
  const role = useRole();
  const { data } = useSavedViews();
  const changing = (...links: MenuLink[]) => (role === 'reader' ? [] : links);
  const saved = (data?.views ?? []).map(({ name, address }) => ({ href: address, title: name }));
  const own: readonly MenuGroup[] = [
    {
      title: 'Results',
      links: [{ href: '/', title: 'Overview' }, ...reportsOf('results'), { href: '/goals', title: 'Goals' }],
    },
    { title: 'Work', links: [{ href: '/weekly-review', title: 'Weekly review' }, ...reportsOf('work')] },
    { title: 'Promises', links: reportsOf('promises') },
    {
      title: 'Money',
      links: [...reportsOf('money'), ...changing({ href: '/cash-application', title: 'Cash application' })],
    },
    { title: 'Checks', links: reportsOf('checks') },
    {
      title: 'Set-up',
      links: [
        { href: '/teams', title: 'Teams' },
        ...changing(
          { href: '/digest', title: 'Digest by e-mail' },
          { href: '/saved-views', title: 'Saved views' },
          { href: '/feeds', title: 'Feeds' },
        ),
        ...(role === null ? [] : setupPagesOf(role).map(({ path, title }) => ({ href: path, title }))),
      ],
    },
  ];
  return saved.length === 0 ? own : [{ title: 'Saved views', links: saved }, ...own];
}

function reportsOf(group: ReportGroup): readonly MenuLink[] {
  return REPORT_PAGES.filter((page) => page.group === group && page.isReachedByLinks !== true).map(
    ({ name, title }) => ({
      href: `/reports/${name}`,
      title,
    }),
  );
}

/** A run is a page of the feeds; a saved view is a page with its filters. */
function isAt(href: string, path: string, url: string): boolean {
  if (href.includes('?')) return url === href;
  return path === href || (href === '/feeds' && path.startsWith('/feeds/'));
}
