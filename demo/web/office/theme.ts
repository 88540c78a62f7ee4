import type { Theme } from '../outlook/office-protocol.ts';

const COLOURS = {
  light: {
    bodyBackgroundColor: '#FFFFFF',
    bodyForegroundColor: '#242424',
    controlBackgroundColor: '#F5F5F5',
    controlForegroundColor: '#242424',
  },
  dark: {
    bodyBackgroundColor: '#292929',
    bodyForegroundColor: '#FFFFFF',
    controlBackgroundColor: '#1F1F1F',
    controlForegroundColor: '#FFFFFF',
  },
} as const;

/** `Office.context.officeTheme`: the four colours; Outlook fills in neither `isDarkTheme` nor `themeId`. */
export function themeColours(theme: Theme): (typeof COLOURS)[Theme] {
  return COLOURS[theme];
}
