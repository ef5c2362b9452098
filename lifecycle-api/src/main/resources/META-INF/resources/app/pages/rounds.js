// Rounds of tasks, live: who was drawn, how it fared, what it brought; and what all have earned.
import { html, nothing } from '../lib.js';
import { get } from '../api.js';
import { changed, live, settled, version } from '../store.js';
import { bar } from '../chart.js';
import { href, setQuery } from '../router.js';
import { badge, card, copyable, empty, facts, heading } from '../ui.js';
import { amount, chance, count, dateTime, height, hex, inPha, plural, short, when } from '../words.js';

const STATES = { ROUND_OPEN: ['Open', 'busy'], ROUND_SETTLED: ['Settled', 'ok2'], ROUND_RELEASED: ['Released', 'ok'] };
const OUTCOMES = { TASK_DONE: ['Done', 'ok'], TASK_FAILED: ['Failed', 'bad'], TASK_MISSED: ['Missed', 'warn'] };
const COMPUTING = ['Computing', 'busy'];
const SHOWN = 100;
const PAGE = 100;

const numberOf = (view) => view.round ?? '0';
const outcomeOf = (task) => OUTCOMES[task.outcome] ?? COMPUTING;
const stateBadge = (view) => badge(...(STATES[view.state] ?? ['Unknown', 'idle']));
const nameOf = (one) => one.workerName || short(one.workerId, 8, 0);
const workerLink = (one) => html`<a href="#/workers/${one.workerId}">${nameOf(one)}</a>`;

export function rounds(at) {
  if (at.path[1]) return one(at.path[1], at.entered);
  const all = [...live.rounds.values()].sort((a, b) => Number(numberOf(b)) - Number(numberOf(a)));
  const newest = all[0];
  return html`
    ${heading('Rounds', html`<a class="button" href="#/calculator">Calculator</a>`,
      newest ? `${plural(newest.tasks ?? 0, 'task')} a round, drawn among ${plural(newest.candidateCount ?? 0, 'worker')}` : 'Tasks are drawn among the workers that compute')}
    ${!all.length ? (settled('rounds') ? empty('No rounds yet', 'A round begins with the next multiple of its blocks, once a dispatcher runs.') : html`<div class="card skeleton"></div>`)
      : html`${outcomes(all)}${card('Newest rounds', roundTable(all.slice(0, SHOWN)), html`<span class="muted">${plural(Math.min(all.length, SHOWN), 'round')}</span>`)}`}
    ${balances(at)}`;
}

function outcomes(all) {
  const tasks = all.flatMap((round) => round.drawn ?? []);
  const parts = [...Object.values(OUTCOMES), COMPUTING].map(([name, tone]) => ({ name, tone, value: tasks.filter((task) => outcomeOf(task)[0] === name).length }));
  const newest = all[0];
  return card('Tasks of these rounds', html`
    <div class="figures">
      <div><span class="figure">${numberOf(newest)}</span><span class="caption">newest round</span></div>
      ${parts.map(({ name, value }) => html`<div><span class="figure">${count(value)}</span><span class="caption">${name.toLowerCase()}</span></div>`)}
    </div>
    ${bar('Tasks by outcome', parts.filter(({ value }) => value))}`, stateBadge(newest));
}

const roundTable = (all) => html`<div class="scroll" tabindex="0" role="region" aria-label="Table of rounds"><table class="plain-table"><thead><tr>
    <th scope="col">Round</th><th scope="col">State</th><th scope="col">Drawn</th><th scope="col" class="number">Candidates</th><th scope="col" class="number">Minted, PHA</th><th scope="col">Began</th><th scope="col">Seed</th></tr></thead>
  <tbody>${all.map((round) => html`<tr data-round=${numberOf(round)}>
    <td><a href="#/rounds/${numberOf(round)}">${numberOf(round)}</a></td>
    <td>${stateBadge(round)}</td>
    <td><ul class="drawn">${(round.drawn ?? []).map((task) => html`<li>${workerLink(task)} ${badge(...outcomeOf(task))}</li>`)}</ul>${round.drawn?.length ? nothing : html`<span class="muted">nobody</span>`}</td>
    <td class="number">${count(round.candidateCount ?? 0)}</td>
    <td class="number">${amount(round.settlement?.mintedPha)}</td>
    <td>${dateTime(when(round.opened))}</td>
    <td>${copyable(hex(round.seed), short(hex(round.seed), 8, 4))}</td></tr>`)}</tbody></table></div>`;

const details = new Map();

