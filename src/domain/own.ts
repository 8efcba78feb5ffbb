/**
 * What a record holds by an id from outside: never what every object has by birth, as `constructor`.
 *
 * @example own({ u1: 'Ana' }, 'constructor') //=> undefined
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, id) ? record[id] : undefined;
}
