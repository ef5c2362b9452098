// What is sent to the parachain: the newest first, live, each with the steps that it went through.
import { html, nothing } from '../lib.js';
import { get } from '../api.js';
import { changed, live, version } from '../store.js';
import { href, setQuery } from '../router.js';
import { agoTime, badge, card, copyable, empty, facts, heading } from '../ui.js';
import { TX, amount, count, dateTime, height, hex, inPha, short, timeOfDay, when } from '../words.js';
import { callFailure } from '../rows.js';

const PAGE = 100;
const lists = new Map();

/** Transactions of one filter: what was fetched, with what came live since. */
export function listOf(filter, afresh = false) {
  if (afresh) lists.clear();
  const key = JSON.stringify(filter);
  let list = lists.get(key);
  if (!list) {
    if (lists.size > 20) lists.delete(lists.keys().next().value);
    list = { items: new Map(), next: '', loading: false, total: 0, fault: undefined, seen: -1 };
    lists.set(key, list);
    more(list, filter);
  }
  if (list.seen !== version.transactions) {
    list.seen = version.transactions;
    for (const [id, item] of live.transactions) if (matches(item, filter)) list.items.set(id, item);
      else list.items.delete(id);
  }
  return list;
}

async function more(list, filter) {
  list.loading = true;
  try {
    const query = { pageSize: PAGE, pageToken: list.next, states: filter.states, pid: filter.pid, 'worker.id': filter.worker };
    const page = await get('/v1/transactions', query);
    for (const item of page.transactions ?? []) list.items.set(item.requestId, item);
    list.next = page.nextPageToken ?? '';
    list.total = page.totalSize ?? list.items.size;
    list.fault = undefined;
  } catch (fault) {
    list.fault = fault;
  }
  list.loading = false;
  changed();
}

const matches = (item, { states, pid, worker }) =>
  (!states?.length || states.includes(item.state)) && (!pid || item.pid === pid) && (!worker || item.workerId === worker);

export function transactions(at) {
  if (at.path[1]) return one(at.path[1], at.entered);
  const states = at.query.getAll('state');
  const pid = at.query.get('pid') ?? '';
  const filter = { states, pid };
  const list = listOf(filter, at.entered);
  return html`${heading('Transactions', nothing, 'What the bridge sends to the parachain for pools and workers')}
    <div class="filters" role="group" aria-label="Filters">
      <div class="chips">${Object.entries(TX).map(([state, [word]]) => html`<button type="button" class="chip" aria-pressed=${states.includes(state)}
        @click=${() => setQuery({ state: states.includes(state) ? states.filter((it) => it !== state) : [...states, state] })}>${word}</button>`)}</div>
      <label class="inline">Pool <select @change=${(event) => setQuery({ pid: event.target.value })}>
        <option value="" .selected=${!pid}>all pools</option>${[...live.pools.values()].map((pool) => html`<option value=${pool.config.pid} .selected=${pool.config.pid === pid}>${pool.config.name}</option>`)}</select></label>
    </div>
    ${card('Transactions', transactionTable(list, filter), html`<span class="muted">${count(list.items.size)} shown</span>`)}`;
}

/** A table of transactions with a way to older ones. */
export function transactionTable(list, filter) {
  const items = [...list.items.values()].sort((a, b) => when(b.created) - when(a.created));
  if (list.fault) return empty('The transactions cannot be told', list.fault.message);
  if (!items.length) return list.loading ? html`<div class="skeleton"></div>` : empty('No transactions', 'None matches.');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of transactions"><table class="plain-table"><thead><tr>
      <th scope="col">State</th><th scope="col">What</th>${filter.worker ? nothing : html`<th scope="col">For</th>`}<th scope="col">When</th><th scope="col" class="number">Fee, PHA</th><th scope="col" class="number">Block</th></tr></thead>
    <tbody>${items.map((item) => {
      const [word, tone] = TX[item.state] ?? ['Unknown', 'idle'];
      return html`<tr>
        <td>${badge(word, tone)}</td>
        <td><div><a href="#/transactions/${encodeURIComponent(item.requestId)}">${item.description || item.call}</a></div>${item.failure ? html`<small class="bad-text">${callFailure(item.failure)}</small>` : nothing}</td>
        ${filter.worker ? nothing : html`<td>${item.workerId ? html`<a href="#/workers/${item.workerId}">${item.workerName || short(item.workerId)}</a>` : html`<a href="#/pools/${item.pid}">pool ${item.pid}</a>`}</td>`}
        <td>${agoTime(when(item.created))}</td>
        <td class="number">${amount(item.feePha)}${item.batchSize > 1 ? html`<small class="muted">of ${item.batchSize} calls</small>` : nothing}</td>
        <td class="number">${item.blockNumber ? height(item.blockNumber) : '–'}</td></tr>`;
    })}</tbody></table></div>
    ${list.next ? html`<p class="more"><button type="button" class="button" ?disabled=${list.loading} @click=${() => { more(list, filter); changed(); }}>Older ones</button></p>` : nothing}`;
}

const singles = new Map();

function one(id, afresh) {
  if (afresh) singles.delete(id);
  let known = live.transactions.get(id);
  if (!known) {
    if (!singles.has(id)) {
      singles.set(id, {});
      get(`/v1/transactions/${encodeURIComponent(id)}`)
        .then((item) => singles.set(id, { item }))
        .catch((fault) => singles.set(id, { fault }))
        .then(changed);
    }
    known = singles.get(id).item;
    if (singles.get(id).fault) return html`${heading('Transaction')}${empty('This transaction cannot be told', singles.get(id).fault.message)}`;
  }
  if (!known) return html`${heading('Transaction')}<div class="card skeleton"></div>`;
  const [word, tone] = TX[known.state] ?? ['Unknown', 'idle'];
  return html`
    ${heading(known.description || known.call, html`<a class="button" href=${href('transactions')}>All transactions</a>`, html`${badge(word, tone)}`)}
    ${known.failure ? html`<div class="notice bad" role="status"><strong>${callFailure(known.failure)}</strong>${known.advice ? html`<p>${known.advice}</p>` : nothing}</div>` : nothing}
    <div class="grid two">
      ${card('Steps', html`<ol class="timeline" tabindex="0" aria-label="Steps, the oldest first">${(known.history ?? []).map((step) => {
        const [title, stepTone] = TX[step.state] ?? ['', 'idle'];
        return html`<li class=${stepTone}><time>${timeOfDay(when(step.time))}</time><p><b>${title}</b> ${step.text ?? ''}</p></li>`;
      })}</ol>`)}
      ${card('Facts', facts([
        ['Call', html`<span class="mono">${known.call}</span>`],
        ['For', known.workerId ? html`<a href="#/workers/${known.workerId}">${known.workerName || known.workerId}</a>` : '–'],
        ['Pool', html`<a href="#/pools/${known.pid}">${known.pid}</a>`],
        ['Signed by', copyable(known.operator, short(known.operator))],
        known.proxied ? ['On behalf of', copyable(known.proxied, short(known.proxied))] : undefined,
        ['Asked', dateTime(when(known.created))],
        ['Last change', dateTime(when(known.updated))],
        ['Extrinsic', copyable(hex(known.hash), short(hex(known.hash), 12))],
        ['Nonce', known.nonce ?? '–'],
        ['Calls in it', known.batchSize ?? '–'],
        ['Block', known.blockNumber ? height(known.blockNumber) : '–'],
        ['Fee', inPha(known.feePha)],
        ['Request', copyable(known.requestId, short(known.requestId))],
      ]))}
    </div>`;
}
