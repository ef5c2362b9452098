// Other stakes for workers: what the chain would take for each and for each pool, a confirmation,
// then a result for each.
import { html, nothing } from './lib.js';
import { call, newKey } from './api.js';
import { changed, live } from './store.js';
import { badge, check, closeDialog, facts, faultBox, openDialog } from './ui.js';
import { count, inPha, plural } from './words.js';

/** So many workers go into one call, so that progress can be seen. */
const CHUNK = 250;
const SHOWN = 300;

/**
 * Opens the dialog for `items`: `[{worker, name, stake}]` with a worker's id and what it is to have
 * in PHA. Resolves once the dialog is closed with how many workers were changed.
 */
export function openStakePlan(items) {
  const run = {
    // The versions that were read when the dialog was opened: a later change refuses this one.
    items: items.map((item) => ({ ...item, etag: live.workers.get(item.worker)?.etag })),
    phase: 'planning',
    changes: [],
    pools: [],
    results: new Map(),
    later: false,
    done: 0,
    fault: undefined,
  };
  return new Promise((close) => {
    openDialog({
      title: `Change stakes: ${items.length === 1 ? items[0].name : plural(items.length, 'worker')}`,
      wide: true,
      body: () => body(run),
      foot: () => foot(run),
      onClose: () => close([...run.results.values()].filter(succeeded).length),
    });
    plan(run);
  });
}

const succeeded = (result) => !result.error && !result.message;

async function plan(run) {
  try {
    const stakes = run.items.map(({ worker, stake }) => ({ worker: { id: worker }, stake }));
    const told = await call('POST', '/v1/stakes:plan', { stakes });
    run.changes = run.items.map((item, index) => ({ item, change: told.changes?.[index] ?? {} }));
    run.pools = told.pools ?? [];
  } catch (fault) {
    run.fault = fault;
  }
  run.phase = 'planned';
  changed();
}

/** Who is changed: not what is so already, and what has to wait only if that is wanted. */
const wanted = (run) =>
  run.changes
    .filter(({ change }) => change.plannedPha !== change.configuredPha || change.configuredPha === undefined)
    .filter(({ change }) => change.possible || run.later)
    .map(({ item }) => item);

async function send(run) {
  const items = wanted(run);
  Object.assign(run, { phase: 'running', fault: undefined, done: 0, total: items.length, results: new Map() });
  run.key ??= newKey();
  changed();
  try {
    for (let from = 0; from < items.length; from += CHUNK) {
      const part = items.slice(from, from + CHUNK);
      const workers = part.map(({ worker, stake, etag }) => ({ worker: { id: worker }, stake, change: { etag } }));
      const answer = await call('POST', '/v1/workers:update', { workers }, { key: `${run.key}-${from}` });
      part.forEach((item, index) => run.results.set(item.worker, answer.results?.[index] ?? {}));
      run.done += part.length;
      changed();
    }
  } catch (fault) {
    run.fault = fault;
  }
  run.phase = 'done';
  changed();
}

function body(run) {
  const later = run.changes.filter(({ change }) => !change.possible).length;
  const results = [...run.results.values()];
  const refused = results.filter((result) => !succeeded(result)).length;
  return html`
    ${run.phase === 'planning' || run.phase === 'running'
      ? html`<progress max=${run.total ?? 1} value=${run.phase === 'running' ? run.done : nothing} aria-label=${run.phase === 'running' ? 'Progress' : 'Checking'}></progress>` : nothing}
    ${faultBox(run.fault)}
    ${run.pools.length && run.phase !== 'done' ? facts(run.pools.map(poolLine)) : nothing}
    ${later && run.phase === 'planned'
      ? check({ label: `Also set ${plural(later, 'stake')} that the chain does not take now`, name: 'later', checked: run.later, hint: 'They hold from when the worker is started the next time', onInput: (event) => { run.later = event.target.checked; changed(); } }) : nothing}
    ${results.length ? html`<p role="status"><b>${count(results.length - refused)} changed</b>${refused ? html`, <b class="bad-text">${count(refused)} refused</b>` : nothing}.</p>` : nothing}
    ${run.changes.length ? html`<div class="scroll results" tabindex="0" role="region" aria-label="Change of each worker"><table class="plain-table">
      <thead><tr><th scope="col">Worker</th><th scope="col" class="number">On the chain</th><th scope="col" class="number">Planned</th><th scope="col">${results.length ? 'Result' : 'Possible'}</th><th scope="col">What happens</th></tr></thead>
      <tbody>${run.changes.slice(0, SHOWN).map(({ item, change }) => line(item, change, run))}</tbody></table>
      ${run.changes.length > SHOWN ? html`<p class="muted">and ${count(run.changes.length - SHOWN)} more</p>` : nothing}</div>` : nothing}`;
}

function poolLine(pool) {
  const name = live.pools.get(pool.pid ?? '0')?.config?.name ?? `pool ${pool.pid ?? 0}`;
  const less = pool.morePha?.startsWith('-');
  return [name, html`${less ? `gives back ${inPha(pool.morePha.slice(1))}` : `takes ${inPha(pool.morePha)} more`}; free: ${pool.freePha ? inPha(pool.freePha) : 'unknown'}
    ${pool.enough ? badge('Enough', 'ok') : badge('Not enough', 'warn')}`];
}

function line(item, change, run) {
  const result = run.results.get(item.worker);
  const mark = result ? (succeeded(result) ? badge('Changed', 'ok') : badge('Refused', 'bad'))
    : change.possible ? badge('Yes', 'ok2') : badge('Not now', 'warn');
  return html`<tr><td>${item.name}</td><td class="number">${inPha(change.stakedPha)}</td><td class="number">${inPha(item.stake)}</td><td>${mark}</td>
    <td class="why">${(result ? result.message : change.text) ?? ''}</td></tr>`;
}

function foot(run) {
  if (run.phase === 'done') return html`<button type="button" class="button primary" @click=${closeDialog}>Close</button>`;
  const ready = run.phase === 'planned' ? wanted(run).length : 0;
  return html`<button type="button" class="button" @click=${closeDialog}>Cancel</button>
    <button type="button" id="confirm" class="button primary" ?disabled=${!ready} @click=${() => send(run)}>Change ${ready ? plural(ready, 'stake') : 'stakes'}</button>`;
}
