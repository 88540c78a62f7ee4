import type { TemplateView } from '#shared/api/dispatches.ts';
import { TEMPLATE_STAGES } from '#shared/domain/dunning.ts';
import { type Card, paragraph, row, type Section, section, type Widget } from '../card.ts';
import { html, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { moreThan } from './agreement-section.ts';

const MAX_TEMPLATES = 24;
const LONGEST_NAME = 120;

export interface TemplateChoice {
  readonly templates: readonly TemplateView[];
  readonly suggested: { readonly templateId: string; readonly reason: string } | null;
  readonly customer: { readonly id: string; readonly name: string };
  readonly itemIds: readonly string[];
}

/** The approved templates: the suggested one first with its reason, the others by stage and language. */
export function templatesCard(kit: CardKit, choice: TemplateChoice): Card {
  const { templates: words } = kit.words;
  const { templates, suggested, customer } = choice;
  const first = templates.find(({ id }) => id === suggested?.templateId) ?? null;
  const others = templates.filter((template) => template !== first).sort(byLanguage(first));
  const shown = TEMPLATE_STAGES.flatMap((stage) => others.filter((template) => template.stage === stage)).slice(
    0,
    MAX_TEMPLATES,
  );
  const none = templates.length === 0 ? [paragraph(html`${words.none}`)] : [];
  return {
    name: 'templates',
    header: { title: words.heading, subtitle: shortened(customer.name, LONGEST_NAME) },
    sections: [
      ...section(none),
      ...suggestedSection(kit, first, choice),
      ...TEMPLATE_STAGES.flatMap((stage) =>
        section(
          shown.filter((template) => template.stage === stage).map((template) => templateRow(kit, template, choice)),
          { header: kit.words.stages[stage] },
        ),
      ),
      ...section(moreThan(kit, others.length, shown)),
    ],
  };
}

function suggestedSection(kit: CardKit, first: TemplateView | null, choice: TemplateChoice): Section[] {
  if (first === null) return [];
  const reason = paragraph(html`${choice.suggested?.reason ?? ''}`);
  return section([reason, templateRow(kit, first, choice)], { header: kit.words.templates.suggested });
}

/** The language of the suggested one is the customer's; then the others, each by name. */
function byLanguage(first: TemplateView | null) {
  const rank = ({ language, name }: TemplateView) => [language === first?.language ? '' : language, name].join('\n');
  return (a: TemplateView, b: TemplateView) => (rank(a) < rank(b) ? -1 : 1);
}

function templateRow(kit: CardKit, template: TemplateView, { customer, itemIds }: TemplateChoice): Widget {
  const { templates, stages } = kit.words;
  const name = shortened(template.name, LONGEST_NAME);
  const args = { customerId: customer.id, templateId: template.id, itemIds: [...itemIds] };
  const language = templates.language(kit.formats.language(template.language));
  return row(html`${name}`, {
    bottomLabel: `${stages[template.stage]}, ${language}`,
    button: kit.button(templates.preview, 'preview', args, `${templates.preview}: ${name}`),
  });
}
