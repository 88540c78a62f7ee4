import type { GmailSetupView as GmailSetup } from '#shared/api/setup.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { wordsOf } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { CopyButton } from './CopyButton.tsx';
import { PasteValues } from './PasteValues.tsx';
import { saveFile } from './save-file.ts';
import { TryButton } from './TryButton.tsx';
import { TryResult } from './TryResult.tsx';
import { useGmailSetup } from './use-setup.ts';

/** All that an admin of Google Workspace needs to give everybody the Gmail add-on. */
export function GmailView() {
  useTitle('Gmail');
  const { data, error, refetch } = useGmailSetup();
  return (
    <main id="content">
      <h1>Gmail</h1>
      <p>
        Give Google the deployment, paste back the ids that it names, and try whether the add-on answers Google alone.
      </p>
      {error !== null && (
        <Notice title="It could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <GmailParts setup={data} />}
    </main>
  );
}

function GmailParts({ setup }: { setup: GmailSetup }) {
  return (
    <>
      <DeploymentPart setup={setup} />
      <section class="stack" aria-label="Scopes">
        <h2>2. What it may do, and why</h2>
        <PlainTable caption="Scopes" titles={['Scope', 'Google calls it', 'Why']}>
          {setup.scopes.map(({ scope, class: kind, reason }) => (
            <tr key={scope}>
              <th scope="row">
                <code>{scope}</code>
              </th>
              <td>{wordsOf(kind)}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </PlainTable>
      </section>
      <section class="stack" aria-label="Ids">
        <h2>3. Ids to paste</h2>
        <PasteValues groups={setup.ids} />
      </section>
      <section class="part" aria-label="Self-test">
        <h2>4. Try it</h2>
        <p>The server asks the add-on whether it is there, and whether it refuses a call that Google did not sign.</p>
        <div class="actions">
          <TryButton step="gmail" words="Run the self-test" />
        </div>
        <TryResult lastTry={setup.lastTry} />
      </section>
    </>
  );
}

function DeploymentPart({ setup: { deployment, whyNoDeployment } }: { setup: GmailSetup }) {
  return (
    <section class="part" aria-label="Deployment">
      <h2>1. Create the deployment</h2>
      {deployment === null && <p class="bad">{whyNoDeployment}</p>}
      {deployment !== null && (
        <>
          <p>
            {deployment.problems.length === 0
              ? 'Checked: Google would take it. In Cloud Shell:'
              : 'Google would not take it as it is:'}
          </p>
          {deployment.problems.length > 0 && (
            <ul class="bad">
              {deployment.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
          {deployment.problems.length === 0 && (
            <p>
              <code>gcloud workspace-add-ons deployments create duethread --deployment-file=deployment.json</code>
            </p>
          )}
          <div class="actions">
            <button
              type="button"
              class="primary"
              onClick={() => saveFile('deployment.json', 'application/json', deployment.json)}
            >
              Download deployment.json
            </button>
            <CopyButton label="deployment.json" value={deployment.json} />
          </div>
          <details>
            <summary>What is in it</summary>
            <section class="file" aria-label="deployment.json">
              <pre>{deployment.json}</pre>
            </section>
          </details>
        </>
      )}
    </section>
  );
}
