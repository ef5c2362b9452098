// What the calculator counts with: who may be drawn, the owner's machines, the terms of a round. All
// of it stands in the address.
import { html, nothing } from './lib.js';
import { live } from './store.js';
import { setQuery } from './router.js';
import { card, field, facts } from './ui.js';
import { count, decimal, inPha } from './words.js';

const DEFAULT_CHOICE = 4;
/** Machines of one question, as the service takes them. */
const MOST = 2_000;

/** Reads the address: machines as `{worker, name, score, stake}` or `{score, stake}`. */
export function inputOf(query) {
  const kind = query.get('pop') ?? 'live';
  const pools = [...live.pools.values()].map(({ config }) => config).sort((a, b) => Number(a.pid) - Number(b.pid));
  const pid = query.get('pid') ?? pools.find(({ pid: each }) => [...live.workers.values()].some((row) => row.pid === each))?.pid ?? '';
  const owned = pid === '' || pid === 'none' ? [] : [...live.workers.values()].filter((row) => row.pid === pid).sort((a, b) => (a.order < b.order ? -1 : 1)).slice(0, MOST);
  const others = query.getAll('m').map((text, index) => {
    const [score = '', stake = ''] = text.split(',');
    return { key: `m${index}`, name: `machine ${index + 1}`, score, stake, given: true };
  });
  const all = [...owned.map((row) => ({ key: row.id, worker: row.id, name: row.name })), ...others];
  const marked = query.getAll('w').filter((key) => all.some((it) => it.key === key));
  const chosen = all.filter(({ key }) => marked.includes(key));
  return { kind, round: query.get('round') ?? '', given: query.get('given') ?? '', pools, pid, all, marked, chosen: chosen.length ? chosen : all,
    few: chosen.length ? chosen : all.slice(0, DEFAULT_CHOICE), query };
}

/** Who may be drawn beside the machines. */
export function populationOf({ kind, round, given }) {
  if (kind === 'round' && round !== '') return { round };
  if (kind !== 'given') return undefined;
  const classes = given.split(';').map((line) => line.split(',').map((part) => part.trim())).filter(([number]) => number);
  return { given: { classes: classes.map(([number, score = '0', stake = '0']) => ({ count: number, score, stake })) } };
}

export function termsOf({ query }) {
  const terms = {};
  for (const [name, key] of [['tasks', 'tasks'], ['minted', 'minted'], ['roundsPerDay', 'perday']]) {
    const text = query.get(key);
    if (text) terms[name] = text;
  }
  return Object.keys(terms).length ? terms : undefined;
}

/** Machines as a request names them. */
export const named = (machines) => ({
  workers: machines.filter(({ worker }) => worker).map(({ worker }) => ({ id: worker })),
  machines: machines.filter(({ given }) => given).map(({ name, score, stake }) => ({ name, score: score || '0', stake: stake || '0' })),
});

/** In the order in which answers come. */
export const inOrder = (machines) => [...machines.filter(({ worker }) => worker), ...machines.filter(({ given }) => given)];

const set = (key) => (event) => setQuery({ [key]: event.target.value.trim() });

export function populationCard(input, answer) {
  const { kind, query } = input;
  const people = answer?.population;
  const terms = answer?.terms;
  return card('Drawn among', html`
    <fieldset class="choice row"><legend class="hidden">Who may be drawn</legend>${[['live', 'the workers that compute now'], ['round', 'the candidates of a round'], ['given', 'others']].map(([value, word]) => html`
      <label><input type="radio" name="pop" value=${value} .checked=${kind === value} @change=${() => setQuery({ pop: value === 'live' ? '' : value })}> ${word}</label>`)}</fieldset>
    ${kind === 'round' ? field({ label: 'Round', name: 'round', value: input.round, attributes: { inputmode: 'numeric' }, onInput: set('round') }) : nothing}
    ${kind === 'given' ? field({ label: 'Workers: count, score, stake; …', name: 'given', value: input.given, hint: 'Such as 5000, 420, 1000 for five thousand of score 420 with 1,000 PHA each', onInput: set('given') }) : nothing}
    <div class="fields">
      ${field({ label: 'Tasks a round', name: 'tasks', value: query.get('tasks') ?? '', hint: terms ? `now ${count(terms.tasks ?? 0)}` : '', attributes: { inputmode: 'numeric' }, onInput: set('tasks') })}
      ${field({ label: 'Minted a round, PHA', name: 'minted', value: query.get('minted') ?? '', hint: terms ? `now ${inPha(terms.mintedPha)}` : '', attributes: { inputmode: 'decimal' }, onInput: set('minted') })}
      ${field({ label: 'Rounds a day', name: 'perday', value: query.get('perday') ?? '', hint: terms ? `now ${decimal(terms.roundsPerDay)}` : '', attributes: { inputmode: 'decimal' }, onInput: set('perday') })}
    </div>
    ${facts([
      ['Workers', people ? count(people.workers ?? 0) : '–'],
      ['Sum of their weights', people ? count(Number(people.totalWeight ?? 0)) : '–'],
      ['A task brings', inPha(terms?.prizePha)],
    ])}`, html`<span class="muted">${terms?.fromLog ? 'terms of the newest rounds' : terms ? 'terms of the testnet or yours' : ''}</span>`);
}

/** A machine that is no worker here: its score as it is, or of its processor. */
export function otherMachine(input) {
  const add = (event) => {
    event.preventDefault();
    const { score, cores, level, stake } = event.target.elements;
    const known = score.value.trim() || String(Math.round(Number(cores.value || 0) * (Number(level.value || 0) * 10 + 60)));
    setQuery({ m: [...input.query.getAll('m'), `${known},${stake.value.trim() || 0}`] });
    event.target.reset();
  };
  return html`<details class="other"><summary>Add a machine that is no worker here</summary><form class="fields" @submit=${add}>
    ${field({ label: 'Score', name: 'score', attributes: { inputmode: 'numeric' }, hint: 'or from the processor:' })}
    ${field({ label: 'Cores', name: 'cores', attributes: { inputmode: 'numeric' } })}
    ${field({ label: 'Feature level', name: 'level', attributes: { inputmode: 'numeric' } })}
    ${field({ label: 'Stake, PHA', name: 'stake', attributes: { inputmode: 'decimal' } })}
    <button class="button">Add</button></form></details>`;
}
