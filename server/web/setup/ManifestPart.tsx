import type { OutlookSetupView } from '#shared/api/setup.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { CopyButton } from './CopyButton.tsx';
import { saveFile } from './save-file.ts';
import { useTakeManifest } from './use-setup.ts';

type Manifest = NonNullable<OutlookSetupView['manifest']>;

/** The manifest: as a file and at an address, what is wrong with it, and what has changed since it was taken. */
export function ManifestPart({ setup: { manifest, whyNoManifest, taken } }: { setup: OutlookSetupView }) {
  return (
    <section class="part" aria-label="Manifest">
      <h2>3. Deploy the manifest</h2>
      {manifest === null && <p class="bad">{whyNoManifest}</p>}
      {manifest !== null && <ManifestOffer manifest={manifest} />}
      {taken !== null && <Taken taken={taken} />}
    </section>
  );
}

function ManifestOffer({ manifest: { id, version, address, problems } }: { manifest: Manifest }) {
  const take = useTakeManifest();
  const download = async () => {
    // What went wrong is on the mutation, where it is shown.
    const taken = await take.mutateAsync().catch(() => null);
    if (taken !== null) saveFile(taken.fileName, 'application/xml', taken.xml);
  };
  return (
    <>
      <p>
        Version {version}, id <code>{id}</code>.{' '}
        {problems.length === 0 ? 'Checked: nothing in it would be refused.' : 'It would be refused:'}
      </p>
      {problems.length > 0 && (
        <ul class="bad">
          {problems.map(({ line, problem }) => (
            <li key={`${line} ${problem}`}>
              Line {line}: {problem}
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <button type="button" class="primary" disabled={take.isPending} onClick={() => void download()}>
          Download the manifest
        </button>
        <span role="status">{take.isSuccess && 'It is in your downloads.'}</span>
      </div>
      <p>
        Or by its address: <code>{address}</code> <CopyButton label="the manifest’s address" value={address} />
      </p>
      {take.error !== null && <Notice title="It did not come.">{problemWords(take.error)}</Notice>}
    </>
  );
}

function Taken({
  taken: { at, by, version, isSame, consentChanges },
}: {
  taken: NonNullable<OutlookSetupView['taken']>;
}) {
  const timeText = useZonedTime();
  const when = `Version ${version} was taken ${timeText(at)} by ${by}.`;
  if (isSame && consentChanges.length === 0) return <p class="quiet">{when} It is the one of today.</p>;
  if (consentChanges.length === 0) {
    return (
      <p>
        {when} The one of today differs in what it shows alone: upload it when it suits you; nobody is asked to consent.
      </p>
    );
  }
  return (
    <>
      <Notice title="Consent will be asked again.">
        {when} Since then something has changed that an admin consents to: upload the new manifest and consent in one
        sitting, or some people lose the pane until you do.
      </Notice>
      <PlainTable caption="What has changed since" titles={['What', 'When it was taken', 'Now']}>
        {consentChanges.map(({ what, before, after }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </PlainTable>
    </>
  );
}
