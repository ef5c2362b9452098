// What a stake is worth: chances of the owner's machines, as they are and over stakes and splits,
// the best split of a budget, and its way into the workers' stakes.
import { html, nothing } from '../lib.js';
import { live, mayChange } from '../store.js';
import { TONES, curves } from '../curve.js';
import { ask } from '../question.js';
import { inOrder, inputOf, named, otherMachine, populationCard, populationOf, termsOf } from '../calculator-input.js';
import { setQuery } from '../router.js';
import { openStakePlan } from '../stake-plan.js';
import { badge, card, empty, faultBox, field, heading } from '../ui.js';
import { amount, chance, count, inPha, plural } from '../words.js';

const SHOWN = 300;
const CURVES = 6;
const FAR = 20_000;
const coin = (value) => amount(value >= 1 ? value.toFixed(2) : value.toPrecision(2));
const perDay = (reward) => `${amount((reward?.perDayPha ?? 0).toFixed(2))} ± ${amount((reward?.deviationPha ?? 0).toFixed(2))}`;
const gain = (value, format) => `${value < 0 ? '−' : '+'}${format(Math.abs(value))}`;
const wait = html`<div class="skeleton"></div>`;

export function calculator(at) {
  const input = inputOf(at.query);
  const common = { population: populationOf(input), terms: termsOf(input) };
  const grows = input.kind === 'live';
  const machines = inOrder(input.chosen);
  const told = input.all.length ? ask('chances', '/v1/chances', { ...common, ...named(inOrder(input.all)) }, grows) : {};
  return html`
    ${heading('Calculator', html`<a class="button" href="#/rounds">Rounds</a>`, 'How likely your machines are drawn for tasks, and which stakes are worth most')}
    <div class="grid wide-left">
      ${machineCard(input, told)}
      ${populationCard(input, told.answer)}
    </div>
    ${input.all.length ? html`
      <div class="grid two">
        ${overStake(input, common, grows)}
        ${several(input, common, grows)}
        ${overSplit(input, common, grows)}
        ${budgetCard(input, machines, common, grows)}
      </div>` : nothing}`;
}

function machineCard(input, { answer, fault, busy }) {
  const by = new Map(inOrder(input.all).map((machine, index) => [machine.key, answer?.machines?.[index]]));
  const some = input.all.slice(0, SHOWN);
  return card('Your machines', html`
    ${faultBox(fault)}
    ${!input.all.length ? (live.pools.size ? empty('No machines', 'Choose a pool that has workers, or add a machine.') : empty('No pools yet', 'Add a machine to see what it could do.')) : html`
    <div class="scroll results tall-results" tabindex="0" role="region" aria-label="Machines"><table class="plain-table"><thead><tr>
      <th scope="col"><span class="hidden">Chosen</span></th><th scope="col">Machine</th><th scope="col" class="number">Score</th><th scope="col" class="number">Stake</th><th scope="col" class="number">Chance a round</th><th scope="col" class="number">PHA a day</th></tr></thead>
    <tbody>${some.map((machine) => machineRow(input, machine, by.get(machine.key)))}</tbody></table>
    ${input.all.length > SHOWN ? html`<p class="muted">and ${count(input.all.length - SHOWN)} more, counted too</p>` : nothing}</div>
    ${answer && !busy ? html`<p role="status" class="told">Together <b>${(answer.group?.expected ?? 0).toPrecision(3)}</b> draws a round expected, <b>${chance(answer.group?.atLeastOne ?? 0)}</b> for at least one, <b>${perDay(answer.reward)} PHA</b> a day.</p>` : html`<p role="status" class="told muted">Counting …</p>`}`}
    ${otherMachine(input)}`,
  html`<label class="inline">Pool <select id="calculator-pool" @change=${(event) => setQuery({ pid: event.target.value, w: [] })}>
    ${input.pools.map(({ pid, name }) => html`<option value=${pid} .selected=${pid === input.pid}>${name}</option>`)}<option value="none" .selected=${input.pid === 'none'}>none</option></select></label>`);
}

function machineRow(input, machine, told) {
  const on = input.marked.includes(machine.key);
  const toggle = () => setQuery({ w: on ? input.marked.filter((key) => key !== machine.key) : [...input.marked, machine.key] });
  const drop = () => setQuery({ m: input.query.getAll('m').filter((text, index) => `m${index}` !== machine.key), w: [] });
  return html`<tr class=${on ? 'selected' : ''}><td><input type="checkbox" aria-label="Choose ${machine.name}" .checked=${on} @change=${toggle}></td>
    <td>${machine.worker ? html`<a href="#/workers/${machine.worker}">${machine.name}</a>` : html`${machine.name} <button type="button" class="link" @click=${drop}>remove</button>`}
      ${told && machine.worker && !told.online ? html`<small>not among them; counted as if it were</small>` : nothing}</td>
    <td class="number">${told ? count(told.score ?? 0) : machine.score || '–'}</td><td class="number">${inPha(told?.stakePha ?? machine.stake)}</td>
    <td class="number">${told ? chance(told.chance ?? 0) : '–'}</td><td class="number">${told ? perDay(told.reward) : '–'}</td></tr>`;
}

