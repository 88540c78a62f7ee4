import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { MAX_FILE_BYTES } from '#shared/api/feed-runs.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { MappingWrong, mappingGiven } from './mapping-file.ts';
import { ProfileColumns } from './ProfileColumns.tsx';
import { type FileToFeed, type ProfileView, useFeedProfiles, useRunOfRefusal, useTakeFeed } from './use-feeds.ts';

const MOST_MEGABYTES = MAX_FILE_BYTES / 1024 / 1024;

/** Feeds a file from the admin's computer. What came of it has a page of its own, a refusal as well. */
export function UploadForm() {
  const { route } = useLocation();
  const profiles = useFeedProfiles().data?.profiles ?? [];
  const take = useTakeFeed();
  const runOfRefusal = useRunOfRefusal();
  const [chosen, setChosen] = useState('');
  const [problem, setProblem] = useState('');
  const profile = profiles.find(({ name }) => name === chosen) ?? profiles[0];

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setProblem('');
    try {
      const file = await fileFrom(event.currentTarget as HTMLFormElement);
      route(`/feeds/${(await take.mutateAsync(file)).id}`);
    } catch (error) {
      const run = await runOfRefusal(error);
      if (run === null) setProblem(isOurs(error) ? error.message : problemsInFull(error));
      else route(`/feeds/${run}`);
    }
  };

  return (
    <form class="part" onSubmit={(event) => void submit(event)} aria-label="Feed a file">
      <h2>Feed a file</h2>
      <Fields profiles={profiles} profile={profile} onChoose={setChosen} />
      {profile !== undefined && <p class="quiet">{profile.about}</p>}
      {profile !== undefined && <ProfileColumns profile={profile} />}
      <fieldset>
        <legend>How it is taken</legend>
        {profile?.takesSnapshots && (
          <label>
            <input type="checkbox" name="snapshot" /> It lists everything that is open: what it leaves out has been
            cleared
          </label>
        )}
        <label>
          <input type="checkbox" name="skip" /> Leave wrong rows out instead of refusing the file
        </label>
        <label>
          <input type="checkbox" name="dryRun" /> Only try it, and change nothing
        </label>
      </fieldset>
      {problem !== '' && <Notice title="The file was not taken.">{problem}</Notice>}
      <div class="actions">
        <button type="submit" class="primary" disabled={take.isPending}>
          Feed the file
        </button>
        {take.isPending && <span role="status">The file is sent, checked and taken. A large one takes a while.</span>}
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly profiles: readonly ProfileView[];
  readonly profile: ProfileView | undefined;
  readonly onChoose: (name: string) => void;
}

function Fields({ profiles, profile, onChoose }: FieldsProps) {
  return (
    <div class="fields">
      <label>
        <span>What the file is</span>
        <select name="profile" value={profile?.name} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
          {profiles.map(({ name, sample }) => (
            <option key={name} value={name}>
              {name}
              {sample === 'untried' ? ' (untried)' : ''}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>File, up to {MOST_MEGABYTES} MB</span>
        <input type="file" name="file" required />
      </label>
      <label>
        <span>Mapping (JSON), if its columns or formats differ</span>
        <input type="file" name="mapping" accept=".json,application/json" />
      </label>
      <label>
        <span>Made by the ERP at, if you know it (your own clock)</span>
        <input type="datetime-local" name="dataAsOf" />
      </label>
    </div>
  );
}

class FileTooLarge extends Error {}

function isOurs(error: unknown): error is MappingWrong | FileTooLarge {
  return error instanceof MappingWrong || error instanceof FileTooLarge;
}

/** What the form says. Throws MappingWrong and FileTooLarge. */
async function fileFrom(form: HTMLFormElement): Promise<FileToFeed> {
  const given = new FormData(form);
  const file = given.get('file') as File;
  const dataAsOf = given.get('dataAsOf');
  if (file.size > MAX_FILE_BYTES) {
    const way = 'Larger ones go in by the command line or the watched folder, which docs/feeds.md describes.';
    throw new FileTooLarge(`${file.name} is larger than ${MOST_MEGABYTES} MB. ${way}`);
  }
  return {
    profile: String(given.get('profile')),
    file,
    mapping: await mappingGiven(given.get('mapping')),
    dataAsOf: dataAsOf ? new Date(String(dataAsOf)).toISOString() : undefined,
    coverage: given.get('snapshot') === 'on' ? 'snapshot' : 'delta',
    onProblem: given.get('skip') === 'on' ? 'skip' : 'refuse',
    dryRun: given.get('dryRun') === 'on',
  };
}
