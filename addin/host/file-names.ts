/** The files whose names are not among those given; of two with one name, one may be. */
export function filesNotNamed<T>(files: readonly T[], names: readonly string[], nameOf: (file: T) => string): T[] {
  const unmatched = [...names];
  return files.filter((file) => {
    const at = unmatched.indexOf(nameOf(file));
    if (at >= 0) unmatched.splice(at, 1);
    return at < 0;
  });
}
