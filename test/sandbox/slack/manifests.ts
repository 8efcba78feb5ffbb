import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The path of the app's own manifest, with these scopes added. */
export function appManifestWith(scopes: readonly string[]): string {
  const own = readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
  return written(
    own.replace(/^( +)- groups:read$/m, (line, indent) =>
      [line, ...scopes.map((scope) => `${indent}- ${scope}`)].join('\n'),
    ),
  );
}

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
  return written([...kept, ...and.map((scope) => `      - ${scope}`), ''].join('\n'));
}

function written(manifest: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'manifest.yml');
  writeFileSync(path, manifest);
  return path;
}
