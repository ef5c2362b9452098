// All workers in one table: search, filter, sort, choose, act.
import { html, nothing } from '../lib.js';
import { live, mayChange, settled, version } from '../store.js';
import { setQuery } from '../router.js';
import { act, empty, heading, openDialog, closeDialog } from '../ui.js';
import { virtualTable } from '../table.js';
import { COLUMNS, USUAL, chosenColumns, keepColumns } from '../columns.js';
import { download, writeCsv } from '../csv.js';
import { STAGE_ORDER, count, plural, stageWord } from '../words.js';
import { bulkMenu } from '../bulk.js';
import { importDialog } from '../import.js';
import { createWorker } from '../worker-form.js';

const RESORT_MS = 150;
const selected = new Set();
let anchor = -1;
let shown = { key: '', at: 0, version: -1, rows: [] };

function matching(filter) {
  const key = JSON.stringify(filter);
  const now = performance.now();
  const fresh = shown.key === key && (shown.version === version.workers || now - shown.at < RESORT_MS);
  if (fresh) {
    // The same rows in the same order, each as it is now.
    return shown.rows.map((row) => live.workers.get(row.id)).filter(Boolean);
  }
  const search = filter.search.toLowerCase();
  const rows = [];
  for (const row of live.workers.values()) {
    if (filter.pids.length && !filter.pids.includes(row.pid)) continue;
    if (filter.stages.length && !filter.stages.includes(row.stage)) continue;
    if (filter.troubled && !row.troubled) continue;
    if (search && !row.text.includes(search)) continue;
    rows.push(row);
  }
  const column = COLUMNS.find((it) => it.key === filter.sort) ?? COLUMNS[0];
  const sign = filter.descending ? -1 : 1;
  const value = column.value;
  rows.sort((a, b) => {
    const one = value(a);
    const other = value(b);
    if (one === other || (one !== one && other !== other)) return a.order < b.order ? -1 : 1;
    if (one !== one) return 1;
    if (other !== other) return -1;
    return one < other ? -sign : sign;
  });
  shown = { key, at: now, version: version.workers, rows };
  return rows;
}