/** A round with the first page of its candidates; asked for again when the round has changed. */
function detailOf(number, afresh) {
  const seen = live.rounds.get(number);
  let it = details.get(number);
  if (!it || afresh || (seen && it.seen !== seen)) {
    if (details.size > 20) details.clear();
    it = { ...it, seen };
    details.set(number, it);
    load(number, it, '');
  }
  return it;
}

async function load(number, it, token) {
  it.loading = true;
  try {
    const detail = await get(`/v1/rounds/${encodeURIComponent(number)}`, { pageSize: PAGE, pageToken: token });
    Object.assign(it, { detail, fault: undefined, candidates: token ? [...it.candidates, ...(detail.candidates ?? [])] : (detail.candidates ?? []) });
  } catch (fault) {
    it.fault = fault;
  }
  it.loading = false;
  changed();
}

function one(number, afresh) {
  const it = detailOf(number, afresh);
  if (it.fault && !it.detail) return html`${heading(`Round ${number}`)}${empty('This round cannot be told', it.fault.message, html`<a class="button" href="#/rounds">All rounds</a>`)}`;
  if (!it.detail) return html`${heading(`Round ${number}`)}<div class="card skeleton tall"></div>`;
  const { round, drawRepeats, chanceError, nextPageToken } = it.detail;
  const paid = round.settlement;
  return html`
    ${heading(`Round ${number}`, html`<a class="button" href="#/rounds">All rounds</a><a class="button" href=${href('calculator', { pop: 'round', round: number })}>Calculate with it</a>`,
      html`${stateBadge(round)} <span class="muted">began ${dateTime(when(round.opened))}</span>`)}
    <div class="grid two">
      ${card('Draw', facts([
        ['Seed', copyable(hex(round.seed), short(hex(round.seed), 12, 8)), 'Hash of the round’s first block'],
        ['First block', height(round.blockNumber ?? 0)],
        ['Began', dateTime(when(round.opened))],
        ['Tasks', count(round.tasks ?? 0)],
        ['Candidates', count(round.candidateCount ?? 0)],
        ['Sum of weights', count(Number(round.totalWeight ?? 0))],
        ['Done again from the log', drawRepeats ? badge('Same workers', 'ok') : badge('Other workers', 'bad')],
        ['Tasks close at', height(round.closesAt ?? 0)],
      ]))}
      ${card('What it paid', paid ? html`
        ${bar('Coins of the round', shares(paid).filter(({ value }) => value > 0))}
        ${facts([['Minted', inPha(paid.mintedPha)], ...shares(paid).map(({ name, tone, text }) => [badge(name, tone), inPha(text)]),
          ['Settled at', height(paid.blockNumber)], round.releasedAt ? ['Released at', height(round.releasedAt)] : ['Can be used from', height(paid.releasesAt)]])}`
        : empty('Not settled yet', `What it mints is shared out at block ${height(round.closesAt ?? 0)}.`))}
    </div>
    ${card('Drawn', drawnTable(round), html`<span class="muted">in the order drawn</span>`)}
    ${card('Candidates', html`${candidateTable(it.candidates)}
      ${nextPageToken ? html`<p class="more"><button type="button" class="button" ?disabled=${it.loading} @click=${() => { load(number, it, nextPageToken); changed(); }}>More</button></p>` : nothing}`,
      html`<span class="muted">${count(it.candidates.length)} of ${count(round.candidateCount ?? 0)}, the heaviest first; chances are exact to ${(chanceError ?? 0).toExponential(0)}</span>`)}`;
}

const shares = (paid) => [
  { name: 'Computing', tone: 'ok', text: paid.computingPha },
  { name: 'Online', tone: 'ok2', text: paid.onlinePha },
  { name: 'Missed', tone: 'warn', text: paid.missedPha },
  { name: 'Treasury', tone: 'idle', text: paid.treasuryPha },
].map((share) => ({ ...share, value: Number(share.text || 0) }));

const drawnTable = (round) => html`<div class="scroll" tabindex="0" role="region" aria-label="Drawn workers"><table class="plain-table"><thead><tr>
    <th scope="col">Worker</th><th scope="col">Task</th><th scope="col" class="number">Chance</th><th scope="col" class="number">Weight</th><th scope="col" class="number">Score</th><th scope="col" class="number">Stake</th><th scope="col" class="number">Paid</th><th scope="col" class="number">Missed</th></tr></thead>
  <tbody>${(round.drawn ?? []).map((task) => html`<tr>
    <td>${workerLink(task)} <small>pool ${task.pid ?? 0}</small></td>
    <td>${badge(...outcomeOf(task))}${task.endedAt ? html`<small>at block ${height(task.endedAt)}</small>` : nothing}</td>
    <td class="number">${chance(task.chance ?? 0)}</td><td class="number">${count(task.weight ?? 0)}</td><td class="number">${count(task.score ?? 0)}</td>
    <td class="number">${inPha(task.stakePha)}</td><td class="number">${inPha(task.paidPha)}</td><td class="number">${inPha(task.missedPha)}</td></tr>`)}</tbody></table>
    ${round.drawn?.length ? nothing : empty('Nobody was drawn', 'No worker computed when the round began.')}</div>`;

