/**
 * An input without its fields that are null: where a service reads one, null and absence both mean
 * that nothing was said.
 */
export function withoutNulls<T extends object>(
  input: T,
): { [K in keyof T]: Exclude<T[K], null> | (null extends T[K] ? undefined : never) } {
  const given = Object.entries(input).filter(([, value]) => value !== null);
  return Object.fromEntries(given) as ReturnType<typeof withoutNulls<T>>;
}
