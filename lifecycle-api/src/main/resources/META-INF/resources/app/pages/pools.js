// Pools, who signs for each, what that account still has, and how their workers are.
import { html, nothing } from '../lib.js';
import { live, settled } from '../store.js';
import { act, badge, copyable, empty, heading } from '../ui.js';
import { bar } from '../chart.js';
import { href } from '../router.js';
import { createPool, setOperator } from '../pool-form.js';
import { count, inPha, plural, short, stageRank, stageTone, stageWord } from '../words.js';

export const stageParts = (pool) =>
  (pool.workers ?? [])
    .filter((entry) => entry.count && entry.stage !== 'REMOVED')
    .sort((a, b) => stageRank(a.stage) - stageRank(b.stage))
    .map((entry) => ({ name: stageWord(entry.stage), tone: stageTone(entry.stage), value: entry.count, stage: entry.stage }));

export function pools() {
  const all = [...live.pools.values()].sort((a, b) => Number(a.config.pid) - Number(b.config.pid));
  return html`
    ${heading('Pools', act('Add pool', createPool, { tone: 'primary' }), plural(all.length, 'pool'))}
    ${all.length ? html`<div class="grid cards">${all.map(poolCard)}</div>`
      : settled('pools') ? empty('No pools yet', 'Add the pool that your workers compute for, then name who signs for it.', act('Add pool', createPool, { tone: 'primary' })) : html`<div class="card skeleton"></div>`}`;
}

const poolCard = (pool) => html`
  <section class="card" aria-label=${pool.config.name}>
    <header><h2><a href="#/pools/${pool.config.pid}">${pool.config.name}</a></h2><span class="muted">pid ${pool.config.pid}</span></header>
    ${bar(`Workers of ${pool.config.name}`, stageParts(pool))}
    <dl class="facts">
      <div><dt>Workers</dt><dd><a href=${href('workers', { pid: pool.config.pid })}>${count(pool.workerCount ?? 0)}</a></dd></div>
      <div><dt>Operator</dt><dd>${pool.operator ? copyable(pool.operator, short(pool.operator)) : act('Set operator', () => setOperator(pool), { tone: 'small primary' })}</dd></div>
      ${pool.proxied ? html`<div><dt>On behalf of</dt><dd>${copyable(pool.proxied, short(pool.proxied))}</dd></div>` : nothing}
      <div><dt>Balance</dt><dd>${inPha(pool.balancePha)} ${pool.balanceLow ? badge('Low', 'bad') : nothing}</dd></div>
      <div><dt>Free stake</dt><dd>${inPha(pool.freeStakePha)}</dd></div>
      ${pool.config.syncOnly ? html`<div><dt>Mode</dt><dd>sync only</dd></div>` : nothing}
    </dl>
  </section>`;
