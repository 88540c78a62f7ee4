import type { SeededChoice } from '../support/seeded-choice.ts';

/** Damages a file's bytes in one way. */
export type Mutation = (bytes: Buffer, choice: SeededChoice) => Buffer;

const LONGEST_STRETCH = 200;

const flipBit: Mutation = (bytes, choice) => {
  const changed = Buffer.from(bytes);
  if (changed.length === 0) return changed;
  const at = choice.below(changed.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << choice.below(8));
  return changed;
};

const changeByte: Mutation = (bytes, choice) => {
  const changed = Buffer.from(bytes);
  if (changed.length > 0) changed[choice.below(changed.length)] = choice.below(256);
  return changed;
};

const cutOff: Mutation = (bytes, choice) => bytes.subarray(0, choice.below(bytes.length + 1));

const leaveOut: Mutation = (bytes, choice) => {
  const start = choice.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + choice.below(LONGEST_STRETCH))]);
};

const repeat: Mutation = (bytes, choice) => {
  const start = choice.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, start + choice.below(LONGEST_STRETCH)), bytes.subarray(start)]);
};

/** Puts in what means something to one of the readers. */
const putIn: Mutation = (bytes, choice) => {
  const start = choice.below(bytes.length + 1);
  const odd = Buffer.from(choice.of(ODD), 'latin1');
  return Buffer.concat([bytes.subarray(0, start), odd, bytes.subarray(start)]);
};

const ODD: readonly string[] = [
  '\0',
  '\xef\xbb\xbf',
  '"',
  '\r',
  '\n\n',
  ',',
  ';',
  '\t',
  '<!DOCTYPE a>',
  '</a>',
  '&x;',
  '{',
  ']',
  '\\',
  ':86:',
  '-}',
  '99,',
  '/',
  '9'.repeat(400),
  '1E+12',
  '=1+1',
  '(5)',
  '29.2.2025',
];

/** Two columns change places in all lines. */
const swapColumns: Mutation = (bytes, choice) => {
  const text = bytes.toString('latin1');
  const delimiter = choice.of([',', ';', '\t']);
  const [one, other] = [choice.below(8), choice.below(8)];
  const swapped = text.split('\n').map((line) => {
    const cells = line.split(delimiter);
    if (cells.length > Math.max(one, other)) [cells[one], cells[other]] = [cells[other] ?? '', cells[one] ?? ''];
    return cells.join(delimiter);
  });
  return Buffer.from(swapped.join('\n'), 'latin1');
};

/** A part of the file is in another encoding than the rest, or all of it is. */
const mixEncodings: Mutation = (bytes, choice) => {
  const at = choice.chance(0.5) ? 0 : choice.below(bytes.length + 1);
  const rest = bytes.subarray(at).toString('utf8');
  const written = choice.of<BufferEncoding>(['latin1', 'utf16le', 'utf8']);
  const letters = choice.chance(0.5) ? rest.replaceAll('e', 'é') : rest;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(letters, written)]);
};

const shuffleLines: Mutation = (bytes, choice) => {
  const lines = bytes.toString('latin1').split('\n');
  const [one, other] = [choice.below(lines.length), choice.below(lines.length)];
  [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  return Buffer.from(lines.join('\n'), 'latin1');
};

const MUTATIONS: readonly Mutation[] = [
  flipBit,
  changeByte,
  cutOff,
  leaveOut,
  repeat,
  putIn,
  swapColumns,
  mixEncodings,
  shuffleLines,
];

const MOST_AT_ONCE = 5;

/** A file damaged in one to five ways. */
export function mutated(bytes: Buffer, choice: SeededChoice): Buffer {
  const times = 1 + choice.below(MOST_AT_ONCE);
  return Array.from({ length: times }).reduce<Buffer>((before) => choice.of(MUTATIONS)(before, choice), bytes);
}
