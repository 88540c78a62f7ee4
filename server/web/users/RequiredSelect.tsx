interface RequiredSelectProps {
  readonly label: string;
  readonly name: string;
  /** What is chosen at first; nothing where it is left out. */
  readonly value?: string | undefined;
  /** Value and words. */
  readonly options: readonly (readonly [string, string])[];
}

/** One of several, which has to be chosen. */
export function RequiredSelect({ label, name, value, options }: RequiredSelectProps) {
  return (
    <label>
      <span>{label}</span>
      <select name={name} required>
        {value === undefined && <option value="">choose</option>}
        {options.map(([option, words]) => (
          <option key={option} value={option} selected={option === value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
