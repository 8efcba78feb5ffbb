import { z } from 'zod';
import type { Person } from '../centre/organisation.ts';
import { SEARCH_TYPES } from '../wire/enums.ts';
import { badRequest } from '../wire/refusal.ts';

/** A condition of a search, as the search endpoints share it. */
export const searchCriteria = z.strictObject({
  type: z.enum(SEARCH_TYPES),
  fields: z.array(z.string()).optional(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
  operator: z.enum(['AND', 'OR', 'NOT']).optional(),
});
export type SearchCriteria = z.infer<typeof searchCriteria>;

const paging = {
  pageSize: z.number().int().min(1).max(100).optional(),
  pageNumber: z.number().int().min(1).optional(),
  sortOrder: z.enum(['ASC', 'DESC', 'SCORE']).optional(),
  sortBy: z.string().optional(),
};

/** The body of `POST /users/search`. */
export const userSearch = z.strictObject({
  ...paging,
  query: z.array(searchCriteria).optional(),
  expand: z.array(z.string()).optional(),
  enforcePermissions: z.boolean().optional(),
});

/** The bodies of `POST /teams/search` and `POST /groups/search`. */
export const namedSearch = z.strictObject({ ...paging, query: z.array(searchCriteria) });

/** A field of what is searched; undefined for a field that cannot be searched. */
type Fields<T> = (item: T, field: string) => string | undefined;

const USER_FIELDS = ['id', 'name', 'email', 'username', 'title', 'state', 'divisionId', 'department'] as const;

function userField(person: Person, field: string): string | undefined {
  switch (field) {
    case 'email':
    case 'username':
      return person.email;
    case 'id':
    case 'name':
    case 'title':
    case 'state':
      return person[field];
    case 'divisionId':
      return person.site.division.id;
    case 'department':
      return '';
    default:
      return undefined;
  }
}

/** Those who fit, by name; the deleted never do. */
export function searchUsers(people: readonly Person[], search: z.infer<typeof userSearch>): readonly Person[] {
  const living = people.filter((person) => person.state !== 'deleted');
  const found = matching(living, search.query ?? [], userField, USER_FIELDS);
  return [...found].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Those that fit all conditions: the first and every `AND`, none of `NOT`, or any of `OR`.
 *
 * @throws Refusal for a field that is not searchable, or a type that the sandbox does not have
 */
export function matching<T>(
  items: readonly T[],
  criteria: readonly SearchCriteria[],
  fieldOf: Fields<T>,
  known: readonly string[],
): readonly T[] {
  for (const field of criteria.flatMap((one) => one.fields ?? [])) {
    if (!known.includes(field)) throw badRequest(`The field [${field}] is not searchable`);
  }
  const tests = criteria.map((one) => ({ operator: one.operator ?? 'AND', test: compile(one, fieldOf, known) }));
  return items.filter((item) =>
    tests.reduce<boolean>((fits, { operator, test }, index) => {
      if (operator === 'OR' && index > 0) return fits || test(item);
      return operator === 'NOT' ? fits && !test(item) : fits && test(item);
    }, true),
  );
}

function compile<T>(criteria: SearchCriteria, fieldOf: Fields<T>, known: readonly string[]): (item: T) => boolean {
  const fields = criteria.fields ?? known;
  const wanted = [...(criteria.value === undefined ? [] : [criteria.value]), ...(criteria.values ?? [])].map(lower);
  if (criteria.type === 'MATCH_ALL') return () => true;
  if (wanted.length === 0 && criteria.type !== 'REQUIRED_FIELDS') throw badRequest('A search needs a value');
  const any = (test: (text: string, value: string) => boolean) => (item: T) =>
    fields.some((field) => wanted.some((value) => test(lower(fieldOf(item, field) ?? ''), value)));
  switch (criteria.type) {
    case 'EXACT':
      return any((text, value) => text === value);
    case 'STARTS_WITH':
      return any((text, value) => text.startsWith(value));
    case 'CONTAINS':
      return any((text, value) => text.includes(value));
    case 'TERM':
    case 'TERMS':
      return any((text, value) => words(text).includes(value));
    case 'QUERY_STRING':
      return (item) => {
        const text = fold(fields.map((field) => fieldOf(item, field) ?? '').join(' '));
        return wanted.every((value) => words(fold(value)).every((word) => text.includes(word.replaceAll('*', ''))));
      };
    case 'REQUIRED_FIELDS':
      return (item) => fields.every((field) => (fieldOf(item, field) ?? '') !== '');
    case 'REGEX':
    case 'RANGE':
    case 'LESS_THAN':
    case 'LESS_THAN_EQUAL_TO':
    case 'GREATER_THAN':
    case 'GREATER_THAN_EQUAL_TO':
      throw badRequest(`Searches of type [${criteria.type}] are not supported here`);
    default:
      return criteria.type satisfies never;
  }
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** Analysed text is compared without accents; exact text is not. */
function fold(text: string): string {
  return lower(text).normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** A page of results, as the search endpoints give it. */
export function searchPage<T>(
  found: readonly T[],
  search: { readonly pageSize?: number | undefined; readonly pageNumber?: number | undefined },
  type: string,
): { total: number; pageCount: number; pageSize: number; pageNumber: number; types: string[]; results: T[] } {
  const { pageSize = 25, pageNumber = 1 } = search;
  return {
    total: found.length,
    pageCount: Math.ceil(found.length / pageSize),
    pageSize,
    pageNumber,
    types: [type],
    results: found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
  };
}
