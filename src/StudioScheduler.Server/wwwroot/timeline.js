// The week as bars. C# hands over plain data; this module draws it, walks it by keyboard and reports what was chosen or dropped.
const hour = 3600000;

export function create(root, dotnet) {
  const inner = document.createElement('div');
  inner.className = 'tl-inner';
  root.replaceChildren(inner);
  let data = null, chosen = null, focused = null;

  const div = (className, text) => { const made = document.createElement('div'); made.className = className; if (text !== undefined) made.textContent = text; return made; };
  const place = (node, from, to) => {
    node.style.setProperty('--s', ((from - data.from) / hour).toFixed(4));
    if (to !== undefined) node.style.setProperty('--d', ((to - from) / hour).toFixed(4));
    return node;
  };

  function bar(entry) {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = `tl-bar ${entry.state}${entry.fixed ? ' frozen' : ''}`;
    made.dataset.id = entry.id; made.dataset.key = entry.key; made.dataset.mark = entry.mark;
    made.textContent = entry.text;
    made.title = entry.label; made.setAttribute('aria-label', entry.label);
    made.setAttribute('aria-pressed', entry.id === chosen && entry.state !== 'gone');
    made.tabIndex = -1;
    return place(made, entry.from, entry.to);
  }

  function draw(next) {
    const first = data === null;
    data = next;
    root.style.setProperty('--hours', (data.to - data.from) / hour);
    const head = div('tl-head');
    head.append(div('tl-corner', data.corner));
    for (const day of data.days) {
      const cell = place(div(`tl-day${day.today ? ' today' : ''}`), day.from, day.to);
      const name = document.createElement('b'); name.textContent = day.name; cell.append(name);
      for (let h = 6; h < 24; h += 6) { const label = div('tl-hour', String(h).padStart(2, '0')); label.style.left = `calc(${h} * var(--px))`; cell.append(label); }
      head.append(cell);
    }
    const parts = [head];
    if (data.now > data.from && data.now < data.to) parts.push(place(div('tl-past'), data.now)); else if (data.now >= data.to) parts.push(place(div('tl-past'), data.to));
    for (const row of data.rows) {
      const line = div('tl-row'); line.dataset.row = row.id; line.setAttribute('role', 'group'); line.setAttribute('aria-label', row.name);
      const name = div('tl-name'); const text = document.createElement('span'); text.textContent = row.name; const small = document.createElement('small'); small.textContent = row.note; name.append(text, small); name.title = `${row.name} · ${row.note}`;
      line.append(name);
      for (const closed of row.closed) { const shade = place(div('tl-closed'), closed.from, closed.to); shade.title = closed.reason; line.append(shade); }
      for (const entry of row.bars) line.append(bar(entry));
      parts.push(line);
    }
    inner.replaceChildren(...parts);
    const back = focused && inner.querySelector(`[data-key="${CSS.escape(focused)}"]`);
    (back ?? inner.querySelector('.tl-bar') ?? {}).tabIndex = 0;
    if (back && document.activeElement === document.body) back.focus({ preventScroll: true });
    if (first) root.scrollLeft = Math.max(0, (Math.max(data.now, data.from) - data.from) / hour - 2) * px() * (data.now < data.to ? 1 : 0);
  }

  const px = () => parseFloat(getComputedStyle(root).getPropertyValue('--px'));
  const centre = node => { const box = node.getBoundingClientRect(); return box.left + box.width / 2; };

  inner.addEventListener('keydown', event => {
    const here = event.target.closest('.tl-bar');
    if (!here) return;
    const line = here.closest('.tl-row');
    let next = null;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const bars = [...line.querySelectorAll('.tl-bar')].sort((a, b) => centre(a) - centre(b));
      next = bars[bars.indexOf(here) + (event.key === 'ArrowRight' ? 1 : -1)];
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      for (let other = line; !next && other;) {
        other = event.key === 'ArrowDown' ? other.nextElementSibling : other.previousElementSibling;
        next = [...(other?.querySelectorAll?.('.tl-bar') ?? [])].sort((a, b) => Math.abs(centre(a) - centre(here)) - Math.abs(centre(b) - centre(here)))[0];
      }
    } else return;
    event.preventDefault();
    if (next) { here.tabIndex = -1; next.tabIndex = 0; next.focus(); }
  });
  inner.addEventListener('focusin', event => { focused = event.target.dataset?.key ?? focused; });

  // Dragging: for whoever likes it; the panel beside does the same without.
  let drag = null;
  inner.addEventListener('pointerdown', event => {
    const node = event.target.closest('.tl-bar');
    if (!node || !data.editable || event.button !== 0 || event.pointerType === 'touch' || node.matches('.gone, .running, .wrapped')) return;
    drag = { node, x: event.clientX, y: event.clientY, moved: false, scroll: root.scrollLeft };
    node.setPointerCapture(event.pointerId);
  });
  inner.addEventListener('pointermove', event => {
    if (!drag) return;
    const dx = event.clientX - drag.x + root.scrollLeft - drag.scroll, dy = event.clientY - drag.y;
    if (!drag.moved && Math.hypot(dx, dy) < 5) return;
    drag.moved = true;
    drag.node.classList.add('drag');
    drag.node.style.transform = `translate(${dx}px, ${dy}px)`;
    drag.dx = dx;
  });
  inner.addEventListener('pointerup', event => {
    if (!drag) return;
    const { node, moved, dx } = drag;
    drag = null;
    node.classList.remove('drag'); node.style.transform = '';
    if (!moved) return;
    node.dataset.dropped = '1';
    const under = document.elementsFromPoint(event.clientX, event.clientY).find(e => e.closest?.('.tl-row'))?.closest('.tl-row');
    const entry = data.rows.flatMap(row => row.bars).find(b => b.key === node.dataset.key);
    const step = data.step * 60000;
    const start = data.from + Math.round((entry.from + dx / px() * hour - data.from) / step) * step;
    if (under) dotnet.invokeMethodAsync('Dropped', entry.id, under.dataset.row, start);
  });
  inner.addEventListener('click', event => {
    const node = event.target.closest('.tl-bar');
    if (!node) return;
    if (node.dataset.dropped) { delete node.dataset.dropped; return; }
    dotnet.invokeMethodAsync('Chosen', node.dataset.id);
  });

  return {
    draw,
    choose(id) {
      chosen = id;
      for (const node of inner.querySelectorAll('.tl-bar')) node.setAttribute('aria-pressed', node.dataset.id === id && !node.matches('.gone'));
      const node = inner.querySelector('.tl-bar[aria-pressed=true]');
      if (node) { const box = node.getBoundingClientRect(), frame = root.getBoundingClientRect(); if (box.left < frame.left + 100 || box.right > frame.right) root.scrollLeft += box.left - frame.left - frame.width / 2; if (box.top < frame.top + 44 || box.bottom > frame.bottom) root.scrollTop += box.top - frame.top - frame.height / 2; }
    },
    zoom(width) { const at = root.scrollLeft / px(); root.style.setProperty('--px', `${width}px`); root.scrollLeft = at * width; },
  };
}
