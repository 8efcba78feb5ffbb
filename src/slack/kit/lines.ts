import { LIMITS } from './message.ts';

/**
 * As many lines as fit, the last of them saying how many do not.
 *
 * @param most characters of all together
 */
export function fittingLines(lines: readonly string[], most: number = LIMITS.text): string {
  const whole = lines.join('\n');
  if (whole.length <= most) return whole;
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > most - 40) break;
    kept.push(line);
    length += line.length + 1;
  }
  return [...kept, `… and ${lines.length - kept.length} more lines`].join('\n');
}

/** Lines in parts of at most `most` characters, for sections. A line is never cut: names in it already are. */
export function inParts(lines: readonly string[], most: number = LIMITS.sectionText): readonly string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= most) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts;
}
