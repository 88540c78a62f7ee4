import type { ComponentChildren } from 'preact';
import { CardLink, CardText } from './CardText.tsx';
import type { DecoratedText, OnClick, PanelButton, PanelWidget } from './card-model.ts';
import { DayField, type FieldProps, SelectionField, TextField } from './FieldView.tsx';

export interface WidgetProps extends Pick<FieldProps<unknown>, 'values' | 'onType'> {
  readonly widget: PanelWidget;
  readonly onPress: (press: OnClick) => void;
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
  readonly onPress: (press: OnClick) => void;
}

function Decorated({ decorated: { topLabel, text, bottomLabel, wrapText, button, onClick }, onPress }: DecoratedProps) {
  return (
    <div class="card-row">
      <div class={wrapText === true ? 'card-row-text' : 'card-row-text card-row-cut'}>
        {topLabel !== undefined && <span class="card-label">{topLabel}</span>}
        <Pressable onClick={onClick} onPress={onPress}>
          <CardText text={text} />
        </Pressable>
        {bottomLabel !== undefined && <span class="card-label card-label-wrap">{bottomLabel}</span>}
      </div>
      {button !== undefined && <ButtonView button={button} onPress={onPress} />}
    </div>
  );
}

interface PressableProps {
  readonly onClick: OnClick | undefined;
  readonly onPress: (press: OnClick) => void;
  readonly children: ComponentChildren;
}

/** The words of a row, which may do something when they are pressed. */
function Pressable({ onClick, onPress, children }: PressableProps) {
  if (onClick === undefined) return <span>{children}</span>;
  if (onClick.openLink !== undefined) return <CardLink url={onClick.openLink.url}>{children}</CardLink>;
  return (
    <button type="button" class="card-press" onClick={() => onPress(onClick)}>
      {children}
    </button>
  );
}

function ButtonView({ button, onPress }: { button: PanelButton; onPress: (press: OnClick) => void }) {
  const { text, altText, disabled, onClick } = button;
  if (onClick.openLink !== undefined) return <CardLink url={onClick.openLink.url}>{text}</CardLink>;
  return (
    <button type="button" disabled={disabled ?? false} aria-label={altText} onClick={() => onPress(onClick)}>
      {text}
    </button>
  );
}
