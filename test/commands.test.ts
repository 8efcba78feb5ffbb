import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const ours = Object.entries(scripts).filter(([, command]) => /\bnode .*\.ts( \w+)?$/.test(command));

it.each(ours)('npm run %s puts itself in the place of its shell, so that a signal reaches it', (_name, command) => {
  expect(command).toMatch(/^exec node /);
});

it('covers every command that people run for long', () => {
  expect(ours.map(([name]) => name)).toEqual(expect.arrayContaining(['start', 'demo', 'sandbox', 'doctor', 'audit']));
});

it('starts on a platform what npm starts, with the same environment', () => {
  expect(readFileSync(join(root, 'Procfile'), 'utf8')).toBe(`web: ${scripts['start']}\n`);
});

describe('what is written for whoever contributes or upgrades', () => {
  const pages = [
    'CHANGELOG.md',
    ...globSync('.github/**/*.{md,yml}', { cwd: root }).map((file) => file.replaceAll('\\', '/')),
  ];
  const read = (page: string) => readFileSync(join(root, page), 'utf8');

  it.each(pages)('%s names only commands that exist', (page) => {
    const named = [...read(page).matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('the workflow runs what must hold before a change lands, and nothing else', () => {
    const workflow = z
      .object({ jobs: z.record(z.string(), z.object({ steps: z.array(z.object({ run: z.string().optional() })) })) })
      .parse(parse(read('.github/workflows/checks.yml')));
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    expect(steps.flatMap(({ run }) => run ?? [])).toEqual(['bash .ci/run']);
  });

  it.each(pages.filter((page) => /ISSUE_TEMPLATE\/(?!config)/.test(page)))('%s is a form that GitHub takes', (page) => {
    const form = z.object({
      name: z.string().min(4),
      description: z.string().min(4),
      labels: z.array(z.string()),
      body: z.array(
        z.discriminatedUnion('type', [
          z.object({ type: z.literal('markdown'), attributes: z.object({ value: z.string() }) }),
          z.object({
            type: z.enum(['textarea', 'input']),
            id: z.string().regex(/^[\w-]+$/),
            attributes: z.object({ label: z.string() }),
          }),
          z.object({
            type: z.literal('dropdown'),
            id: z.string().regex(/^[\w-]+$/),
            attributes: z.object({ label: z.string(), options: z.array(z.string()).min(2) }),
          }),
        ]),
      ),
    });
    const { body } = form.parse(parse(read(page)));
    const ids = body.flatMap((item) => ('id' in item ? [item.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
