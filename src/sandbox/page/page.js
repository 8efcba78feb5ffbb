// The browser's side of the page: no build step, no library. The server renders, this puts it in its place.
import { offerTries, offerTroubles } from './first-minute.js';

const one = (selector) => document.querySelector(selector);
const [persona, places, title, tries, timeline, composer, field, list, status, modal, dialog] = [
  '#persona',
  '#places',
  '#place',
  '#tries',
  '#timeline',
  '#composer',
  '#message',
  '#suggestions',
  '#status',
  '#modal',
  '#confirm',
].map(one);

const { personas, suggestions, app } = await (await fetch('/setup')).json();
let place = '';
let picked = {};
/** In whose thread one writes, if in one. */
let thread = '';
let offered = [];
let active = -1;
const said = [];
let recalled = 0;

// What is seen

/** The library that draws blocks goes by an attribute, not by the system's wish. */
const night = matchMedia('(prefers-color-scheme: dark)');
const dress = () => {
  document.documentElement.dataset.theme = night.matches ? 'dark' : 'light';
};
night.addEventListener('change', dress);
dress();

async function refresh() {
  const asked = { as: persona.value, in: place };
  const response = await fetch(`/timeline?${new URLSearchParams(asked)}`).catch(() => undefined);
  if (response?.ok !== true) return;
  const { items, modal: form } = await response.json();
  if (asked.as !== persona.value || asked.in !== place) return;
  const atEnd = timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight < 80;
  const kept = new Map([...timeline.children].map((item) => [item.dataset.item, item]));
  for (const { id, html } of items) {
    const before = kept.get(id);
    kept.delete(id);
    if (before?.source === html) continue;
    replaceItem(before, id, html);
  }
  for (const gone of kept.values()) gone.remove();
  timeline.dataset.shows = `${asked.as} in ${asked.in}`;
  showModal(form);
  const last = timeline.lastElementChild;
  // Of an answer taller than the window the beginning is what one wants to read.
  if (atEnd) last?.scrollIntoView({ block: last.offsetHeight > timeline.clientHeight ? 'start' : 'end' });
}

/** A button that had the focus keeps it when its message changes. */
function replaceItem(before, id, html) {
  const item = document.createElement('div');
  item.dataset.item = id;
  item.source = html;
  item.innerHTML = html;
  const focused = before?.contains(document.activeElement) ? document.activeElement.dataset.action : undefined;
  const open = before?.querySelector('details')?.open;
  if (before) before.replaceWith(item);
  else timeline.append(item);
  if (open || id === thread) item.querySelector('details')?.setAttribute('open', '');
  if (focused) item.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus();
}

function showModal(html) {
  if (modal.source === html) return;
  modal.source = html;
  modal.innerHTML = html;
  if (html === '') modal.close();
  else if (!modal.open) modal.showModal();
}

function enter(next) {
  place = next;
  const here = personas.find(({ id }) => id === persona.value);
  places.replaceChildren(
    ...here.places.map(({ id, name }) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = name;
      if (id === place) button.setAttribute('aria-current', 'page');
      button.addEventListener('click', () => void enter(id));
      const entry = document.createElement('li');
      entry.append(button);
      return entry;
    }),
  );
  title.textContent = here.places.find(({ id }) => id === place)?.name ?? '';
  composer.hidden = place === 'home';
  writeIn('');
  tries.hidden = place === 'home';
  offerTries(here, {
    become,
    send(text, mentions) {
      field.value = text;
      picked = { ...mentions };
      composer.requestSubmit();
    },
  });
  timeline.replaceChildren();
  delete timeline.dataset.shows;
  status.textContent = '';
  if (place === 'home') void perform({ kind: 'home' });
  return refresh();
}

/** What is written next goes into this thread, or into none. */
function writeIn(ts, name = '') {
  thread = ts;
  field.placeholder = ts
    ? `Reply in thread of ${name}; Escape leaves it`
    : isDirect()
      ? 'Ask in your own words: billing last week'
      : 'Type / for commands, @ for people, @Floorwalker to ask';
  if (ts) field.focus();
}

/** The direct messages with the app. */
function isDirect() {
  return place.startsWith('D');
}

function become(id) {
  persona.value = id;
  const here = personas.find((candidate) => candidate.id === id);
  void enter(here.places[0].id);
}

// What is done

/** Says what went wrong, if anything did; never throws. */
async function perform(act) {
  const told = await fetch('/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: persona.value, in: place, act }),
  }).then(
    (response) => response.json(),
    () => ({ problem: 'The demo has stopped.' }),
  );
  status.textContent = told.problem ?? '';
  return told;
}

