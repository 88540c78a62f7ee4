/** The colours of what a chart shows. The page's style sheet sets them by class, light and dark; a picture in a mail takes these, made for white paper. */
export const CHART_TONES = {
  'bucket-0': '#0e700e',
  'bucket-1': '#817400',
  'bucket-2': '#b27c00',
  'bucket-3': '#c43501',
  'bucket-4': '#b10e1c',
  'bucket-5': '#b10e1c',
  kept: '#0e700e',
  earlier: '#0f6cbd',
  expected: '#b27c00',
  untouched: '#707070',
  told: '#0f6cbd',
  luck: '#707070',
  behind: '#b10e1c',
} as const;
export type ChartTone = keyof typeof CHART_TONES;

/** What draws the frame of a chart: lines, words and the usual range. */
export const CHART_INK = { line: '#d1d1d1', words: '#424242', range: '#e6f2e6', target: '#b10e1c', paper: '#ffffff' };

export const CHART_FONT = 'Segoe UI, Liberation Sans, Arial, sans-serif';
/** Pixels from one line of words to the next. */
export const LINE_HEIGHT = 16;
