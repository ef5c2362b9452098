// One worker: how it is and why, what happened to it, and what can be done about it.
import { html, nothing } from '../lib.js';
import { get } from '../api.js';
import { changed, live, onBatch } from '../store.js';
import { act, agoTime, badge, card, copyable, empty, facts, heading, stageBadge } from '../ui.js';
import { bulk, bulkMenu, ACTIONS } from '../bulk.js';
import { editWorker } from '../worker-form.js';
import { history } from '../history.js';
import { rowOf } from '../rows.js';
import { listOf, transactionTable } from './transactions.js';
import { SESSIONS, ago, bytes, count, decimal, duration, height, inPha, short, until, when } from '../words.js';

const full = new Map();
const explained = new Map();
const memory = new Map();
const MEMORY_SAMPLES = 120;

// The table's stream tells that there is something new; all of it is asked for here.
onBatch(({ touched }) => touched && load(touched));

function remember(view) {
  const used = Number(view.state?.progress?.facts?.memoryUsedBytes ?? 0);
  const all = memory.get(view.id) ?? [];
  if (used && all.at(-1) !== used) all.push(used);
  if (all.length > MEMORY_SAMPLES) all.shift();
  memory.set(view.id, all);
}

/** Asks for a worker; once again afterwards if it has changed in between. */
function load(id) {
  if (full.size > 50 && !full.has(id)) full.clear();
  const one = full.get(id) ?? {};
  full.set(id, one);
  if (one.asking) {
    one.again = true;
    return;
  }
  one.asking = true;
  one.again = false;
  get(`/v1/workers/${encodeURIComponent(id)}`)
    .then((view) => {
      Object.assign(one, { view, fault: undefined });
      remember(view);
    })
    .catch((fault) => {
      // One that was deleted while it is looked at stays in sight, as it was at last.
      if (fault.http === 404 && one.view) one.view = { ...one.view, state: { ...one.view.state, stage: 'REMOVED' } };
      else one.fault = fault;
    })
    .then(() => {
      one.asking = false;
      if (one.again) load(id);
      changed();
    });
}

function explain(id, sequence) {
  let one = explained.get(id);
  if (one?.sequence !== sequence) {
    if (explained.size > 50) explained.clear();
    one = { ...one, sequence };
    explained.set(id, one);
    get(`/v1/workers/${encodeURIComponent(id)}:explain`)
      .then((told) => explained.set(id, { sequence, told }))
      .catch(() => {})
      .then(changed);
  }
  return one.told;
}

export function worker(at) {
  const id = at.path[1];
  if (at.entered || !full.has(id)) load(id);
  const { view, fault } = full.get(id);
  if (fault && !view) return html`${heading('Worker')}${empty('This worker cannot be told', fault.message, html`<a class="button" href="#/workers">All workers</a>`)}`;
  if (!view) return html`${heading('Worker')}<div class="card skeleton tall"></div>`;
  const row = rowOf(view);
  const state = view.state ?? {};
  const told = explain(id, view.sequence);
  return html`
    ${heading(row.name, row.stage === 'REMOVED' ? html`<a class="button" href="#/workers">All workers</a>` : actions(row, view),
      html`${stageBadge(row.stage)} <span class="muted">for ${row.since ? ago(row.since).replace(' ago', '') : '–'}</span> <span class="muted">· pool <a href="#/pools/${row.pid}">${live.pools.get(row.pid)?.config?.name ?? row.pid}</a></span>`)}
    ${why(row, view, told)}
    <div class="grid two">
      ${card('Heights', heights(row, view))}
      ${card('On the chain', onChain(row, state))}
      ${card('pRuntime', runtime(row, state))}
      ${card('Configuration', facts([
        ['Endpoint', copyable(row.endpoint)],
        ['Stake', inPha(row.stakeText)],
        ['Mode', row.gatekeeper ? 'gatekeeper' : row.syncOnly ? 'sync only' : 'computing'],
        ['Is wanted', { IDLE: 'to stay in its pool without computing', OUT_OF_POOL: 'to be in no pool' }[state.target] ?? 'to compute'],
        ['Enabled', row.enabled ? 'yes' : 'no'],
        ['Id', copyable(row.id, short(row.id))],
      ]))}
    </div>
    <div class="grid two">
      ${card('What happened', history(`/v1/workers/${encodeURIComponent(id)}/history`, view.sequence), html`<span class="muted">${count(Number(view.sequence))} events</span>`)}
      ${card('Transactions', transactionTable(listOf({ worker: id }, at.entered), { worker: id }))}
    </div>`;
}

const actions = (row, view) => html`${act('Edit', () => editWorker(view))}${bulkMenu([row], row.enabled ? ['restart', 'stop', 'stopComputing'] : ['start'])}
  ${act('Delete', () => bulk(ACTIONS.find(({ key }) => key === 'delete'), [row]), { tone: 'danger-quiet' })}`;

