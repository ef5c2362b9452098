// Creating and changing one worker, with each fault beside its field.
import { html, nothing } from './lib.js';
import { call, get, newKey } from './api.js';
import { Draft, staleNotice } from './draft.js';
import { changed, live, toast } from './store.js';
import { check, closeDialog, faultBox, field, openDialog } from './ui.js';
import { go } from './router.js';

/** The names that the service gives fields, as the forms have them. */
export function faultOf(fault, name) {
  if (!fault) return undefined;
  const found = Object.entries(fault.fields ?? {}).find(([path]) => path.split('.').at(-1).replaceAll('_', '').toLowerCase() === name.toLowerCase());
  return found?.[1];
}

/** What is left to say above the form: not what stands beside a field or is told by the form itself. */
export const general = (fault, names) => (fault && fault.reason !== 'STALE_VERSION' && !names.some((name) => faultOf(fault, name)) ? fault : undefined);

const pools = () => [...live.pools.values()].map((pool) => [pool.config.pid, `${pool.config.name} (${pool.config.pid})`]);

const FIELDS = ['name', 'endpoint', 'pid', 'stake'];
const WORDS = { name: 'Name', endpoint: 'Endpoint', pid: 'Pool', stake: 'Stake', syncOnly: 'Sync only', gatekeeper: 'Gatekeeper' };

export function createWorker(pid) {
  const run = { values: { name: '', endpoint: 'http://', pid: pid ?? pools()[0]?.[0] ?? '', stake: '', syncOnly: false, gatekeeper: false, disabled: false } };
  openDialog({ title: 'Add worker', body: () => form(run, true), foot: () => foot(run, 'Add worker') });
  run.send = async () => {
    const view = await call('POST', '/v1/workers', run.values, { key: (run.key ??= newKey()) });
    closeDialog();
    toast(`${run.values.name} was added.`);
    go(`#/workers/${view.id}`);
  };
}

/** Changes what was changed in the form, unless somebody else has changed the worker meanwhile. */
export function editWorker(view) {
  const { name } = view.state.config;
  const draft = new Draft(view, valuesOf, WORDS);
  const run = { draft, load: () => get(`/v1/workers/${view.id}`) };
  openDialog({ title: `Edit ${name}`, body: () => form(run, false), foot: () => foot(run, 'Save') });
  run.send = async () => {
    const changes = draft.changes();
    if (Object.keys(changes).length) {
      await call('PATCH', `/v1/workers/${view.id}`, { worker: { id: view.id }, ...changes }, { etag: draft.etag, key: newKey() });
      toast(`${draft.values.name} was changed.`);
    }
    closeDialog();
  };
}

const valuesOf = ({ state: { config }, stakePha }) => ({
  name: config.name,
  endpoint: config.endpoint,
  pid: config.pid ?? '0',
  stake: stakePha ?? '',
  syncOnly: config.syncOnly === true,
  gatekeeper: config.gatekeeper === true,
});

async function submit(event, run) {
  event.preventDefault();
  run.busy = true;
  run.fault = undefined;
  changed();
  try {
    await run.send();
  } catch (fault) {
    run.fault = fault;
    run.key = undefined;
  }
  run.busy = false;
  changed();
  requestAnimationFrame(() => document.querySelector('#dialog [aria-invalid=true]')?.focus());
}

function form(run, creating) {
  const { fault } = run;
  const values = run.draft?.values ?? run.values;
  const set = (name, read = (target) => target.value.trim()) => (event) => {
    values[name] = read(event.target);
  };
  const flag = (name) => set(name, (target) => target.checked);
  return html`<form id="worker-form" @submit=${(event) => submit(event, run)} novalidate>
    ${faultBox(general(fault, FIELDS))}
    ${staleNotice(run, run.load)}
    ${field({ label: 'Name', name: 'name', value: values.name, fault: faultOf(fault, 'name'), required: true, onInput: set('name') })}
    ${field({ label: 'Endpoint of pRuntime', name: 'endpoint', value: values.endpoint, fault: faultOf(fault, 'endpoint'), hint: 'Such as http://10.0.0.5:8000', attributes: { inputmode: 'url' }, onInput: set('endpoint') })}
    ${field({ label: 'Pool', name: 'pid', value: values.pid, fault: faultOf(fault, 'pid'), options: pools(), onInput: set('pid') })}
    ${field({ label: 'Stake in PHA', name: 'stake', value: values.stake, fault: faultOf(fault, 'stake'), hint: 'A decimal number such as 1500 or 0.5', attributes: { inputmode: 'decimal' }, onInput: set('stake') })}
    ${check({ label: 'Sync only', name: 'sync_only', checked: values.syncOnly, hint: 'Follows the chain and sends nothing to it', onInput: flag('syncOnly') })}
    ${check({ label: 'Gatekeeper', name: 'gatekeeper', checked: values.gatekeeper, onInput: flag('gatekeeper') })}
    ${creating ? check({ label: 'Add it stopped', name: 'disabled', checked: values.disabled, onInput: flag('disabled') }) : nothing}
  </form>`;
}

const foot = (run, word) => html`<button type="button" class="button" @click=${closeDialog}>Cancel</button>
  <button type="submit" form="worker-form" class="button primary" ?disabled=${run.busy}>${run.busy ? 'One moment …' : word}</button>`;
