// Creating and changing pools, and who signs for them. A secret goes into one request and nowhere else.
import { html, nothing } from './lib.js';
import { call, get, newKey } from './api.js';
import { Draft, staleNotice } from './draft.js';
import { changed, toast } from './store.js';
import { check, closeDialog, faultBox, field, openDialog } from './ui.js';
import { faultOf, general } from './worker-form.js';
import { go } from './router.js';

function dialog(title, word, body, send, { tone = 'primary', draft } = {}) {
  const run = { draft };
  const submit = async (event) => {
    event.preventDefault();
    Object.assign(run, { busy: true, fault: undefined });
    changed();
    try {
      await send(event.target.elements, run);
      closeDialog();
    } catch (fault) {
      run.fault = fault;
    }
    run.busy = false;
    changed();
  };
  const form = () => html`<form id="pool-form" @submit=${submit} novalidate>
    ${Object.keys(run.fault?.fields ?? {}).length ? nothing : faultBox(general(run.fault, []))}${body(run)}</form>`;
  openDialog({
    title,
    body: form,
    foot: () => html`<button type="button" class="button" @click=${closeDialog}>Cancel</button>
      <button type="submit" id="confirm" form="pool-form" class="button ${tone}" ?disabled=${run.busy}>${run.busy ? 'One moment …' : word}</button>`,
  });
}

export const createPool = () =>
  dialog(
    'Add pool',
    'Add pool',
    ({ fault }) => html`
      ${field({ label: 'Number on the chain (pid)', name: 'pid', fault: faultOf(fault, 'pid'), attributes: { inputmode: 'numeric' }, required: true })}
      ${field({ label: 'Name', name: 'name', fault: faultOf(fault, 'name'), required: true })}
      ${check({ label: 'Sync only', name: 'sync_only', hint: 'Its workers follow the chain and send nothing to it' })}`,
    async ({ pid, name, sync_only }) => {
      if (!/^[0-9]{1,20}$/.test(pid.value.trim())) throw Object.assign(new Error('pid'), { fields: { pid: 'Expected the number of a pool, 0 or more.' } });
      await call('POST', '/v1/pools', { pid: pid.value.trim(), name: name.value.trim(), syncOnly: sync_only.checked }, { key: newKey() });
      toast(`Pool ${name.value.trim()} was added.`);
    },
  );

export function editPool(pool) {
  const { pid } = pool.config;
  const draft = new Draft(pool, ({ config }) => ({ name: config.name, syncOnly: config.syncOnly === true }), { name: 'Name', syncOnly: 'Sync only' });
  dialog(
    `Edit ${pool.config.name}`,
    'Save',
    (run) => html`${staleNotice(run, () => get(`/v1/pools/${pid}`))}
      ${field({ label: 'Name', name: 'name', value: draft.values.name, fault: faultOf(run.fault, 'name'), required: true, onInput: (event) => { draft.values.name = event.target.value.trim(); } })}
      ${check({ label: 'Sync only', name: 'sync_only', checked: draft.values.syncOnly, hint: 'Its workers follow the chain and send nothing to it', onInput: (event) => { draft.values.syncOnly = event.target.checked; } })}`,
    async () => {
      const changes = draft.changes();
      if (!Object.keys(changes).length) return;
      await call('PATCH', `/v1/pools/${pid}`, { pid, ...changes }, { etag: draft.etag, key: newKey() });
      toast(`Pool ${draft.values.name} was changed.`);
    },
    { draft },
  );
}

export const deletePool = (pool) =>
  dialog(
    `Delete ${pool.config.name}`,
    'Delete pool',
    () => html`<p>The bridge forgets pool ${pool.config.pid}; on the chain nothing changes.${pool.workerCount ? ` It has ${pool.workerCount} workers: delete or move them first.` : ''}</p>`,
    async () => {
      await call('DELETE', `/v1/pools/${pool.config.pid}`, undefined, { etag: pool.etag, key: newKey() });
      toast(`Pool ${pool.config.name} was deleted.`);
      go('#/pools');
    },
    { tone: 'danger' },
  );

export const removeOperator = (pool) =>
  dialog(
    `Remove the operator of ${pool.config.name}`,
    'Remove operator',
    () => html`<p>Nothing more is signed for this pool until it has another operator: its workers’ messages wait.</p>`,
    async () => {
      await call('DELETE', `/v1/pools/${pool.config.pid}/operator`, undefined, { key: newKey() });
      toast(`${pool.config.name} has no operator now.`);
    },
    { tone: 'danger' },
  );

/** Sets who signs: by mnemonic or seed, by raw key, or by a key file of polkadot-js. */
export function setOperator(pool) {
  let kind = 'uri';
  dialog(
    `Operator of ${pool.config.name}`,
    'Set operator',
    ({ fault }) => html`
      <p>The secret is sealed for the submitter at once. It is kept nowhere in this browser and never shown again.</p>
      ${field({ label: 'Given as', name: 'kind', value: kind, options: [['uri', 'mnemonic or seed'], ['key', 'secret key (64 bytes, hex)'], ['file', 'key file of polkadot-js']], onInput: (event) => { kind = event.target.value; changed(); } })}
      ${kind === 'uri' ? field({ label: 'Mnemonic, hex seed or //Name', name: 'secret', type: 'password', fault: faultOf(fault, 'secretUri'), attributes: { autocomplete: 'off' }, required: true }) : nothing}
      ${kind === 'key' ? field({ label: 'Secret key', name: 'secret', type: 'password', fault: faultOf(fault, 'secretKey'), attributes: { autocomplete: 'off' }, required: true }) : nothing}
      ${kind === 'file' ? html`<label class="file">Key file <input type="file" name="file" accept=".json,application/json"></label>
        ${faultOf(fault, 'keyFile') || faultOf(fault, 'json') ? html`<p class="fault" role="alert">${faultOf(fault, 'keyFile') ?? faultOf(fault, 'json')}</p>` : nothing}
        ${field({ label: 'Password of the file', name: 'password', type: 'password', fault: faultOf(fault, 'password'), attributes: { autocomplete: 'off' } })}` : nothing}
      ${field({ label: 'Owner of the pool, if the operator is only its proxy', name: 'proxied', value: pool.proxied ?? '', fault: faultOf(fault, 'proxied'), hint: 'SS58 address; empty if the operator owns the pool' })}
      ${field({ label: 'The account that the secret must belong to', name: 'expected', fault: faultOf(fault, 'expectedAccount'), hint: 'SS58 address; empty to take whatever it is' })}`,
    async (elements) => {
      const request = { pid: pool.config.pid, proxied: elements.proxied.value.trim(), expectedAccount: elements.expected.value.trim() };
      if (kind === 'uri') request.secretUri = elements.secret.value;
      else if (kind === 'key') request.secretKey = elements.secret.value.trim();
      else request.keyFile = { json: (await elements.file.files[0]?.text()) ?? '', password: elements.password.value };
      const view = await call('PUT', `/v1/pools/${pool.config.pid}/operator`, request, { key: newKey() });
      for (const name of ['secret', 'password']) if (elements[name]) elements[name].value = '';
      toast(`${view.operator} signs for ${pool.config.name} now.`);
    },
  );
}
