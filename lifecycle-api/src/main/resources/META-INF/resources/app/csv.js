// The inventory as CSV; `bridge ctl` reads and writes the same.

export const HEADER = ['name', 'endpoint', 'pid', 'stake', 'disabled', 'sync_only', 'gatekeeper'];
const NEEDED = HEADER.slice(0, 3);
const FLAGS = { true: true, yes: true, false: false, no: false, '': false };
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** An amount in PHA as it may be written. */
export const STAKE = /^[0-9]{1,27}(\.[0-9]{1,12})?$/;
const MOST = 10_000;

/** `{workers, faults}`: all lines, or what is wrong with each that is. */
export function readCsv(text) {
  const faults = [];
  const records = split(text.replace(/^\uFEFF/, ''), faults);
  const [header, ...lines] = records.length ? records : [{ line: 1, cells: [] }];
  const columns = header.cells.map((cell) => cell.trim().toLowerCase());
  for (const column of columns) if (!HEADER.includes(column)) faults.push({ line: 1, text: `"${column}" is no column: expected ${HEADER.join()}` });
  for (const column of new Set(columns)) if (columns.filter((it) => it === column).length > 1) faults.push({ line: 1, text: `the column ${column} stands there twice` });
  for (const column of NEEDED) if (!columns.includes(column)) faults.push({ line: 1, text: `the column ${column} is missing` });
  if (faults.length) return { workers: [], faults };
  if (!lines.length) faults.push({ line: 2, text: 'there is no worker in the file' });
  if (lines.length > MOST) faults.push({ line: MOST + 2, text: `there are ${lines.length} workers: expected at most ${MOST}` });
  const names = new Map();
  const endpoints = new Map();
  const workers = lines.map(({ line, cells }) => worker(line, cells, columns, { faults, names, endpoints }));
  faults.sort((a, b) => a.line - b.line);
  return { workers: faults.length ? [] : workers, faults };
}

function worker(line, cells, columns, { faults, names, endpoints }) {
  const wrong = (text) => faults.push({ line, text });
  if (cells.length > columns.length) {
    wrong(`${cells.length} values: expected ${columns.length}`);
    return undefined;
  }
  const of = (column) => cells[columns.indexOf(column)]?.trim() ?? '';
  const [name, endpoint, pid] = NEEDED.map(of);
  const stake = of('stake') || '0';
  if (!NAME.test(name)) wrong(`name "${name}": expected 1 to 64 of A-Z a-z 0-9 . _ - beginning with a letter or digit`);
  else if (names.has(name)) wrong(`name "${name}" is in line ${names.get(name)} already`);
  else names.set(name, line);
  if (!isEndpoint(endpoint)) wrong(`endpoint "${endpoint}": expected an http or https address such as http://10.0.0.5:8000`);
  else if (endpoints.has(endpoint)) wrong(`endpoint "${endpoint}" is in line ${endpoints.get(endpoint)} already`);
  else endpoints.set(endpoint, line);
  if (!/^[0-9]{1,20}$/.test(pid)) wrong(`pid "${pid}": expected the number of a pool`);
  if (!STAKE.test(stake)) wrong(`stake "${stake}": expected PHA as a decimal number such as 1500 or 0.5`);
  const flag = (column) => {
    const value = FLAGS[of(column).toLowerCase()];
    if (value === undefined) wrong(`${column} "${of(column)}": expected true or false`);
    return value;
  };
  return {
    name,
    endpoint,
    pid,
    stake,
    disabled: flag('disabled'),
    syncOnly: flag('sync_only'),
    gatekeeper: flag('gatekeeper'),
  };
}

function isEndpoint(text) {
  try {
    const url = new URL(text);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}

/** Records of RFC 4180; empty lines are left out. */
function split(text, faults) {
  const records = [];
  let cells = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let start = 1;
  const end = () => {
    cells.push(cell);
    const blank = cells.length === 1 && cell.trim() === '';
    if (!blank) records.push({ line: start, cells });
    cells = [];
    cell = '';
    start = line;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\n') line++;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === ',') {
      cells.push(cell);
      cell = '';
    } else if (c === '\n') end();
    else if (c !== '\r') cell += c;
  }
  if (quoted) faults.push({ line: start, text: 'a quotation mark is not closed' });
  if (cell !== '' || cells.length) end();
  return records;
}

/** The file of these rows. */
export function writeCsv(rows) {
  const lines = rows.map((row) => [row.name, row.endpoint, row.pid, row.stakeText, !row.enabled, row.syncOnly, row.gatekeeper].map(quote).join());
  return `${[HEADER.join(), ...lines].join('\n')}\n`;
}

const quote = (value) => (/[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

/** Hands a file to the browser. */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
