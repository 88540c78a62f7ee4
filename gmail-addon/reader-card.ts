import type { ActionName } from './actions.ts';
import type { Button, Card, DecoratedText, OnClick, Section, Widget } from './card.ts';
import { actionPath } from './entry-points.ts';

/** What changes nothing, and what a reader is let do by the server as well. */
const READING = [
  'show-thread',
  'my-figures',
  'search',
  'show-customer',
  'disputes',
  'documents',
  'open-document',
  'timeline',
  'said',
] as const satisfies readonly ActionName[];
const PATHS: readonly string[] = READING.map(actionPath);

/** A card without what its reader may not do: buttons that are refused are not offered. */
export function readerCard(card: Card): Card {
  return { ...card, sections: card.sections.flatMap(readerSection) };
}

function readerSection({ widgets, ...rest }: Section): Section[] {
  const left = widgets.flatMap(readerWidget);
  if (left.length === 0) return [];
  const { uncollapsibleWidgetsCount: shown, ...more } = rest;
  return [
    {
      ...more,
      ...(shown === undefined ? {} : { uncollapsibleWidgetsCount: Math.min(shown, left.length) }),
      widgets: left,
    },
  ];
}

function readerWidget(widget: Widget): Widget[] {
  if ('buttonList' in widget) {
    const buttons = widget.buttonList.buttons.filter(isReading);
    return buttons.length === 0 ? [] : [{ buttonList: { buttons } }];
  }
  return 'decoratedText' in widget ? [{ decoratedText: readerRow(widget.decoratedText) }] : [widget];
}

function readerRow({ button, ...row }: DecoratedText): DecoratedText {
  return button !== undefined && isReading(button) ? { ...row, button } : row;
}

function isReading({ onClick }: Button): boolean {
  const address = addressOf(onClick);
  return address === null || PATHS.some((path) => address.endsWith(path));
}

/** Null for what asks nobody. */
function addressOf(onClick: OnClick): string | null {
  if ('action' in onClick) return onClick.action.function;
  return 'openDynamicLinkAction' in onClick ? onClick.openDynamicLinkAction.function : null;
}
