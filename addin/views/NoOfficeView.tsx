import type { Words } from '../words/pick-words.ts';

interface NoOfficeViewProps {
  readonly words: Words;
  /** Whether Office.js itself was loaded. */
  readonly isLoaded: boolean;
}

/** Outlook did not answer: what the user's admin needs to know about it. */
export function NoOfficeView({ words: { start }, isLoaded }: NoOfficeViewProps) {
  return (
    <main class="stack">
      <h1>{start.noOffice}</h1>
      <p role="alert">{start.noOfficeWhy}</p>
      <button type="button" class="primary" onClick={() => location.reload()}>
        {start.reload}
      </button>
      <details>
        <summary>{start.diagnostics}</summary>
        <ul>
          <li>{start.officeLoaded(isLoaded)}</li>
          <li>
            {start.browser} {navigator.userAgent}
          </li>
          <li>
            {start.page} {location.origin}
          </li>
        </ul>
      </details>
    </main>
  );
}
