import type { OutlookSetupView as OutlookSetup } from '#shared/api/setup.ts';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { ConsentLinks } from './ConsentLinks.tsx';
import { ManifestPart } from './ManifestPart.tsx';
import { PasteValues } from './PasteValues.tsx';
import { TryButton } from './TryButton.tsx';
import { TryResult } from './TryResult.tsx';
import { useOutlookSetup } from './use-setup.ts';

/** All that an admin of Microsoft 365 needs to give everybody the Outlook pane. */
export function OutlookView() {
  useTitle('Outlook');
  const { data, error, refetch } = useOutlookSetup();
  return (
    <main id="content">
      <h1>Outlook</h1>
      <p>
        Register the sign-in in Microsoft Entra, consent for everybody, deploy the manifest, and try whether Outlook
        will load the pane.
      </p>
      {error !== null && (
        <Notice title="It could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <OutlookParts setup={data} />}
    </main>
  );
}

function OutlookParts({ setup }: { setup: OutlookSetup }) {
  return (
    <>
      <section class="stack" aria-label="Registration in Entra">
        <h2>1. Register in Microsoft Entra</h2>
        <PasteValues groups={setup.registration} />
      </section>
      <ConsentLinks links={setup.consentLinks} />
      <ManifestPart setup={setup} />
      <section class="part" aria-label="Self-test">
        <h2>4. Try it</h2>
        <p>
          The server asks itself for all that Outlook fetches: the pane with its frame policy, icons, launch events.
        </p>
        <div class="actions">
          <TryButton step="outlook" words="Run the self-test" />
        </div>
        <TryResult lastTry={setup.lastTry} />
      </section>
    </>
  );
}
