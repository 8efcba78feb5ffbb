import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EVENTS, OPERATIONS } from '../../src/sandbox/genesys/wire/contract.ts';

export const SHAPES_FILE = join(import.meta.dirname, '../../src/sandbox/genesys/wire/shapes.json');

/** The models that the operations in use are made of, as the official SDK declares them, as text of a JSON file. */
export function shapesOfTheSdk(): string {
  const sdk = dirname(createRequire(import.meta.url).resolve('purecloud-platform-client-v2/package.json'));
  const declarations = readFileSync(join(sdk, 'index.d.ts'), 'utf8');
  const bodies = new Map(
    [...declarations.matchAll(/export interface (\w+) \{([\s\S]*?)\n\t\}/g)].map(([, name = '', body = '']) => [
      name,
      body,
    ]),
  );
  const used = Object.values(OPERATIONS).flatMap(({ body = '', answer }) => [body, answer]);
  const left = [...used.filter((name) => name !== 'object'), ...Object.values(EVENTS), 'ErrorBody']
    .map((name) => name.replace('[]', ''))
    .filter((name) => name !== '');
  const shapes = new Map<string, Readonly<Record<string, string>>>();
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    const body = bodies.get(name);
    if (shapes.has(name)) continue;
    if (body === undefined) throw new Error(`the SDK declares no ${name}`);
    const keys = [...body.matchAll(/"(\w+)"(\??): ([^;]+(?:; \})?);/g)];
    shapes.set(name, Object.fromEntries(keys.map(([, key = '', may = '', type = '']) => [key + may, shortened(type)])));
    left.push(...[...body.matchAll(/Models\.(\w+)/g)].map(([, model = '']) => model));
  }
  const lines = [...shapes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => `"${name}": ${JSON.stringify(shape)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** `Array<Models.User>` is `User[]`, and `{ [key: string]: string; }` is `string{}`. */
function shortened(type: string): string {
  const [, item] = /^Array<(.*)>$/.exec(type) ?? [];
  if (item !== undefined) return `${shortened(item)}[]`;
  const [, value] = /^\{ \[key: string\]: (.*?);? \}$/.exec(type) ?? [];
  if (value !== undefined) return `${shortened(value)}{}`;
  return type.replace('Models.', '');
}
