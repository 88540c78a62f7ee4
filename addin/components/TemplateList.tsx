import type { TemplateView } from '#shared/api/dispatches.ts';
import { TEMPLATE_STAGES } from '#shared/domain/dunning.ts';
import { inBackground } from '../state/failure.ts';
import { useSidebar } from './sidebar-context.ts';

interface TemplateListProps {
  readonly templates: readonly TemplateView[];
  readonly suggested: { readonly templateId: string; readonly reason: string } | null;
}

/** The approved templates: the suggested one first with its reason, the others by stage and language. */
export function TemplateList({ templates, suggested }: TemplateListProps) {
  const { words, formats } = useSidebar();
  if (templates.length === 0) return <p>{words.templates.none}</p>;
  const first = templates.find(({ id }) => id === suggested?.templateId) ?? null;
  const groups = TEMPLATE_STAGES.map((stage) => ({
    stage,
    members: templates.filter((template) => template.stage === stage && template !== first).sort(byLanguage(first)),
  })).filter(({ members }) => members.length > 0);
  return (
    <>
      {first !== null && (
        <div class="box stack">
          <p class="quiet">
            {words.templates.suggested}: {suggested?.reason}
          </p>
          <TemplateButton template={first} isFirst={true} isSuggested={true} />
          <p class="quiet">
            {words.stages[first.stage]}, {words.templates.language(formats.value.language(first.language))}
          </p>
        </div>
      )}
      {groups.map(({ stage, members }, group) => (
        <section key={stage}>
          <h3>{words.stages[stage]}</h3>
          <ul class="plain stack">
            {members.map((template, at) => (
              <li key={template.id} class="row">
                <TemplateButton
                  template={template}
                  isFirst={first === null && group === 0 && at === 0}
                  isSuggested={false}
                />
                <span class="quiet nowrap">{words.templates.language(formats.value.language(template.language))}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** The language of the suggested one is the customer's; then the others, each by name. */
function byLanguage(first: TemplateView | null) {
  const rank = ({ language, name }: TemplateView) => [language === first?.language ? '' : language, name].join('\n');
  return (a: TemplateView, b: TemplateView) => (rank(a) < rank(b) ? -1 : 1);
}

interface TemplateButtonProps {
  readonly template: TemplateView;
  readonly isFirst: boolean;
  readonly isSuggested: boolean;
}

function TemplateButton({ template: { id, name, language }, isFirst, isSuggested }: TemplateButtonProps) {
  const { templates } = useSidebar();
  return (
    <button
      type="button"
      class={isSuggested ? 'primary wide' : 'grow'}
      data-first={isFirst || undefined}
      lang={language}
      onClick={() => inBackground(templates.choose(id))}
    >
      {name}
    </button>
  );
}