const upTo = (input) => input.query.get('to') || String(FAR);
const axis = (value) => count(value);
const reading = (series, stakes) => series.map(({ name, values }) => `${name} from ${chance(values[0])} at ${axis(stakes[0])} to ${chance(values.at(-1))} at ${axis(stakes.at(-1))} PHA`).join('; ');

/** Figure one: a machine's chance over its stake. */
function overStake(input, common, grows) {
  const one = input.all.find(({ key }) => key === input.query.get('one')) ?? input.few[0];
  const wish = input.query.get('wish') ?? '';
  const { answer, fault } = ask('one', '/v1/chances:curves', { ...common, ...named([one]), to: upTo(input), wishedChance: wish ? Number(wish) / 100 : undefined }, grows);
  const curve = answer?.curves?.[0];
  const stakes = (answer?.stakesPha ?? []).map(Number);
  const series = curve ? [{ name: one.name, tone: 'one', values: curve.chances ?? [] }] : [];
  const now = Number(curve?.machine?.stakePha ?? 0);
  return card('Chance over stake', html`${faultBox(fault)}
    ${curve ? curves('one', { says: `Chance a round over the stake: ${reading(series, stakes)}`, xs: stakes, series, xName: 'PHA staked', formatX: axis, format: chance, mark: { x: now, text: `now ${inPha(curve.machine.stakePha)}: ${chance(curve.machine.chance ?? 0)}` } }) : wait}
    <div class="fields">
      ${field({ label: 'Up to, PHA', name: 'to', value: upTo(input), attributes: { inputmode: 'decimal' }, onInput: (event) => setQuery({ to: event.target.value.trim() }) })}
      ${field({ label: 'Wished chance, %', name: 'wish', value: wish, hint: curve?.neededStakePha ? `takes ${inPha(curve.neededStakePha)}` : (curve?.outOfReach ?? ''), attributes: { inputmode: 'decimal' }, onInput: (event) => setQuery({ wish: event.target.value.trim() }) })}
    </div>`, picker('one', 'Machine', input, one));
}

const picker = (key, label, input, chosen) => html`<label class="inline">${label} <select @change=${(event) => setQuery({ [key]: event.target.value })}>
  ${input.all.slice(0, SHOWN).map((it) => html`<option value=${it.key} .selected=${it === chosen}>${it.name}</option>`)}</select></label>`;

/** Figure two: the same for several. */
function several(input, common, grows) {
  const machines = inOrder(input.few.slice(0, CURVES));
  const { answer, fault } = ask('several', '/v1/chances:curves', { ...common, ...named(machines), to: upTo(input) }, grows);
  const stakes = (answer?.stakesPha ?? []).map(Number);
  const series = (answer?.curves ?? []).map((curve, index) => ({ name: `${curve.machine.name} (${count(curve.machine.score ?? 0)})`, tone: TONES[index], values: curve.chances ?? [] }));
  return card('The same for several', html`${faultBox(fault)}
    ${series.length ? curves('several', { says: `Chance a round over the stake of each: ${reading(series, stakes)}`, xs: stakes, series, xName: 'PHA staked on it', formatX: axis, format: chance }) : wait}`,
  html`<span class="muted">${input.marked.length ? 'those chosen, with their scores' : 'choose machines to compare'}</span>`);
}

/** Figure three: two machines, one budget. */
function overSplit(input, common, grows) {
  const first = input.all.find(({ key }) => key === input.query.get('first')) ?? input.few[0];
  const rest = input.all.filter((it) => it !== first);
  const second = rest.find(({ key }) => key === input.query.get('second')) ?? input.few.find((it) => it !== first) ?? rest[0];
  if (!second) return card('Two machines, one budget', empty('One machine alone', 'There is nothing to split.'));
  const pair = inOrder([first, second]);
  const budget = input.query.get('pair') || String(FAR);
  const { answer, fault } = ask('pair', '/v1/stakes:split', { ...common, ...named(pair), budget, curvePoints: 61 }, grows);
  const points = answer?.curve ?? [];
  const xs = points.map((point) => Number(point.firstStakePha));
  const best = Number(answer?.machines?.[0]?.stakePha ?? 0);
  const series = points.length ? [{ name: 'At least one', tone: 'one', values: points.map((point) => point.atLeastOne ?? 0) }, { name: 'Sum of both chances', tone: 'two', values: points.map((point) => point.expected ?? 0) }] : [];
  return card('Two machines, one budget', html`${faultBox(fault)}
    ${series.length && xs.at(-1) > xs[0] ? curves('pair', { says: `Chance that at least one is drawn: ${chance(series[0].values[0])} with all on ${pair[1].name}, ${chance(series[0].values.at(-1))} with all on ${pair[0].name}, best with ${axis(best)} PHA on ${pair[0].name}`, xs, series, xName: `PHA on ${pair[0].name}, the rest on ${pair[1].name}`, formatX: axis, format: chance, mark: { x: best, text: `best: ${inPha(answer.machines[0].stakePha)} and ${inPha(answer.machines[1].stakePha)}` } }) : fault ? nothing : answer ? empty('Nothing to split', 'Give a budget above 0.') : wait}
    <div class="fields">${field({ label: 'Budget of both, PHA', name: 'pair', value: budget, attributes: { inputmode: 'decimal' }, onInput: (event) => setQuery({ pair: event.target.value.trim() }) })}</div>`,
  html`<span class="pickers">${picker('first', 'First', input, first)}${picker('second', 'Second', { all: rest }, second)}</span>`);
}