function why(row, view, told) {
  // The time until the next try goes on while the rest stands.
  const summary = (told?.summary || row.message).replace(/next try (in [^.;]+|due now)/, () => `next try ${until(row.retryAt)}`);
  if (!summary && !told?.advice) return nothing;
  const advice = told?.advice || view.advice;
  return html`<section class="why-box ${row.stage === 'UNRESPONSIVE' ? 'bad' : row.troubled ? 'warn' : 'calm'}" aria-label="Why it is in this state">
    <h2>Why is it in this state?</h2>
    <p>${summary}</p>
    ${row.retryAt && !summary.includes('next try') ? html`<p class="muted">Next try ${until(row.retryAt)}.</p>` : nothing}
    ${advice ? html`<p class="advice"><b>What to do:</b> ${advice}</p>` : nothing}
    ${told?.because?.length ? html`<details><summary>The events that led here</summary><ol class="timeline">${told.because.map((entry) => html`<li>${agoTime(when(entry.time))}<p>${entry.text}</p></li>`)}</ol></details>` : nothing}
  </section>`;
}

function heights(row, view) {
  const progress = view.state?.progress ?? {};
  const meter = (label, at, behind, published) => html`<div class="meter-row"><span>${label}</span><b>${height(at)}</b>
    <meter aria-label=${label} min="0" max=${Math.max(1, published)} value=${Math.max(0, at)}></meter>
    <small class=${behind > 20 ? 'warn-text' : 'muted'}>${row.seen ? (behind ? `${count(behind)} behind` : 'at the tip') : '–'}</small></div>`;
  return html`<div class="meters">
      ${meter('Relay chain', row.relay, row.relayBehind, row.relay + row.relayBehind)}
      ${meter('Parachain', row.para, row.paraBehind, row.para + row.paraBehind)}</div>
    ${facts([
      ['Para header', height(row.paraHeader)],
      ['State root', copyable(progress.facts?.stateRoot, short(progress.facts?.stateRoot, 10, 8))],
      ['Seen', agoTime(when(progress.seen))],
      ['Driven by', row.driver || '–'],
    ])}`;
}

function onChain(row, state) {
  const session = state.facts?.session;
  return facts([
    ['Session', session ? badge(SESSIONS[session.state] ?? 'Unknown', { SESSION_WORKER_IDLE: 'ok', SESSION_WORKER_UNRESPONSIVE: 'bad', SESSION_WORKER_COOLING_DOWN: 'warn' }[session.state] ?? 'idle') : 'none'],
    ['Account', copyable(row.session, short(row.session))],
    ['Staked', inPha(row.stakedText)],
    ['Rewards in this session', inPha(row.rewardsText)],
    ['V / Ve', row.v === row.v ? `${decimal(row.v)} / ${decimal(row.ve)}` : '–'],
    ['P init / instant', row.pInit ? `${count(row.pInit)} / ${row.pInstant ? count(row.pInstant) : '–'}` : '–'],
    ['Score', row.score ? count(row.score) : '–'],
    ['Confidence level', row.confidence || '–'],
    ['Attested by', state.facts?.registration?.attestationProvider || '–'],
    session?.coolDownStart && Number(session.coolDownStart) ? ['Cool-down', coolDown(state.facts)] : undefined,
  ]);
}

function coolDown(known) {
  const left = Number(known.session.coolDownStart) + Number(known.coolDownSeconds ?? 0) - Number(known.blockTimeMs ?? 0) / 1000;
  return left > 0 ? `${duration(left * 1000)} left` : 'over';
}

function runtime(row, state) {
  const known = state.progress?.facts ?? {};
  const all = memory.get(row.id) ?? [];
  return html`${facts([
      ['Version', known.version ? `${known.version}${known.gitRevision ? ` (${short(known.gitRevision, 8, 0)})` : ''}` : '–'],
      ['Initialized', known.initialized ? 'yes' : 'no'],
      ['Registered', known.registered ? 'yes' : 'no'],
      ['Public key', copyable(row.publicKey, short(row.publicKey, 12, 8))],
      ['Messages to be sent', count(row.pending)],
      ['Attestation', (known.attestationMethods ?? []).join(', ') || '–'],
      known.devMode ? ['Enclave', 'none: development mode'] : undefined,
    ])}
    <div class="meter-row"><span>Memory</span><b>${bytes(row.memory)}</b>
      <meter aria-label="Memory in use of its peak" min="0" max=${Math.max(1, row.memoryPeak)} value=${row.memory}></meter><small class="muted">peak ${bytes(row.memoryPeak)}</small></div>
    ${all.length > 2 ? html`<svg class="spark" viewBox="0 0 ${all.length - 1} 24" preserveAspectRatio="none" aria-hidden="true"><polyline points=${points(all)}></polyline></svg>` : nothing}`;
}

function points(all) {
  const low = Math.min(...all);
  const span = Math.max(1, Math.max(...all) - low);
  return all.map((value, index) => `${index},${22 - ((value - low) / span) * 20}`).join(' ');
}
