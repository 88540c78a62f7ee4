import { CardText } from './CardText.tsx';
import type { DecoratedText, PanelButton, PanelWidget } from './card-model.ts';
import { DayField, type FieldProps, SelectionField, TextField } from './FieldView.tsx';

export interface WidgetProps extends Pick<FieldProps<unknown>, 'values' | 'onType'> {
  readonly widget: PanelWidget;
  readonly onPress: (button: PanelButton) => void;
}

/** One widget of a card, drawn as Gmail draws it. */
export function WidgetView({ widget, values, onType, onPress }: WidgetProps) {
  const { textParagraph, decoratedText, buttonList, textInput, selectionInput, dateTimePicker } = widget;
  const field = { values, onType };
  if (textParagraph !== undefined) {
    return (
      <p class="card-text">
        <CardText text={textParagraph.text} />
      </p>
    );
  }
  if (decoratedText !== undefined) return <Decorated decorated={decoratedText} onPress={onPress} />;
  if (buttonList !== undefined) {
    return (
      <div class="card-buttons">
        {buttonList.buttons.map((button) => (
          <ButtonView key={button.text} button={button} onPress={onPress} />
        ))}
      </div>
    );
  }
  if (textInput !== undefined) return <TextField field={textInput} {...field} />;
  if (selectionInput !== undefined) return <SelectionField field={selectionInput} {...field} />;
  if (dateTimePicker !== undefined) return <DayField field={dateTimePicker} {...field} />;
  return <hr />;
}

interface DecoratedProps {
  readonly decorated: DecoratedText;
  readonly onPress: (button: PanelButton) => void;
}

function Decorated({ decorated: { topLabel, text, bottomLabel, wrapText, button }, onPress }: DecoratedProps) {
  return (
    <div class="card-row">
      <div class={wrapText === true ? 'card-row-text' : 'card-row-text card-row-cut'}>
        {topLabel !== undefined && <span class="card-label">{topLabel}</span>}
        <span>
          <CardText text={text} />
        </span>
        {bottomLabel !== undefined && <span class="card-label card-label-wrap">{bottomLabel}</span>}
      </div>
      {button !== undefined && <ButtonView button={button} onPress={onPress} />}
    </div>
  );
}

function ButtonView({ button, onPress }: { button: PanelButton; onPress: (button: PanelButton) => void }) {
  const { text, altText, disabled } = button;
  return (
    <button type="button" disabled={disabled ?? false} aria-label={altText} onClick={() => onPress(button)}>
      {text}
    </button>
  );
}
