import { signal } from '@preact/signals';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const PLACE = 'duethread-theme';

/** The colours that the reader chose; those of the system until they choose. */
export const theme = signal<Theme>(stored());

/** Shows the pages in the chosen colours. */
export function applyTheme(): void {
  const { dataset } = document.documentElement;
  if (theme.value === 'system') delete dataset.theme;
  else dataset.theme = theme.value;
}

/** Takes and keeps a choice; on this machine only. */
export function chooseTheme(chosen: string): void {
  theme.value = THEMES.find((each) => each === chosen) ?? 'system';
  localStorage.setItem(PLACE, theme.value);
  applyTheme();
}

function stored(): Theme {
  const kept = localStorage.getItem(PLACE);
  return THEMES.find((each) => each === kept) ?? 'system';
}
