/** What a button carries, before it is checked; nothing when it is no JSON: anybody can write a value. */
export function buttonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
