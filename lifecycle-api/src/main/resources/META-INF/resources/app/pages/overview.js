// What an operator wants to know first: do the chains flow, do the workers compute, what is wrong.
import { html, nothing } from '../lib.js';
import { chainNow, live, samples, settled, version } from '../store.js';
import { bar, columns, lines } from '../chart.js';
import { href } from '../router.js';
import { badge, card, empty, heading } from '../ui.js';
import { alertLine } from './alerts.js';
import { count, duration, height, inPha, plural, severityRank, short, speed, stageRank, stageTone, stageWord } from '../words.js';

const LAGS = [[0, '0', 'ok'], [1, '1', 'ok'], [5, '≤ 5', 'ok2'], [20, '≤ 20', 'warn'], [100, '≤ 100', 'warn'], [Infinity, '> 100', 'bad']];

const SHOWN_ALERTS = 4;

export function overview() {
  const chain = chainNow();
  return html`
    ${heading('Overview', nothing, chain ? html`Parachain ${chain.paraId ?? ''}` : nothing)}
    ${chain ? html`<div class="grid two">
        ${chainCard('Relay chain', chain.relay ?? {}, chain.relaySpeed ?? {})}
        ${chainCard('Parachain', chain.para ?? {}, chain.paraSpeed ?? {})}
      </div>` : html`<div class="grid two" aria-busy="true"><div class="card skeleton"></div><div class="card skeleton"></div></div>`}
    <div class="grid wide-left">
      <div class="stack">${stages(chain)}${flow()}${balances()}</div>
      <div class="stack">${standing()}${lag()}</div>
    </div>`;
}

function chainCard(title, tip, pace) {
  const lag = (tip.finalizedNumber ?? 0) - (tip.publishedNumber ?? 0);
  const healthy = (tip.nodes ?? []).filter((node) => node.healthy).length;
  const tone = healthy === 0 ? 'bad' : lag > 20 ? 'warn' : 'ok';
  return card(
    title,
    html`<div class="figures">
        <div><span class="figure">${height(tip.publishedNumber)}</span><span class="caption">published</span></div>
        <div><span class="figure">${height(tip.finalizedNumber)}</span><span class="caption">finalized</span></div>
        <div><span class="figure ${lag > 20 ? 'warn-text' : ''}">${count(lag)}</span><span class="caption">behind</span></div>
        <div><span class="figure">${speed(pace.blocksPerSecond)}</span><span class="caption">blocks/s</span></div>
        <div><span class="figure">${pace.etaSeconds !== undefined ? duration(pace.etaSeconds * 1000) : lag > 0 ? '–' : '0 s'}</span><span class="caption">until the tip</span></div>
      </div>
      ${tip.waitingFor ? html`<p class="notice warn">Waits for ${tip.waitingFor}</p>` : nothing}`,
    html`<a class="plain" href="#/nodes">${badge(tone === 'bad' ? 'No node' : lag > 20 ? 'Catching up' : 'At the tip', tone)}
      <span class="muted">${healthy} of ${plural((tip.nodes ?? []).length, 'node')} healthy</span></a>`,
  );
}

function stages(chain) {
  const parts = (chain?.workers ?? [])
    .filter((entry) => entry.count && entry.stage !== 'REMOVED')
    .sort((a, b) => stageRank(a.stage) - stageRank(b.stage));
  const sum = parts.reduce((total, part) => total + part.count, 0);
  return card(
    'Workers',
    !chain ? html`<div class="skeleton low"></div>`
      : !sum ? empty('No workers yet', live.pools.size ? 'Add workers one by one, or import a CSV file.' : 'Add a pool first, then its workers.', live.pools.size ? html`<a class="button primary" href="#/workers">Add workers</a>` : html`<a class="button primary" href="#/pools">Add a pool</a>`)
      : html`${bar('Workers by stage', parts.map((part) => ({ name: stageWord(part.stage), tone: stageTone(part.stage), value: part.count })))}
        <ul class="legend">${parts.map((part) => html`<li><a href=${href('workers', { stage: part.stage })}>
          <span>${badge(stageWord(part.stage), stageTone(part.stage))}${part.retrying ? html`<small class="warn-text">${count(part.retrying)} retrying</small>` : nothing}</span><b>${count(part.count)}</b></a></li>`)}</ul>`,
    html`<a class="muted" href="#/workers">${plural(sum, 'worker')}</a>`,
  );
}

function standing() {
  const all = [...live.alerts.values()].sort((a, b) => severityRank(a.severity) - severityRank(b.severity));
  return card(
    'Alerts',
    all.length ? html`<ul class="alerts">${all.slice(0, SHOWN_ALERTS).map((alert) => alertLine(alert, false))}</ul>`
      : settled('alerts') ? empty('Nothing needs you', 'Every rule holds.') : html`<div class="skeleton low"></div>`,
    html`<a class="muted" href="#/alerts">${all.length > SHOWN_ALERTS ? `All ${all.length}` : 'All alerts'}</a>`,
  );
}

function flow() {
  const all = samples();
  return card(
    'Flow of blocks',
    lines('flow', {
      label: 'Blocks per second into the log',
      times: all.map((sample) => sample.at),
      series: [
        { name: 'Relay chain', tone: 'one', values: all.map((sample) => sample.relay) },
        { name: 'Parachain', tone: 'two', values: all.map((sample) => sample.para) },
      ],
      format: (value) => `${speed(value)}/s`,
    }),
    html`<span class="muted">blocks/s into the log</span>`,
  );
}

function balances() {
  const pools = [...live.pools.values()];
  return card(
    'Operators',
    pools.length ? html`<ul class="rows tiles">${pools.map((pool) => html`<li><a href="#/pools/${pool.config.pid}">
        <span><b>${pool.config.name}</b> <span class="muted">pool ${pool.config.pid}</span><small class="mono">${pool.operator ? short(pool.operator) : 'no operator'}</small></span>
        <span class="amount">${pool.balanceLow ? badge('Low', 'bad') : nothing} ${inPha(pool.balancePha)}</span></a></li>`)}</ul>`
      : settled('pools') ? empty('No pools yet', 'A pool’s operator pays for what its workers send.', html`<a class="button" href="#/pools">Pools</a>`) : html`<div class="skeleton low"></div>`,
    html`<span class="muted">free balance</span>`,
  );
}

let lagAt = -1;
let lagColumns = [];

function lag() {
  if (lagAt !== version.workers) {
    lagAt = version.workers;
    const counts = LAGS.map(() => 0);
    for (const row of live.workers.values()) if (row.seen && row.enabled) counts[LAGS.findIndex(([most]) => row.paraBehind <= most)]++;
    lagColumns = LAGS.map(([, name, tone], index) => ({ name, tone, value: counts[index] }));
  }
  return card(
    'How far workers are behind',
    live.workers.size ? columns('Workers by parachain blocks behind', lagColumns) : html`<p class="chart-wait">No worker is followed yet.</p>`,
    html`<span class="muted">parachain blocks</span>`,
  );
}
