// What stakes workers are to have: one for all, or each its own; then the plan of what that takes.
import { html, nothing } from './lib.js';
import { changed } from './store.js';
import { STAKE } from './csv.js';
import { openStakePlan } from './stake-plan.js';
import { closeDialog, field, openDialog } from './ui.js';
import { amount, plural } from './words.js';

/** More than this many have one stake for all; a CSV file serves who wants to say more. */
const MOST_OWN = 100;
const WRONG = 'Expected PHA as a decimal number such as 1500 or 0.5.';

/** Opens the dialog for these rows of the table. */
export function setStakes(rows) {
  const run = { rows, own: false, all: rows.length === 1 ? rows[0].stakeText : '', stakes: new Map(rows.map((row) => [row.id, row.stakeText])), faults: new Map() };
  openDialog({
    title: `Set stakes: ${rows.length === 1 ? rows[0].name : plural(rows.length, 'worker')}`,
    wide: rows.length > 1,
    body: () => body(run),
    foot: () => html`<button type="button" class="button" @click=${closeDialog}>Cancel</button>
      <button type="submit" form="stakes-form" class="button primary">Check</button>`,
  });
}

const stakeOf = (run, row) => (run.own ? run.stakes.get(row.id) : run.all).trim();

function check(event, run) {
  event.preventDefault();
  run.faults = new Map(run.rows.filter((row) => !STAKE.test(stakeOf(run, row))).map((row) => [run.own ? row.id : '', WRONG]));
  if (!run.faults.size) openStakePlan(run.rows.map((row) => ({ worker: row.id, name: row.name, stake: stakeOf(run, row) })));
  changed();
  requestAnimationFrame(() => document.querySelector('#dialog [aria-invalid=true]')?.focus());
}

const body = (run) => html`<form id="stakes-form" @submit=${(event) => check(event, run)} novalidate>
  ${run.rows.length > 1 ? choice(run) : nothing}
  ${run.own ? html`<div class="scroll results"><table class="plain-table own-stakes"><thead><tr><th scope="col">Worker</th><th scope="col" class="number">On the chain, PHA</th><th scope="col">Stake in PHA</th></tr></thead>
      <tbody>${run.rows.map((row) => line(run, row))}</tbody></table></div>`
    : field({ label: run.rows.length > 1 ? 'Stake of each in PHA' : 'Stake in PHA', name: 'stake', value: run.all, fault: run.faults.get(''), required: true, hint: 'A decimal number such as 1500 or 0.5', attributes: { inputmode: 'decimal' }, onInput: (event) => { run.all = event.target.value; } })}
  <p class="muted">What it would take of each pool is told next; nothing is changed before you confirm it.</p></form>`;

const choice = (run) => html`<fieldset class="choice"><legend class="hidden">Which stakes</legend>
  ${[['one stake for all', false], ['each its own', true]].map(([word, own]) => html`<label><input type="radio" name="own" .checked=${run.own === own} ?disabled=${own && run.rows.length > MOST_OWN}
    @change=${() => { run.own = own; run.faults = new Map(); changed(); }}> ${word}${own && run.rows.length > MOST_OWN ? ` (up to ${MOST_OWN} workers)` : ''}</label>`)}</fieldset>`;

const line = (run, row) => html`<tr><td>${row.name}</td><td class="number">${amount(row.stakedText)}</td>
  <td class=${run.faults.has(row.id) ? 'invalid' : ''}><input aria-label="Stake of ${row.name}" .value=${run.stakes.get(row.id)} inputmode="decimal" autocomplete="off" aria-invalid=${run.faults.has(row.id) ? 'true' : nothing}
    @input=${(event) => run.stakes.set(row.id, event.target.value)}>${run.faults.has(row.id) ? html`<small class="bad-text">${run.faults.get(row.id)}</small>` : nothing}</td></tr>`;
