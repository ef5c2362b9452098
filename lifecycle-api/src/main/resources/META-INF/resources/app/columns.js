// What the table of workers can show: all columns of the monitors before it, and what they lacked.
import { html, nothing } from './lib.js';
import { live } from './store.js';
import { ROW_FIELDS } from './rows.js';
import { copyable, stageBadge } from './ui.js';
import { SESSIONS, amount, ago, bytes, count, decimal, height, short, stageRank, until } from './words.js';

const number = (key, label, read, show, more = {}) => ({ key, label, width: 100, align: 'number', value: read, cell: (row) => show(read(row), row), ...more });
const text = (key, label, read, more = {}) => ({ key, label, width: 140, value: read, cell: (row) => read(row) || '–', ...more });
const number0 = (n) => (n ? count(n) : '–');

export const COLUMNS = [
  { key: 'name', label: 'Name', width: 170, phone: '38%', kind: 'strong', value: (row) => row.order, cell: (row) => html`<a href="#/workers/${row.id}">${row.name}</a>` },
  { key: 'pid', label: 'Pool', width: 130, value: (row) => Number(row.pid), cell: (row) => html`<span title="pool ${row.pid}">${live.pools.get(row.pid)?.config?.name ?? row.pid}</span>` },
  { key: 'stage', label: 'Stage', width: 150, phone: '42%', value: (row) => stageRank(row.stage), cell: (row) => stageBadge(row.stage) },
  { key: 'since', label: 'Since', width: 90, value: (row) => -row.since, cell: (row) => (row.since ? ago(row.since).replace(' ago', '') : '–'), title: 'Since (how long at its stage)' },
  number('lag', 'Behind', (row) => (row.seen ? row.paraBehind : NaN), (n) => (n !== n ? '–' : html`<span class=${n > 20 ? 'warn-text' : ''}>${count(n)}</span>`), { title: 'Behind (parachain blocks)', phone: '20%', width: 84 }),
  { key: 'message', label: 'Message', width: 280, kind: 'why', value: (row) => row.message || '\uffff', cell: (row) => html`<span title=${row.message}>${row.message}${row.retryAt ? html` <small class="muted">next try ${until(row.retryAt)}</small>` : nothing}</span>`, title: 'Message (what is in its way)' },
  number('para', 'Para height', (row) => row.para, height),
  number('paraHeader', 'Para header', (row) => row.paraHeader, height, { fields: ['state.progress.facts.heights.nextParaHeader'] }),
  number('relay', 'Relay header', (row) => row.relay, height, { fields: ['state.progress.facts.heights.nextRelayHeader'] }),
  number('relayBehind', 'Relay behind', (row) => (row.seen ? row.relayBehind : NaN), (n) => (n !== n ? '–' : count(n)), { fields: ['relayBehind'] }),
  text('session', 'On chain', (row) => SESSIONS[row.sessionState] ?? '', { width: 120, title: 'On chain (state of the session)', fields: ['state.facts.session.state'] }),
  number('stake', 'Stake', (row) => row.stake, (n, row) => amount(row.stakeText), { title: 'Stake (configured, PHA)' }),
  number('staked', 'Staked', (row) => row.staked, (n, row) => amount(row.stakedText), { title: 'Staked (on the chain, PHA)' }),
  number('rewards', 'Rewards', (row) => row.rewards, (n, row) => amount(row.rewardsText), { title: 'Rewards (minted in this session, PHA)', fields: ['rewardsPha'] }),
  number('v', 'V', (row) => row.v, decimal, { fields: ['state.facts.session.vBits'] }),
  number('ve', 'Ve', (row) => row.ve, decimal, { fields: ['state.facts.session.veBits'] }),
  number('pInit', 'P init', (row) => row.pInit, number0, { fields: ['state.facts.session.pInit'] }),
  number('pInstant', 'P instant', (row) => row.pInstant, number0, { fields: ['state.facts.session.pInstant'] }),
  number('score', 'Score', (row) => row.score, number0, { fields: ['state.facts.registration.initialScore', 'state.progress.facts.score'] }),
  number('confidence', 'Confidence', (row) => row.confidence, number0, { title: 'Confidence level', fields: ['state.facts.registration.confidenceLevel'] }),
  text('version', 'pRuntime', (row) => row.version, { width: 90, title: 'pRuntime version', fields: ['state.progress.facts.version'] }),
  { key: 'git', label: 'Git', width: 100, kind: 'mono', value: (row) => row.git, cell: (row) => short(row.git, 8, 0), fields: ['state.progress.facts.gitRevision'] },
  number('memory', 'Memory', (row) => row.memory, bytes, { title: 'Memory in use', fields: ['state.progress.facts.memoryUsedBytes'] }),
  number('memoryPeak', 'Memory peak', (row) => row.memoryPeak, bytes, { width: 110, fields: ['state.progress.facts.memoryPeakBytes'] }),
  number('pending', 'Messages', (row) => row.pending, (n) => count(n), { title: 'Messages to be sent', fields: ['state.progress.facts.pendingMessages'] }),
  { key: 'account', label: 'Session account', width: 150, kind: 'mono', value: (row) => row.session, cell: (row) => copyable(row.session, short(row.session)) },
  { key: 'publicKey', label: 'Public key', width: 150, kind: 'mono', value: (row) => row.publicKey, cell: (row) => copyable(row.publicKey, short(row.publicKey)) },
  text('endpoint', 'Endpoint', (row) => row.endpoint, { width: 220, kind: 'mono' }),
  text('enabled', 'Enabled', (row) => (row.enabled ? 'yes' : 'no'), { width: 80 }),
  text('mode', 'Mode', (row) => (row.gatekeeper ? 'gatekeeper' : row.syncOnly ? 'sync only' : ''), { width: 100 }),
  text('driver', 'Driven by', (row) => row.driver, { width: 130, fields: ['state.driver'] }),
  { key: 'id', label: 'Id', width: 150, kind: 'mono', value: (row) => row.id, cell: (row) => copyable(row.id, short(row.id)) },
];

export const USUAL = ['name', 'pid', 'stage', 'since', 'lag', 'message', 'para', 'session', 'stake', 'v', 'score', 'memory'];

/** Which columns are shown: as the address says, else as chosen before. */
export function chosenColumns(query) {
  const keys = query.get('cols')?.split(',') ?? stored() ?? USUAL;
  return COLUMNS.filter((column) => column.key === 'name' || keys.includes(column.key));
}

/** What has to be known of each worker to show these. */
export const fieldsOf = (columns) => [...new Set([...ROW_FIELDS, ...columns.flatMap((column) => column.fields ?? [])])];

export function keepColumns(keys) {
  try {
    localStorage.setItem('columns', keys);
  } catch {
    // The address keeps them.
  }
}

function stored() {
  try {
    return localStorage.getItem('columns')?.split(',');
  } catch {
    return undefined;
  }
}
