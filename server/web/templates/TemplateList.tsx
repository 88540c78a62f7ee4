import { useLocation } from 'preact-iso';
import type { TemplateVersionView } from '#shared/api/templates.ts';
import { TEMPLATE_STAGES } from '#shared/domain/dunning.ts';
import { TEXT_STATES } from '#shared/domain/text-version.ts';
import { Select } from '../components/FilterSelects.tsx';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { approvalWords, deedWords, STAGE_OPTIONS, stageWords } from './template-words.ts';
import { type TemplatesAsked, useTemplates } from './use-templates.ts';

const STATE_OPTIONS = TEXT_STATES.map((state): [string, string] => [state, state]);

/** Every version of every template, narrowed by stage, language, state and brand. */
export function TemplateList() {
  const { query } = useLocation();
  const asked = askedIn(query);
  const { data, error, refetch } = useTemplates(asked);
  return (
    <section class="part" aria-label="Templates">
      <div class="part-head">
        <h2>Templates</h2>
        <a class="button" href="/admin/templates/new">
          New template
        </a>
      </div>
      <Filters asked={asked} />
      {error !== null && (
        <Notice title="The templates could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data?.versions.length === 0 && <p>There is none like that.</p>}
      {data !== undefined && data.versions.length > 0 && (
        <PlainTable caption="Versions" titles={['Template', 'Stage', 'Language', 'Brand', 'State', 'Last']}>
          {data.versions.map((version) => (
            <Row key={version.id} version={version} />
          ))}
        </PlainTable>
      )}
    </section>
  );
}

function Row({ version: template }: { readonly version: TemplateVersionView }) {
  const { id, name, version, stage, language, brand, state, approvals, approvalsNeeded, latest } = template;
  const timeOf = useZonedTime();
  return (
    <tr>
      <th scope="row">
        <a href={`/admin/templates/${id}`}>
          {name}, version {version}
        </a>
      </th>
      <td>{stageWords(stage)}</td>
      <td>{language}</td>
      <td>{brand ?? 'every brand'}</td>
      <td>
        {state} <span class="quiet">{approvalWords(approvals, approvalsNeeded)}</span>
      </td>
      <td>
        <div class="reason">{latest === null ? '' : `${deedWords(latest)}, ${timeOf(latest.at)}`}</div>
      </td>
    </tr>
  );
}

function Filters({ asked }: { readonly asked: TemplatesAsked }) {
  const { route } = useLocation();
  const { data } = useTemplates({});
  const languages = [...new Set((data?.versions ?? []).map(({ language }) => language))].sort();
  const brands = (data?.brands ?? []).map(({ key, name }): [string, string] => [key, name]);
  const choose = (form: HTMLFormElement) => {
    const chosen = [...new FormData(form)].flatMap(([name, value]) => (value === '' ? [] : [[name, String(value)]]));
    route(`/admin/templates?${new URLSearchParams(chosen)}`);
  };
  return (
    <form
      class="filters"
      aria-label="Narrow the list"
      onSubmit={(event) => event.preventDefault()}
      onChange={({ currentTarget }) => choose(currentTarget)}
    >
      <Select label="Stage" name="stage" value={asked.stage} options={STAGE_OPTIONS} />
      <Select
        label="Language"
        name="language"
        value={asked.language}
        options={languages.map((language): [string, string] => [language, language])}
      />
      <Select label="State" name="state" value={asked.state} options={STATE_OPTIONS} />
      <Select label="Brand" name="brand" value={asked.brand} options={[['default', 'for every brand'], ...brands]} />
    </form>
  );
}

/** What of an address is a filter; anything else in it is left out. */
function askedIn(query: Readonly<Record<string, string>>): TemplatesAsked {
  const stage = TEMPLATE_STAGES.find((one) => one === query.stage);
  const state = TEXT_STATES.find((one) => one === query.state);
  const { language, brand } = query;
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(state === undefined ? {} : { state }),
    ...(language === undefined || language === '' ? {} : { language }),
    ...(brand === undefined || brand === '' ? {} : { brand }),
  };
}
