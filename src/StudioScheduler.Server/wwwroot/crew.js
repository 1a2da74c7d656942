// A crew's or a team's phone: the last known state from this device at once, then the stream. Numbers are applied in order and only once.
const page = JSON.parse(document.getElementById('page').textContent);
const words = page.words;
const key = `studio-${page.kind}-${page.subject}`;
const main = document.getElementById('main');
document.title = words.title;
const api = `/api/recipients/${page.kind}/${encodeURIComponent(page.subject)}`;

let state = read() ?? { epoch: 0, sequence: 0, acknowledged: 0, calls: [], notices: [], at: null, pending: null };
let link = 'connecting';
let told = { epoch: 0, mark: 0 }; // how far the server knows what was delivered and seen here

const silence = 45000; // the server's heart beats every 15 s; three missed beats are a dead line
const patience = 20000; // a line that is dead without an error never answers

function read() { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } }
function keep() { try { localStorage.setItem(key, JSON.stringify(state)); } catch { /* full or private: the page lives on without */ } }
function heard() { state.at = Date.now(); keep(); }

// However many ask for it: one at a time.
function alone(work) {
  let running = null;
  return () => running ??= work().finally(() => running = null);
}

function ask(path, options) {
  const late = new AbortController();
  setTimeout(() => late.abort(), patience);
  return fetch(api + path, { ...options, signal: late.signal });
}

// --- what comes in ---------------------------------------------------------------------------------------------

function takeAll({ snapshot, notices }) {
  // A notice that was sent between the server's looks at the two is in the snapshot and not in the list: the stream brings it.
  const sequence = Math.min(snapshot.sequence, notices[0]?.sequence ?? 0);
  Object.assign(state, { epoch: snapshot.epoch, sequence, acknowledged: snapshot.acknowledgedSequence, calls: snapshot.calls, notices });
  // After a restore of the server a number may mean another notice, or none.
  if (state.pending && (state.pending.epoch !== snapshot.epoch || state.pending.sequence > snapshot.sequence)) state.pending = null;
}

function takeNotice(notice) {
  if (notice.epoch !== state.epoch || notice.sequence !== state.sequence + 1) return false;
  for (const change of notice.changes) {
    state.calls = state.calls.filter(call => call.block !== change.block);
    if (change.after) state.calls.push({ block: change.block, name: change.name, at: change.after });
  }
  state.calls.sort((a, b) => a.at.start < b.at.start ? -1 : 1);
  state.notices = [notice, ...state.notices.filter(n => n.sequence !== notice.sequence)].slice(0, 12);
  state.sequence = notice.sequence;
  return true;
}

async function load() {
  const answer = await ask('', { headers: { Accept: 'application/json' } });
  if (answer.status === 401 || answer.status === 404) { leave(); return false; }
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  takeAll(await answer.json());
  heard();
  return true;
}

let source, later;
const connect = alone(async () => {
  clearTimeout(later);
  source?.close();
  try {
    if (!await load()) return;
  } catch {
    link = 'off'; draw(); later = setTimeout(connect, 3000); return;
  }
  source = new EventSource(`${api}/stream?after=${state.epoch}-${state.sequence}`);
  source.onopen = () => { link = 'live'; draw(); sendPending(); receipt(); };
  // Too far behind, or the server was restored: begin anew, with the notices that led there.
  source.addEventListener('snapshot', connect);
  source.addEventListener('notice', event => {
    const notice = JSON.parse(event.data), isNext = takeNotice(notice);
    heard();
    if (!isNext) return;
    draw(); receipt();
    // What was taken back before it was sent alarms nobody.
    if (!notice.supersededBy) navigator.vibrate?.(200);
  });
  source.addEventListener('beat', () => {
    heard();
    if (link !== 'live') { link = 'live'; draw(); }
    sendPending(); receipt();
  });
  source.onerror = () => {
    if (link === 'live') { link = 'off'; draw(); }
    // closed for good: the session has ended, or the server is gone. load() knows which.
    if (source.readyState === EventSource.CLOSED) later = setTimeout(connect, 2000);
  };
});

// The link is no longer valid: only a new one helps. What is pending stays on the device for it.
function leave() { source?.close(); link = 'out'; draw(); }

// Every half minute, and when somebody takes the phone out: a line may die, and an answer may fail, without a word.
function tend() {
  if (link !== 'out') {
    // Both ways: the phone's clock may have been set back.
    if (Math.abs(Date.now() - state.at) > silence) { link = 'off'; connect(); }
    sendPending(); receipt();
  }
  draw();
}

