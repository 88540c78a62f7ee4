import type { TemplateView } from '#shared/api/dispatches.ts';
import { inBackground } from '../state/failure.ts';
import { useSidebar } from './sidebar-context.ts';

interface TemplateListProps {
  readonly templates: readonly TemplateView[];
  readonly suggested: { readonly templateId: string; readonly reason: string } | null;
}

/** The approved templates, the suggested one first with its reason. */
export function TemplateList({ templates: list, suggested }: TemplateListProps) {
  const { words, templates } = useSidebar();
  if (list.length === 0) return <p>{words.templates.none}</p>;
  const isSuggested = ({ id }: TemplateView) => id === suggested?.templateId;
  const ranked = [...list].sort((a, b) => Number(isSuggested(b)) - Number(isSuggested(a)));
  return (
    <ul class="plain stack">
      {ranked.map((template, at) => (
        <li key={template.id} class={isSuggested(template) ? 'box' : undefined}>
          {isSuggested(template) && (
            <p class="quiet">
              {words.templates.suggested}: {suggested?.reason}
            </p>
          )}
          <button
            type="button"
            class={isSuggested(template) ? 'primary wide' : 'wide'}
            data-first={at === 0 || undefined}
            onClick={() => inBackground(templates.choose(template.id))}
          >
            {template.name}
          </button>
          <span class="quiet">
            {words.stages[template.stage]}, {words.templates.language(template.language)}
          </span>
        </li>
      ))}
    </ul>
  );
}