function budgetCard(input, machines, common, grows) {
  const budget = input.query.get('budget') ?? '';
  const minimum = input.query.get('min') ?? '';
  const { answer, fault, busy } = ask('plan', '/v1/stakes:split', { ...common, ...named(machines), budget, minimum }, grows);
  const items = (answer?.machines ?? [])
    .map((it, index) => ({ worker: machines[index]?.worker, name: machines[index]?.name, stake: it.stakePha, more: Number(it.morePha) }))
    .filter(({ worker, more }) => worker && more !== 0);
  return html`${card('Best split', html`${faultBox(fault)}
    <div class="fields">
      ${field({ label: 'Budget, PHA', name: 'budget', value: budget, hint: answer && !budget ? `empty: the ${inPha(answer.budgetPha)} staked now` : '', attributes: { inputmode: 'decimal' }, onInput: (event) => setQuery({ budget: event.target.value.trim() }) })}
      ${field({ label: 'At least on each, PHA', name: 'min', value: minimum, attributes: { inputmode: 'decimal' }, onInput: (event) => setQuery({ min: event.target.value.trim() }) })}
    </div>
    ${answer ? planOf(answer, machines) : fault ? nothing : wait}
    <div class="actions"><button type="button" id="change-stakes" class="button primary" ?disabled=${!items.length || busy || fault || !mayChange()}
      title=${mayChange() ? nothing : 'Needs the role operator'} @click=${() => openStakePlan(items)}>Change stakes</button>
      <span class="muted">${items.length ? `of ${plural(items.length, 'worker')}; you see first what each takes` : ''}</span></div>`,
  html`<span class="muted">over ${plural(machines.length, 'machine')}</span>`)}
    ${answer ? card('Planned stakes', plannedTable(answer, machines), nothing, 'full-row') : nothing}`;
}

function planOf(plan, machines) {
  const { planned = {}, even = {}, present = {} } = plan;
  const draws = (it) => it.group?.expected ?? 0;
  const coins = (it) => it.reward?.perDayPha ?? 0;
  const over = (other) => html`${gain(draws(planned) - draws(other), (value) => value.toPrecision(3))} draws a round, ${gain(coins(planned) - coins(other), coin)} PHA a day`;
  return html`
    <div class="figures">
      <div><span class="figure">${draws(planned).toPrecision(4)}</span><span class="caption">draws a round expected</span></div>
      <div><span class="figure">${chance(planned.group?.atLeastOne ?? 0)}</span><span class="caption">at least one</span></div>
      <div><span class="figure">${amount(coins(planned).toFixed(2))}</span><span class="caption">PHA a day ± ${amount((planned.reward?.deviationPha ?? 0).toFixed(2))}</span></div>
    </div>
    <dl class="facts">
      <div><dt>Gain over the stakes as they are</dt><dd>${over(present)}</dd></div>
      <div><dt>Gain over equal parts</dt><dd>${over(even)}</dd></div>
      <div><dt>Next step worth most</dt><dd>${plan.nextStep ? `${inPha(plan.nextStep.morePha)} more on ${machines[plan.nextStep.machine ?? 0]?.name}: +${coin(plan.nextStep.perDayPha ?? 0)} PHA a day` : 'no stake helps'}</dd></div>
      <div><dt>Stays unspent</dt><dd>${inPha(plan.unspentPha)}</dd></div>
    </dl>`;
}

const plannedTable = (plan, machines) => html`
    <div class="scroll results tall-results" tabindex="0" role="region" aria-label="Table of planned stakes"><table class="plain-table"><thead><tr>
      <th scope="col">Machine</th><th scope="col" class="number">Stake now</th><th scope="col" class="number">Planned</th><th scope="col" class="number">Change</th><th scope="col" class="number">Chance</th><th scope="col" class="number">PHA a day</th></tr></thead>
    <tbody>${(plan.machines ?? []).slice(0, SHOWN).map((it, index) => html`<tr><td>${machines[index]?.name}</td><td class="number">${inPha(it.present?.stakePha)}</td><td class="number">${inPha(it.stakePha)}</td>
      <td class="number">${Number(it.morePha) === 0 ? badge('Stays', 'idle') : gain(Number(it.morePha), (value) => amount(String(value)))}</td>
      <td class="number">${chance(it.present?.chance ?? 0)} → ${chance(it.chance ?? 0)}</td><td class="number">${perDay(it.reward)}</td></tr>`)}</tbody></table>
      ${(plan.machines ?? []).length > SHOWN ? html`<p class="muted">and ${count(plan.machines.length - SHOWN)} more</p>` : nothing}</div>`;