function confirmed(question) {
  if (!question) return Promise.resolve(true);
  const { title: heading, text, confirm, deny } = JSON.parse(question);
  const [no, yes] = dialog.querySelectorAll('button');
  one('#confirm-title').textContent = heading?.text ?? 'Are you sure?';
  one('#confirm-text').textContent = text.text;
  yes.textContent = confirm?.text ?? 'Yes';
  no.textContent = deny?.text ?? 'Cancel';
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    for (const button of [no, yes]) button.onclick = () => dialog.close(button.value);
    dialog.onclose = () => resolve(dialog.returnValue === 'yes');
  });
}

function whereIs(element) {
  const view = element.closest('[data-view]')?.dataset.view;
  return view ? { view } : { ts: element.closest('[data-ts]')?.dataset.ts };
}

async function use(element, value) {
  if (!(await confirmed(element.dataset.confirm))) {
    if (element.tagName === 'SELECT') element.value = '';
    return;
  }
  const { action: actionId, value: having } = element.dataset;
  element.setAttribute('aria-busy', 'true');
  await perform({ kind: 'click', ...whereIs(element), actionId, having, value });
  element.removeAttribute('aria-busy');
}

document.addEventListener('click', ({ target }) => {
  const element = target.closest('button, a');
  if (element === null) return;
  if (element.dataset.sort !== undefined) sortBy(element);
  else if (element.dataset.turn !== undefined) turn(element);
  else if (element.dataset.reply !== undefined) writeIn(whereIs(element).ts, element.dataset.reply);
  else if (element.dataset.close !== undefined) void perform({ kind: 'close', view: whereIs(element).view });
  else if (element.dataset.shortcut) {
    void perform({ kind: 'shortcut', ts: whereIs(element).ts, callbackId: element.dataset.shortcut });
  } else if (element.dataset.action) void use(element);
});

document.addEventListener('change', ({ target }) => {
  const inForm = modal.contains(target) && target.closest('.field') !== null;
  if (!target.dataset.action || inForm || target.value === '') return;
  void use(target, target.value);
});

/** Numbers by their value, the largest first; words by the alphabet; what has no value comes last. */
function sortBy(head) {
  const table = head.closest('table');
  const column = Number(head.dataset.sort);
  const down = head.parentElement.ariaSort !== 'descending';
  const sortedBy = (row) => {
    const { dataset, textContent } = row.cells[column];
    return dataset.value === undefined ? textContent : Number(dataset.value);
  };
  const numbers = [...table.tBodies[0].rows].some((row) => typeof sortedBy(row) === 'number');
  const order = (a, b) => {
    const [one, other] = [sortedBy(a), sortedBy(b)];
    if (!numbers) return down ? one.localeCompare(other) : other.localeCompare(one);
    if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
    return typeof one === 'number' ? (down ? other - one : one - other) : 0;
  };
  table.tBodies[0].append(...[...table.tBodies[0].rows].sort(order));
  for (const each of table.tHead.rows[0].cells) each.removeAttribute('aria-sort');
  head.parentElement.ariaSort = down ? 'descending' : 'ascending';
  showPage(table.closest('.data-table'), 0);
}

function turn(button) {
  const table = button.closest('.data-table');
  showPage(table, Number(table.dataset.page ?? 0) + Number(button.dataset.turn));
}

function showPage(table, page) {
  const size = Number(table.dataset.size);
  const rows = [...table.querySelectorAll('tbody tr')];
  for (const [index, row] of rows.entries()) row.hidden = Math.floor(index / size) !== page;
  table.dataset.page = String(page);
  const pager = table.querySelector('.pager');
  if (pager === null) return;
  pager.querySelector('span').textContent =
    `${page * size + 1}–${Math.min(rows.length, (page + 1) * size)} of ${rows.length}`;
  const [back, next] = pager.querySelectorAll('button');
  back.disabled = page === 0;
  next.disabled = (page + 1) * size >= rows.length;
}

modal.addEventListener('cancel', (event) => {
  event.preventDefault();
  void perform({ kind: 'close', view: modal.querySelector('[data-view]')?.dataset.view });
});

modal.addEventListener('submit', (event) => {
  event.preventDefault();
  void submit(event.target);
});