// --- what goes out ---------------------------------------------------------------------------------------------

const post = (path, body) => ask(`/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

// Delivered once stored here; seen once a person can have looked.
const receipt = alone(async () => {
  try {
    for (;;) {
      const { epoch, sequence } = state, isSeen = document.visibilityState === 'visible';
      const mark = sequence * 2 + (isSeen ? 1 : 0);
      if (!page.speaks || sequence === 0 || (epoch === told.epoch && mark <= told.mark)) return;
      if (!(await post('receipts', { epoch, sequence, isSeen })).ok) return;
      told = { epoch, mark };
    }
  } catch { /* again with the next beat */ }
});

// Kept on the device until the server has it: in a concrete building the button still counts.
const sendPending = alone(async () => {
  const sent = state.pending;
  if (!sent) return;
  try {
    const answer = await post('acknowledgements', { ...sent, where: 'phone' });
    if (answer.status === 401 || answer.status === 403) leave();
    const covered = answer.ok ? (await answer.json()).acknowledgedSequence : 0;
    // 409: the number is of an epoch that is over. Nothing else takes back what a person has confirmed.
    if ((answer.ok || answer.status === 409) && state.pending === sent) {
      Object.assign(state, { pending: null, acknowledged: Math.max(state.acknowledged, covered) });
      keep();
    }
  } catch { /* again with the next beat */ }
  draw();
});

document.getElementById('confirm-button').addEventListener('click', () => {
  state.pending = { epoch: state.epoch, sequence: state.sequence };
  keep(); draw(); sendPending();
});
addEventListener('online', connect);
document.addEventListener('visibilitychange', tend);

// --- what is shown ---------------------------------------------------------------------------------------------

const locale = page.language === 'zh' ? 'zh-CN' : 'en-GB';
const format = options => new Intl.DateTimeFormat(locale, { timeZone: page.timeZone, ...options });
const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayName = format({ weekday: 'short', day: 'numeric', month: 'short' });
const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone: page.timeZone });
const say = (word, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words[word] ?? word);
// "书房 Scholar's study 12" in the reader's language, as the server does it for its own pages
function named(name) {
  // a changeover that only puts a look in order again
  const looks = page.kind === 'team' && /^(.*) → (.*)$/.exec(name);
  if (looks) return looks[1] === looks[2] ? say('again', { look: looks[1] }) : name;
  const both = /^(.*[\u4e00-\u9fff]\S*)\s+([A-Za-z][^\u4e00-\u9fff]*?)(?:\s+(\d[\d-]*))?$/.exec(name);
  if (!both) return name;
  const scene = page.language === 'zh' ? '' : (/\b\d+-\d+\b/.exec(both[1]) ?? [''])[0];
  // Back to 1992 is 一九九二 already: a number that the Chinese words spell is the English title's own.
  const digits = both[1].replace(/[〇零一二三四五六七八九]/g, c => c === '〇' ? 0 : '零一二三四五六七八九'.indexOf(c));
  const shared = page.language === 'zh' && both[3] && digits.includes(both[3]) ? '' : both[3];
  return [scene, page.language === 'zh' ? both[1] : both[2], shared].filter(Boolean).join(' ');
}
const at = text => new Date(text);
const dayOf = date => {
  const key = dayKey.format(date), today = dayKey.format(new Date()), tomorrow = dayKey.format(new Date(Date.now() + 864e5));
  const name = dayName.format(date);
  return key === today ? `${say('today')} · ${name}` : key === tomorrow ? `${say('tomorrow')} · ${name}` : name;
};
const range = call => {
  const start = at(call.start), end = at(call.end);
  const over = dayKey.format(start) === dayKey.format(end) ? '' : ` ${say('next-day')}`;
  return `${clock.format(start)}–${clock.format(end)}${over}`;
};
const span = milliseconds => {
  const minutes = Math.max(1, Math.round(milliseconds / 60000));
  return minutes < 90 ? say('minutes', { count: minutes }) : minutes < 48 * 60 ? say('hours', { count: Math.round(minutes / 60) }) : say('days', { count: Math.round(minutes / 1440) });
};

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function draw() {
  const now = Date.now();
  const shown = [];
  const next = state.calls.find(call => at(call.at.end) > now);
  if (next) {
    const start = at(next.at.start), isNow = start <= now;
    shown.push(element('section', `card next${isNow ? ' running' : ''}`,
      element('h2', '', isNow ? say('now') : say('next')),
      element('div', 'when', element('span', 'time', clock.format(start)), element('span', 'day', dayOf(start))),
      element('div', 'in', isNow ? say('until', { time: clock.format(at(next.at.end)) }) : `${say('in', { span: span(start - now) })} · ${say('until', { time: clock.format(at(next.at.end)) })}`),
      element('p', 'where', named(next.at.stageName)),
      element('p', 'what', `${named(next.name)} · ${next.block}`)));
  } else {
    shown.push(element('section', 'card', element('p', 'what', say('none'))));
  }

  const lasting = state.notices.filter(n => !n.supersededBy);
  const open = lasting.filter(n => n.epoch === state.epoch && n.sequence > state.acknowledged);
  const isNew = new Set(open.flatMap(n => n.changes.map(c => c.block)));
  // A crew asks first what has changed, a team what comes next.
  const isChangeFirst = open.length > 0 && page.kind === 'crew';
  if (isChangeFirst) shown.push(changesCard(lasting));
  const ahead = state.calls.filter(call => at(call.at.end) > now);
  if (ahead.length) {
    const list = element('section', 'card', element('h2', '', say('week')));
    let day = null, entries;
    for (const call of ahead) {
      const name = dayOf(at(call.at.start));
      if (name !== day) { list.append(element('p', 'day-head', day = name), entries = element('ul')); }
      entries.append(element('li', `call${isNew.has(call.block) ? ' changed' : ''}`, element('span', 't', range(call.at)), element('span', 's', named(call.at.stageName)), element('span', 'n', named(call.name))));
    }
    shown.push(list);
  }
  if (!isChangeFirst && lasting.length) shown.push(changesCard(lasting));
  main.replaceChildren(...shown);
  drawLink();
  drawConfirm(open);
}

function changesCard(notices) {
  const card = element('section', 'card', element('h2', '', say('changes')));
  for (const notice of notices.slice(0, 6)) {
    const isOpen = notice.sequence > state.acknowledged;
    const part = element('div', `notice${isOpen ? ' open' : ''}`);
    const meta = element('p', 'meta', say('version', { version: notice.version, time: `${dayName.format(at(notice.publishedAt))} ${clock.format(at(notice.publishedAt))}` }));
    if (isOpen) meta.append(' · ', element('span', 'tag', say('unread')));
    part.append(meta);
    if (notice.reason) part.append(element('p', 'why', notice.reason));
    for (const change of notice.changes.slice(0, 40)) part.append(changeLine(change));
    card.append(part);
  }
  return card;
}

function changeLine(change) {
  const line = element('div', 'change', element('span', `kind ${change.kind}`, say(change.kind)), named(change.name));
  const place = call => `${dayName.format(at(call.start))} ${range(call)} · ${named(call.stageName)}`;
  if (change.before) line.append(element('del', 'line', place(change.before)));
  if (change.after) line.append(element('span', 'line', place(change.after)));
  return line;
}

function drawLink() {
  const bar = document.getElementById('link');
  const time = state.at ? clock.format(new Date(state.at)) : '–';
  bar.className = `link ${{ live: 'live', off: 'off', out: 'bad' }[link] ?? ''}`;
  bar.textContent = link === 'live' ? say('live') : link === 'off' ? say('offline', { time }) : link === 'out' ? say('signed-out', { time }) : say('connecting');
}

function drawConfirm(open) {
  const box = document.getElementById('confirm'), button = document.getElementById('confirm-button'), text = document.getElementById('confirm-text');
  const changes = open.reduce((sum, notice) => sum + notice.changes.length, 0);
  box.hidden = !page.speaks || changes === 0;
  if (box.hidden) return;
  const due = open.map(n => n.acknowledgeBy).filter(Boolean).sort()[0];
  const count = changes === 1 ? say('confirm-one') : say('confirm-many', { count: changes });
  text.textContent = due ? `${count} · ${say('by', { time: `${dayName.format(at(due))} ${clock.format(at(due))}` })}` : count;
  button.disabled = !!state.pending;
  button.textContent = state.pending ? say(link === 'live' ? 'acknowledging' : 'acknowledge-later') : say('acknowledge');
}

draw();
connect();
setInterval(tend, 30000);
navigator.serviceWorker?.register('/crew-worker.js', { scope: `/${page.kind}/` }).catch(() => { /* plain http: the open page still keeps what it knows */ });
