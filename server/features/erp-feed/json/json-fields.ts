import {
  amountField,
  currencyField,
  dayField,
  emailField,
  flagField,
  numberField,
  required,
  textField,
} from '../field.ts';

/** The kinds of values that records hold. What they mean is said where they are named. */
export const number = numberField('');
export const text = textField('');
export const day = dayField('');
export const amount = amountField('');
export const currency = currencyField('');
export const flag = flagField('');
export const email = emailField('');

export const neededNumber = required(number);
export const neededText = required(text);
export const neededDay = required(day);
export const neededAmount = required(amount);
