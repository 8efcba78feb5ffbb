import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const ours = Object.entries(scripts).filter(([, command]) => /\bnode .*\.ts$/.test(command));

it.each(ours)('npm run %s puts itself in the place of its shell, so that a signal reaches it', (_name, command) => {
  expect(command).toMatch(/^exec node /);
});

it('covers every command that people run for long', () => {
  expect(ours.map(([name]) => name)).toEqual(expect.arrayContaining(['start', 'demo', 'sandbox', 'doctor', 'audit']));
});

it('starts on a platform what npm starts, with the same environment', () => {
  expect(readFileSync(join(root, 'Procfile'), 'utf8')).toBe(`web: ${scripts['start']}\n`);
});
