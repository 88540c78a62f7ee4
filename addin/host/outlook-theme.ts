import type { Theme } from './mail-host.ts';
import type { OfficeApi } from './outlook-call.ts';

/** Light or dark by the luminance of the pane's background: Outlook fills in neither `isDarkTheme` nor `themeId`. */
export function themeOf({ context }: OfficeApi): Theme | null {
  const colour = context.officeTheme?.bodyBackgroundColor ?? '';
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:[0-9a-f]{2})?$/i.exec(colour);
  if (match === null) return null;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((hex) => linear(Number.parseInt(hex, 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18 ? 'dark' : 'light';
}

/** The sRGB channel as light, after WCAG's definition of relative luminance. */
function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