async function submit(form) {
  const values = {};
  for (const input of form.querySelectorAll('.field [data-action]')) {
    const checks = [...input.querySelectorAll('input:checked')].map(({ value }) => value).join(',');
    const value = input.tagName === 'FIELDSET' ? checks : input.value;
    if (value !== '') values[input.dataset.action] = value;
  }
  const { problem, errors = {} } = await perform({ kind: 'submit', view: form.dataset.view, values });
  form.querySelector('.problem').textContent = problem ?? '';
  for (const block of form.querySelectorAll('.field')) {
    block.querySelector('.error').textContent = errors[block.dataset.block] ?? '';
  }
}

composer.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (text === '') return;
  // On a phone the answer needs the room.
  if (matchMedia('(max-width: 640px)').matches) tries.open = false;
  said.push(field.value);
  recalled = said.length;
  const mentions = { ...namedIn(text), ...picked };
  field.value = '';
  picked = {};
  offer();
  const isHeard = text.startsWith('/') || isDirect() || Object.values(mentions).includes(app);
  status.textContent = isHeard ? 'Floorwalker is looking…' : '';
  const asked = thread ? { kind: 'send', text, mentions, thread } : { kind: 'send', text, mentions };
  void perform(asked);
});

/** Whoever is typed in full, by their handle, is meant although nobody picked them, as in Slack. */
function namedIn(text) {
  const typed = text.match(/(?<=^|\s)[@#][\p{L}\d_-]+(?=\s|$)/gu) ?? [];
  return Object.fromEntries(
    typed.flatMap((word) => {
      const meant = suggestions.find(({ id, find }) => id && find.split(' ')[0] === word);
      return meant === undefined ? [] : [[word, meant.id]];
    }),
  );
}

// What is offered while typing

/** The word under the cursor, when it is one that can be completed. */
function beginning() {
  const before = field.value.slice(0, field.selectionStart);
  if (/^\/\S*$/.test(before)) return before;
  return /(?:^|\s)([@#][^@#]{0,30})$/.exec(before)?.[1] ?? '';
}

function offer() {
  const begun = beginning().toLowerCase();
  const fits = ({ find, insert }) => find.toLowerCase().includes(begun) && !field.value.includes(`${insert} `);
  offered = begun === '' ? [] : suggestions.filter(fits).slice(0, 8);
  active = offered.length > 0 ? 0 : -1;
  list.hidden = offered.length === 0;
  field.setAttribute('aria-expanded', String(offered.length > 0));
  list.replaceChildren(
    ...offered.map(({ insert, hint }, index) => {
      const entry = document.createElement('li');
      entry.id = `suggestion-${index}`;
      entry.role = 'option';
      entry.append(insert, ' ', Object.assign(document.createElement('small'), { textContent: hint }));
      // Before the field loses the focus.
      entry.addEventListener('mousedown', (event) => {
        event.preventDefault();
        pick(index);
      });
      return entry;
    }),
  );
  mark();
}

function mark() {
  for (const [index, entry] of [...list.children].entries()) {
    entry.setAttribute('aria-selected', String(index === active));
    if (index === active) entry.scrollIntoView({ block: 'nearest' });
  }
  if (active < 0) field.removeAttribute('aria-activedescendant');
  else field.setAttribute('aria-activedescendant', `suggestion-${active}`);
}

function pick(index) {
  const { insert, id } = offered[index];
  const end = field.selectionStart;
  const start = end - beginning().length;
  field.setRangeText(`${insert} `, start, end, 'end');
  if (id) picked[insert] = id;
  offer();
}

function recall(step) {
  recalled = Math.min(Math.max(recalled + step, 0), said.length);
  field.value = said[recalled] ?? '';
}

field.addEventListener('input', offer);
field.addEventListener('blur', () => {
  offered = [];
  list.hidden = true;
  field.setAttribute('aria-expanded', 'false');
});
field.addEventListener('keydown', (event) => {
  const { key } = event;
  if (offered.length === 0) {
    if (key === 'ArrowUp' || key === 'ArrowDown') recall(key === 'ArrowUp' ? -1 : 1);
    if (key === 'Escape') writeIn('');
    return;
  }
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    active = (active + (key === 'ArrowDown' ? 1 : -1) + offered.length) % offered.length;
    mark();
  } else if (key === 'Tab' || key === 'Enter') {
    // A command that is typed in full is sent, not completed once more.
    if (key === 'Enter' && offered[active].insert === field.value.trim()) return;
    pick(active);
  } else if (key === 'Escape') {
    offered = [];
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
  } else return;
  event.preventDefault();
});

persona.addEventListener('change', () => become(persona.value));

offerTroubles();
new EventSource('/changes').addEventListener('message', () => void refresh());
await enter(personas[0].places[0].id);
document.body.dataset.ready = 'true';
