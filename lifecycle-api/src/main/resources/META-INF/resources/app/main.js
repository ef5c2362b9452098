// The frame of the monitor: who is signed in, which page, and the keys that work everywhere.
import { html, nothing, render } from './lib.js';
import { call, signedOut } from './api.js';
import { app, changed, connect, drawWith, follow, live, toast, unfollow, whoAmI } from './store.js';
import { chosenColumns, fieldsOf } from './columns.js';
import { go, route, takeCode } from './router.js';
import { connectionBanner, dialogView, liveMark, openDialog, syncDialog, toastView } from './ui.js';
import { signIn } from './pages/sign-in.js';
import { overview } from './pages/overview.js';
import { workers } from './pages/workers.js';
import { worker } from './pages/worker.js';
import { pools } from './pages/pools.js';
import { pool } from './pages/pool.js';
import { transactions } from './pages/transactions.js';
import { rounds } from './pages/rounds.js';
import { calculator } from './pages/calculator.js';
import { nodes } from './pages/nodes.js';
import { alerts } from './pages/alerts.js';
import { settings } from './pages/settings.js';

const PAGES = [
  { path: '', key: 'o', title: 'Overview', short: 'Home', icon: 'M3 12l9-8 9 8M6 10v10h12V10', page: overview },
  { path: 'workers', key: 'w', title: 'Workers', icon: 'M4 5h16v5H4zM4 14h16v5H4zM7 7.5h.01M7 16.5h.01', page: workers, one: worker },
  { path: 'pools', key: 'p', title: 'Pools', icon: 'M4 7c0-4 16-4 16 0s-16 4-16 0M4 7v10c0 4 16 4 16 0V7M4 12c0 4 16 4 16 0', page: pools, one: pool },
  { path: 'transactions', key: 't', title: 'Transactions', short: 'Sent', icon: 'M4 8h14l-3-3M20 16H6l3 3', page: transactions, streams: ['transactions'], one: transactions },
  { path: 'rounds', key: 'r', title: 'Rounds', short: 'Tasks', icon: 'M4 12a8 8 0 1 0 3-6.2M4 4v4h4M12 8v4l3 2', page: rounds, streams: ['rounds'], one: rounds },
  { path: 'calculator', key: 'c', title: 'Calculator', short: 'Plan', icon: 'M4 20V4M4 20h16M7 16c3-8 7-9 12-9', page: calculator, streams: ['rounds'] },
  { path: 'nodes', key: 'n', title: 'Nodes', icon: 'M12 5v4M6 15l6-6 6 6M12 3a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M5 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4M19 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4', page: nodes },
  { path: 'alerts', key: 'a', title: 'Alerts', icon: 'M12 4a6 6 0 0 1 6 6v4l2 3H4l2-3v-4a6 6 0 0 1 6-6M10 20h4', page: alerts },
  { path: 'settings', key: 's', title: 'Settings', icon: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4', page: settings },
];

let shown;
let arriving = false;

function draw() {
  const root = document.getElementById('app');
  if (root.firstElementChild?.className === 'boot') root.replaceChildren();
  if (app.signedOut) {
    unfollow();
    render(signIn(), root);
    document.title = 'Sign in · Runtime Bridge';
    return;
  }
  const at = route();
  const place = at.path.join('/');
  // Entered now: what was kept of an earlier visit is asked for again.
  at.entered = place !== shown;
  if (at.entered) app.dialog = undefined;
  const entry = PAGES.find(({ path }) => path === (at.path[0] ?? '')) ?? PAGES[0];
  const view = at.path[1] && entry.one ? entry.one : entry.page;
  follow([...(entry.streams ?? []), ...(entry.one === worker && at.path[1] ? ['transactions'] : [])], entry.one === worker ? at.path[1] : undefined, fieldsOf(chosenColumns(at.query)));
  render(frame(entry, view(at)), root);
  syncDialog();
  if (at.entered) {
    const first = shown === undefined;
    shown = place;
    document.getElementById('main').scrollTop = 0;
    arriving = !first;
    if (arriving) document.activeElement?.blur();
  }
  const heading = document.getElementById('heading');
  // A heading that came in place of another while its page was loaded takes its focus over.
  if (arriving && document.activeElement === document.body) heading?.focus({ preventScroll: true });
  const title = `${heading?.textContent ?? entry.title} · Runtime Bridge`;
  if (document.title !== title) document.title = title;
}

const frame = (entry, content) => html`
  <div class="frame">
    <nav class="rail" aria-label="Pages">
      <a class="brand" href="#/"><img src="/app/icon.svg" alt="" width="26" height="26"><span>Runtime Bridge</span></a>
      <ul>${PAGES.map((page) => html`<li><a href="#/${page.path}" aria-current=${page === entry ? 'page' : nothing} title="${page.title} (g ${page.key})">
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${page.icon}></path></svg><span class=${page.short ? 'long' : ''}>${page.title}</span>${page.short ? html`<span class="short" aria-hidden="true">${page.short}</span>` : nothing}${mark(page.path)}</a></li>`)}</ul>
      <div class="rail-foot">${liveMark()}
        <span class="who">${app.me ? `Signed in as ${app.me.role}` : ''}</span>
        <button type="button" class="link" @click=${keysDialog}>Keys</button></div>
    </nav>
    <div class="stage">
      ${connectionBanner()}
      <main id="main" tabindex="-1">${content}</main>
    </div>
  </div>
  ${dialogView()}${toastView()}<div class="said" role="status" aria-live="polite">${app.said ?? ''}</div>`;

function mark(path) {
  if (path !== 'alerts' || !live.alerts.size) return nothing;
  const worst = [...live.alerts.values()].some((alert) => alert.severity === 'CRITICAL') ? 'bad' : 'warn';
  return html`<b class="mark ${worst}" aria-label="${live.alerts.size} alerts">${live.alerts.size}</b>`;
}

const keysDialog = () =>
  openDialog({
    title: 'Keys',
    body: () => html`<dl class="keys">
      ${PAGES.map(({ key, title }) => html`<div><dt><kbd>g</kbd> <kbd>${key}</kbd></dt><dd>${title}</dd></div>`)}
      <div><dt><kbd>/</kbd></dt><dd>Search workers</dd></div>
      <div><dt><kbd>↓</kbd> <kbd>↑</kbd></dt><dd>Next and previous row of a table</dd></div>
      <div><dt><kbd>space</kbd></dt><dd>Select the row</dd></div>
      <div><dt><kbd>enter</kbd></dt><dd>Open the row</dd></div>
      <div><dt><kbd>esc</kbd></dt><dd>Close a dialog</dd></div>
      <div><dt><kbd>?</kbd></dt><dd>This list</dd></div></dl>`,
    foot: () => nothing,
  });

let chord = 0;
function onKey(event) {
  if (app.signedOut || app.dialog || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.('input:not([type=checkbox]), select, textarea')) return;
  if (event.key === '/') {
    event.preventDefault();
    if (route().path[0] !== 'workers' || route().path[1]) go('#/workers');
    setTimeout(() => document.getElementById('search')?.focus(), 60);
  } else if (event.key === '?') keysDialog();
  else if (event.key === 'g') chord = Date.now();
  else if (Date.now() - chord < 1_500) {
    const page = PAGES.find(({ key }) => key === event.key);
    chord = 0;
    if (page) go(`#/${page.path}`);
  }
}

async function begin() {
  drawWith(draw);
  signedOut.then = (byItself) => {
    if (app.signedOut) return;
    app.signedOut = true;
    // Told only to who was signed in before.
    app.ended = byItself === true && app.me !== undefined;
    if (app.me) app.signInFault = undefined;
    app.dialog = undefined;
    app.me = undefined;
    changed();
  };
  addEventListener('hashchange', () => {
    const code = takeCode();
    if (code) redeem(code).then(enter);
    changed();
  });
  addEventListener('keydown', onKey);
  for (const touch of ['keydown', 'pointerdown']) addEventListener(touch, () => { arriving = false; }, true);
  addEventListener('resize', changed);
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('main')?.focus();
  });
  const code = takeCode();
  if (code) await redeem(code);
  await enter();
}

async function redeem(code) {
  try {
    await call('POST', '/v1/session', { code });
  } catch (fault) {
    app.signInFault = fault;
  }
}

/** Shows the pages to who is signed in, else the way in. */
export async function enter() {
  connect();
  changed();
  try {
    await whoAmI();
  } catch (fault) {
    if (fault.http === 401) signedOut.then();
    else toast(fault.message, 'bad');
  }
}

begin();