const candidateTable = (all) => html`<div class="scroll results tall-results" tabindex="0" role="region" aria-label="Table of candidates"><table class="plain-table"><thead><tr>
    <th scope="col">Worker</th><th scope="col" class="number">Weight</th><th scope="col" class="number">Score</th><th scope="col" class="number">Stake</th><th scope="col" class="number">Chance</th><th scope="col" class="number">Online share</th></tr></thead>
  <tbody>${all.map((it) => html`<tr class=${it.drawn ? 'selected' : ''}><td>${workerLink(it)} ${it.drawn ? badge('Drawn', 'ok2') : nothing}</td>
    <td class="number">${count(it.weight ?? 0)}</td><td class="number">${count(it.score ?? 0)}</td><td class="number">${inPha(it.stakePha)}</td>
    <td class="number">${chance(it.chance ?? 0)}</td><td class="number">${inPha(it.onlinePha)}</td></tr>`)}</tbody></table></div>`;

const BALANCES_MS = 2_000;
const earned = { key: '', pools: [], workers: [], next: '', total: 0, version: -1, at: 0 };

/** Balances change only when a round does: then they are asked for again. */
function balances(at) {
  const pid = at.query.get('pid') ?? '';
  const fresh = earned.key === `pid ${pid}` && !at.entered && (earned.version === version.rounds || Date.now() - earned.at < BALANCES_MS);
  if (!fresh) {
    Object.assign(earned, { key: `pid ${pid}`, version: version.rounds, at: Date.now() });
    loadBalances(pid);
  }
  const pools = [...live.pools.values()];
  return html`
    ${earned.fault ? html`<div class="notice bad" role="alert">${earned.fault.message}</div>` : nothing}
    <div class="grid two">
      ${card('Earned by workers', earned.workers.length ? html`${balanceTable(earned.workers, 'Balances of workers', (it) => html`<a href="#/workers/${it.workerId}">${it.name || short(it.workerId)}</a>`)}
          ${earned.next ? html`<p class="more"><button type="button" class="button" @click=${() => loadBalances(pid, earned.next)}>More</button></p>` : nothing}`
        : empty('Nothing earned yet', 'The first round that is settled pays.'),
        html`<label class="inline">Pool <select @change=${(event) => setQuery({ pid: event.target.value })}><option value="">all</option>
          ${pools.map(({ config }) => html`<option value=${config.pid} .selected=${config.pid === pid}>${config.name}</option>`)}</select></label>`)}
      ${card('Earned by pools', earned.pools.length ? balanceTable(earned.pools, 'Balances of pools', (it) => html`<a href="#/pools/${it.pid ?? 0}">${it.name || `pool ${it.pid ?? 0}`}</a>`)
        : empty('Nothing earned yet'))}
    </div>`;
}

async function loadBalances(pid, token = '') {
  try {
    const workers = await get('/v1/balances', { kind: 'WORKER_BALANCES', pid, pageSize: PAGE, pageToken: token });
    const pools = token ? undefined : await get('/v1/balances', { kind: 'POOL_BALANCES', pid, pageSize: PAGE });
    if (earned.key !== `pid ${pid}`) return;
    earned.workers = token ? [...earned.workers, ...(workers.balances ?? [])] : (workers.balances ?? []);
    earned.next = workers.nextPageToken ?? '';
    if (pools) earned.pools = pools.balances ?? [];
    earned.fault = undefined;
  } catch (fault) {
    earned.fault = fault;
  }
  changed();
}

const balanceTable = (all, label, link) => html`<div class="scroll results tall-results" tabindex="0" role="region" aria-label=${label}><table class="plain-table fit"><thead><tr>
    <th scope="col">Name</th><th scope="col" class="number">Frozen, PHA</th><th scope="col" class="number">Available, PHA</th><th scope="col" class="number">Missed, PHA</th></tr></thead>
  <tbody>${all.map((it) => html`<tr><td>${link(it)}</td><td class="number">${amount(it.frozenPha)}</td><td class="number">${amount(it.availablePha)}</td><td class="number">${amount(it.missedPha)}</td></tr>`)}</tbody></table></div>`;
