import type { OutlookSetupView } from '#shared/api/setup.ts';

/** Where a Global Administrator consents for everybody. */
export function ConsentLinks({ links }: { links: OutlookSetupView['consentLinks'] }) {
  return (
    <section class="part" aria-label="Consent">
      <h2>2. Consent for everybody</h2>
      {links.length === 0 && (
        <p>The link is here once the server has its two client ids and the company names its directory.</p>
      )}
      {links.map(({ directory, href }) => (
        <p key={directory}>
          <a href={href} target="_blank" rel="noreferrer">
            Consent in the directory {directory}
          </a>
          <span class="quiet"> as Global Administrator; it opens at Microsoft in a tab of its own.</span>
        </p>
      ))}
    </section>
  );
}
