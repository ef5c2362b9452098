// What the API's values are called where people read them.
import { app } from './store.js';

/** Stages in the order of a worker's life: word and tone. */
export const STAGES = {
  COMPUTING: ['Computing', 'ok'],
  GATEKEEPING: ['Gatekeeping', 'ok'],
  AT_TIP: ['At the tip', 'ok2'],
  STARTING: ['Starting', 'busy'],
  INITIALIZING: ['Initializing', 'busy'],
  LOADING_STATE: ['Loading state', 'busy'],
  SYNCING: ['Syncing', 'busy'],
  REGISTERING: ['Registering', 'busy'],
  BENCHMARKING: ['Benchmarking', 'busy'],
  ADDING_TO_POOL: ['Adding to pool', 'busy'],
  STARTING_COMPUTE: ['Starting compute', 'busy'],
  UNRESPONSIVE: ['Unresponsive', 'bad'],
  STOPPING: ['Stopping', 'warn'],
  COOLING_DOWN: ['Cooling down', 'warn'],
  RECLAIMING: ['Reclaiming stake', 'warn'],
  LEAVING_POOL: ['Leaving pool', 'warn'],
  KICKED: ['Kicked', 'idle'],
  DISABLED: ['Stopped', 'idle'],
  REMOVED: ['Deleted', 'idle'],
};
export const STAGE_ORDER = Object.keys(STAGES);
const rank = new Map(STAGE_ORDER.map((stage, index) => [stage, index]));

export const stageWord = (stage) => STAGES[stage]?.[0] ?? 'Unknown';
export const stageTone = (stage) => STAGES[stage]?.[1] ?? 'idle';
export const stageRank = (stage) => rank.get(stage) ?? 99;

export const SESSIONS = {
  SESSION_READY: 'Ready',
  SESSION_WORKER_IDLE: 'Computing',
  SESSION_WORKER_UNRESPONSIVE: 'Unresponsive',
  SESSION_WORKER_COOLING_DOWN: 'Cooling down',
};

/** States of a transaction: word and tone. */
export const TX = {
  TX_QUEUED: ['Queued', 'idle'],
  TX_SIGNED: ['Signed', 'busy'],
  TX_SENT: ['Sent', 'busy'],
  TX_IN_BLOCK: ['In block', 'busy'],
  TX_SUCCEEDED: ['Done', 'ok'],
  TX_FAILED: ['Failed', 'bad'],
};

export const SEVERITY = { CRITICAL: ['Critical', 'bad'], WARNING: ['Warning', 'warn'], INFO: ['Notice', 'busy'] };
export const severityRank = (severity) => ['CRITICAL', 'WARNING', 'INFO'].indexOf(severity);

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const pha = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

export const count = (value) => whole.format(value);
export const decimal = (value) => (Number.isFinite(value) ? fine.format(value) : '–');
export const amount = (text) => (text === '' || text === undefined ? '–' : pha.format(Number(text)));
/** An amount with its unit, or a dash while it is unknown. */
export const inPha = (text) => (text === '' || text === undefined ? '–' : `${amount(text)} PHA`);
export const height = (number) => (number < 0 || number === undefined ? '–' : whole.format(number));
export const plural = (n, thing, many = `${thing}s`) => `${count(n)} ${n === 1 ? thing : many}`;
export const bytes = (n) => (n ? `${fine.format(n / 2 ** 20)} MiB` : '–');

/** A chance in per cent with three digits that count. */
export function chance(value) {
  if (!(value > 0)) return '0 %';
  return `${value < 1e-8 ? (value * 100).toExponential(1) : Number((value * 100).toPrecision(value > 0.9995 && value < 1 ? 5 : 3))} %`;
}

export function speed(perSecond) {
  if (!perSecond) return '0';
  return perSecond < 10 ? perSecond.toFixed(2) : whole.format(perSecond);
}

export function duration(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 120) return `${s} s`;
  if (s < 7_200) return `${Math.floor(s / 60)} min`;
  if (s < 172_800) return `${Math.floor(s / 3_600)} h`;
  return `${Math.floor(s / 86_400)} days`;
}

export const ago = (time) => (time ? `${duration(app.now - time)} ago` : '–');
export const until = (time) => (time > app.now ? `in ${duration(time - app.now)}` : 'now');
export const when = (text) => Date.parse(text ?? '') || 0;

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
export const dateTime = (ms) => (ms ? clock.format(ms) : '–');
export const timeOfDay = (ms) => (ms ? time.format(ms) : '–');

export const short = (text, head = 8, tail = 6) =>
  text && text.length > head + tail + 1 ? `${text.slice(0, head)}…${tail ? text.slice(-tail) : ''}` : text || '–';

/** Hex of bytes that JSON carries as base64. */
export const hex = (base64) =>
  base64 ? `0x${Array.from(atob(base64), (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('')}` : '';
