import { useSignal } from '@preact/signals';
import type { PanelCard, PanelSection } from './card-model.ts';
import { type WidgetProps, WidgetView } from './WidgetView.tsx';

type CardProps = Omit<WidgetProps, 'widget'> & { readonly card: PanelCard };

export function CardView({ card, ...rest }: CardProps) {
  return (
    <>
      {card.header !== undefined && (
        <header class="card-header">
          <h2>{card.header.title}</h2>
          {card.header.subtitle !== undefined && <p class="quiet">{card.header.subtitle}</p>}
        </header>
      )}
      {card.sections.map((section, at) => (
        // A card is drawn anew as a whole; its sections have no names of their own.
        <SectionView key={`${card.name}-${at}`} section={section} {...rest} />
      ))}
    </>
  );
}

function SectionView({ section, ...rest }: Omit<CardProps, 'card'> & { readonly section: PanelSection }) {
  const { header, widgets, collapsible = false, uncollapsibleWidgetsCount = 0 } = section;
  const isOpen = useSignal(false);
  const shown = collapsible && !isOpen.value ? widgets.slice(0, uncollapsibleWidgetsCount) : widgets;
  return (
    <section class="card-section">
      {header !== undefined && <h3>{header}</h3>}
      {shown.map((widget, at) => (
        <WidgetView key={fieldName(widget) ?? at} widget={widget} {...rest} />
      ))}
      {collapsible && widgets.length > uncollapsibleWidgetsCount && (
        <button
          type="button"
          class="card-more"
          aria-expanded={isOpen.value}
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          {isOpen.value ? 'Show less' : 'Show more'}
        </button>
      )}
    </section>
  );
}

function fieldName({ textInput, selectionInput, dateTimePicker }: PanelSection['widgets'][number]): string | undefined {
  return textInput?.name ?? selectionInput?.name ?? dateTimePicker?.name;
}
