import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The path of the test manifest, with some scopes taken away or added. */
export function manifestWith({
  without = [],
  and = [],
}: {
  readonly without?: readonly string[];
  readonly and?: readonly string[];
} = {}): string {
  const path = new URL('manifest.yml', import.meta.url).pathname;
  if (without.length === 0 && and.length === 0) return path;
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const kept = lines.filter((line) => !without.includes(line.trim().replace('- ', '')));
  const changed = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'manifest.yml');
  writeFileSync(changed, [...kept, ...and.map((scope) => `      - ${scope}`), ''].join('\n'));
  return changed;
}