export function workers(at) {
  const sortText = at.query.get('sort') ?? 'name';
  const filter = {
    search: at.query.get('q') ?? '',
    pids: at.query.getAll('pid'),
    stages: at.query.getAll('stage'),
    troubled: at.query.has('trouble'),
    sort: sortText.replace(/^-/, ''),
    descending: sortText.startsWith('-'),
  };
  const rows = matching(filter);
  for (const id of selected) if (!live.workers.has(id)) selected.delete(id);
  const chosen = chosenColumns(at.query);
  const filtered = filter.search || filter.pids.length || filter.stages.length || filter.troubled;
  return html`<div class="full">
    ${heading('Workers', html`
        <button type="button" class="button wide-only" @click=${() => columnDialog(chosen)}>Columns</button>
        <button type="button" class="button wide-only" ?disabled=${!rows.length} @click=${() => download('workers.csv', writeCsv(selected.size ? rows.filter((row) => selected.has(row.id)) : rows))}>Export CSV</button>
        ${act('Import CSV', importDialog)}
        ${act('Add worker', () => createWorker(filter.pids[0]), { tone: 'primary', disabled: !live.pools.size, title: live.pools.size ? '' : 'Add a pool first' })}`,
      html`<span id="count">${filtered ? `${count(rows.length)} of ${plural(live.workers.size, 'worker')}` : plural(live.workers.size, 'worker')}</span>`)}
    <div class="filters" role="search">
      <label class="search"><span class="hidden">Search workers</span>
        <input id="search" type="search" placeholder="Name, endpoint, key or account  ( / )" .value=${filter.search} @input=${(event) => setQuery({ q: event.target.value })}></label>
      <label class="inline">Pool <select id="filter-pool" @change=${(event) => setQuery({ pid: event.target.value })}>
        <option value="" .selected=${!filter.pids.length}>all pools</option>${[...live.pools.values()].map((pool) => html`<option value=${pool.config.pid} .selected=${filter.pids.includes(pool.config.pid)}>${pool.config.name}</option>`)}</select></label>
      <label class="inline">Stage <select id="filter-stage" @change=${(event) => setQuery({ stage: event.target.value })}>
        <option value="" .selected=${!filter.stages.length}>all stages</option>${STAGE_ORDER.filter((stage) => stage !== 'REMOVED').map((stage) => html`<option value=${stage} .selected=${filter.stages.includes(stage)}>${stageWord(stage)}</option>`)}</select></label>
      <button type="button" class="chip" aria-pressed=${filter.troubled} @click=${() => setQuery({ trouble: filter.troubled ? '' : '1' })}>In trouble</button>
      ${filtered ? html`<button type="button" class="link" @click=${() => setQuery({ q: '', pid: '', stage: '', trouble: '' })}>Clear</button>` : nothing}
    </div>
    ${selected.size ? html`<div class="selection" role="region" aria-label="Selected workers"><b>${plural(selected.size, 'worker')} selected</b>
        ${bulkMenu([...selected].map((id) => live.workers.get(id)))}
        <button type="button" class="link" @click=${() => { selected.clear(); setQuery({}); }}>Clear selection</button></div>` : nothing}
    ${rows.length ? virtualTable({
        id: 'workers-table',
        label: 'Workers',
        columns: chosen,
        rows,
        rowId: (row) => row.id,
        sort: { key: filter.sort, descending: filter.descending },
        onSort: (key) => setQuery({ sort: filter.sort === key && !filter.descending ? `-${key}` : key === 'name' ? '' : key }),
        selected: mayChange() ? selected : undefined,
        onSelect: (row, event, index) => choose(rows, row, event, index),
        onSelectAll: (event) => chooseAll(rows, event.target.checked),
        tone: (row) => (row.stage === 'UNRESPONSIVE' ? 'tone-bad' : row.troubled ? 'tone-warn' : ''),
      })
      : !settled('workers') ? html`<div class="card skeleton tall" aria-busy="true"></div>`
      : filtered ? empty('No worker matches', 'Other words or fewer filters may find some.')
      : settled('pools') && !live.pools.size ? empty('No pools yet', 'Every worker belongs to a pool: add the pool first, then its workers.', html`<a class="button primary" href="#/pools">Add a pool</a>`)
      : empty('No workers yet', 'Add one, or import a CSV file with the header name,endpoint,pid,stake,disabled,sync_only,gatekeeper.', act('Import CSV', importDialog, { tone: 'primary' }))}
  </div>`;
}

function choose(rows, row, event, index) {
  const on = event.target.checked;
  const range = event.shiftKey && anchor >= 0 ? rows.slice(Math.min(anchor, index), Math.max(anchor, index) + 1) : [row];
  for (const one of range) if (on) selected.add(one.id);
    else selected.delete(one.id);
  anchor = index;
  setQuery({});
}

function chooseAll(rows, on) {
  for (const row of rows) if (on) selected.add(row.id);
    else selected.delete(row.id);
  setQuery({});
}

function columnDialog(chosen) {
  const keys = new Set(chosen.map((column) => column.key));
  const apply = () => {
    const text = COLUMNS.filter((column) => keys.has(column.key)).map((column) => column.key).join(',');
    keepColumns(text);
    setQuery({ cols: text });
  };
  openDialog({
    title: 'Columns',
    body: () => html`<div class="pick-columns">${COLUMNS.map((column) => html`<label class="check"><input type="checkbox" .checked=${keys.has(column.key)} ?disabled=${column.key === 'name'}
      @change=${(event) => { if (event.target.checked) keys.add(column.key); else keys.delete(column.key); apply(); }}> <span>${column.title ?? column.label}</span></label>`)}</div>`,
    foot: () => html`<button type="button" class="button" @click=${() => { keys.clear(); USUAL.forEach((key) => keys.add(key)); apply(); }}>As usual</button>
      <button type="button" class="button primary" @click=${closeDialog}>Done</button>`,
  });
}
