// What an operator should look at, the worst first, each with what to do.
import { html, nothing } from '../lib.js';
import { live, settled } from '../store.js';
import { agoTime, badge, card, empty, heading } from '../ui.js';
import { SEVERITY, plural, severityRank, when } from '../words.js';

const MOST_POOLS = 5;

/** What an alert is about, with a way there: a worker, a pool, or the pools that an account signs for. */
function subjectOf({ workerId, pid, subject }) {
  if (workerId) return html`<a href="#/workers/${workerId}">${subject}</a>`;
  const signed = [...live.pools.values()].filter(({ operator }) => operator && operator === subject);
  if (signed.length) return signed.slice(0, MOST_POOLS).map(({ config }, index) => html`${index ? ', ' : ''}<a href="#/pools/${config.pid}">${config.name}</a>`);
  return Number(pid ?? 0) || subject?.startsWith('pool ') ? html`<a href="#/pools/${pid ?? 0}">${subject}</a>` : subject;
}

export function alertLine(alert, full = true) {
  const [word, tone] = SEVERITY[alert.severity] ?? ['Notice', 'busy'];
  return html`<li class="alert ${tone}">
    <div>${badge(word, tone)} <b>${subjectOf(alert)}</b> ${agoTime(when(alert.since))}</div>
    <p class=${full ? '' : 'clamped'} title=${full ? nothing : alert.text}>${alert.text}</p>
    ${full && alert.advice ? html`<p class="advice">${alert.advice}</p>` : nothing}
    ${full ? html`<p class="muted mono">${alert.rule}</p>` : nothing}
  </li>`;
}

export function alerts() {
  const all = [...live.alerts.values()].sort(
    (a, b) => severityRank(a.severity) - severityRank(b.severity) || when(a.since) - when(b.since),
  );
  return html`
    ${heading('Alerts', nothing, all.length ? `${plural(all.length, 'alert')} standing, the worst first` : nothing)}
    ${card('Standing alerts', all.length
      ? html`<ul class="alerts">${all.map((alert) => alertLine(alert))}</ul>`
      : settled('alerts') ? empty('Nothing needs you', 'No rule is broken. This page tells at once when one is.') : html`<div class="skeleton"></div>`)}`;
}
