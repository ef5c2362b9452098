// One pool: its operator and balance, its workers, and all that was done to it.
import { html, nothing } from '../lib.js';
import { live, settled } from '../store.js';
import { act, badge, card, copyable, empty, facts, heading } from '../ui.js';
import { bar } from '../chart.js';
import { href } from '../router.js';
import { history } from '../history.js';
import { deletePool, editPool, removeOperator, setOperator } from '../pool-form.js';
import { count, inPha, short } from '../words.js';
import { setStakes } from '../stakes.js';
import { stageParts } from './pools.js';

const workersOf = (it) => [...live.workers.values()].filter((row) => row.pid === it.config.pid).sort((a, b) => (a.order < b.order ? -1 : 1));

export function pool(at) {
  const it = live.pools.get(at.path[1]);
  if (!it) return settled('pools') ? html`${heading('Pool')}${empty('There is no such pool', 'It may have been deleted.', html`<a class="button" href="#/pools">All pools</a>`)}` : html`${heading('Pool')}<div class="card skeleton"></div>`;
  const parts = stageParts(it);
  return html`
    ${heading(it.config.name, html`${act('Edit', () => editPool(it))}${act('Set stakes …', () => setStakes(workersOf(it)), { disabled: !it.workerCount })}${act(it.operator ? 'Change operator' : 'Set operator', () => setOperator(it), { tone: it.operator ? '' : 'primary' })}
      ${it.operator ? act('Remove operator', () => removeOperator(it)) : nothing}${act('Delete', () => deletePool(it), { tone: 'danger-quiet' })}`, `Pool ${it.config.pid} on the chain`)}
    <div class="grid two">
      ${card('Operator', facts([
        ['Signs', it.operator ? copyable(it.operator, short(it.operator, 12, 8)) : badge('Nobody: nothing is sent for this pool', 'warn')],
        ['On behalf of', it.proxied ? copyable(it.proxied, short(it.proxied, 12, 8)) : it.operator ? 'itself' : '–'],
        ['Free balance', html`${inPha(it.balancePha)} ${it.balanceLow ? badge('Low', 'bad') : nothing}`],
        ['Fees so far', inPha(it.feesPha)],
        ['Free stake of the pool', inPha(it.freeStakePha)],
        ['Mode', it.config.syncOnly ? 'sync only' : 'computing'],
      ]))}
      ${card('Workers', html`${bar('Workers by stage', parts)}
        <ul class="legend">${parts.map((part) => html`<li><a href=${href('workers', { pid: it.config.pid, stage: part.stage })}>${badge(part.name, part.tone)}<b>${count(part.value)}</b></a></li>`)}</ul>
        ${parts.length ? nothing : empty('No workers in this pool')}`, html`<a class="muted" href=${href('workers', { pid: it.config.pid })}>All ${count(it.workerCount ?? 0)}</a>`)}
    </div>
    ${card('History', history(`/v1/pools/${it.config.pid}/history`, it.sequence))}`;
}
