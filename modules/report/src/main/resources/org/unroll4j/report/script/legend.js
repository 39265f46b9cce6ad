/* Legends and tips; all text reaches the document as text nodes. */

function element(name, className, content) {
  const node = document.createElement(name);
  if (className) { node.className = className; }
  if (content !== undefined) { node.textContent = content; }
  return node;
}

function tip(title, rows) {
  const node = element('div', 'tip');
  node.append(element('strong', '', title));
  rows.forEach(function (row) {
    const line = element('div');
    const name = element('span');
    if (row.property) {
      const dot = element('i');
      dot.style.background = colour(row.property);
      name.append(dot);
    }
    name.append(row.name);
    line.append(name, element('b', '', row.value));
    node.append(line);
  });
  return node;
}

function swatch(width, draw) {
  const names = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(names, 'svg');
  svg.setAttribute('width', width);
  svg.setAttribute('height', 12);
  svg.setAttribute('aria-hidden', 'true');
  draw(function (name, attributes) {
    const shape = document.createElementNS(names, name);
    Object.keys(attributes).forEach(function (key) {
      if (key === 'style') { Object.assign(shape.style, attributes.style); }
      else { shape.setAttribute(key, attributes[key]); }
    });
    svg.append(shape);
  });
  return svg;
}

function lineSwatch(role) {
  const style = look(role);
  return swatch(26, function (add) {
    add('line', {
      x1: 0, x2: 26, y1: 6, y2: 6, 'stroke-width': style.width,
      'stroke-dasharray': style.dash ? style.dash.join(' ') : '',
      style: { stroke: 'var(--' + style.property + ')' }
    });
  });
}

function areaSwatch(property, opacity) {
  return swatch(18, function (add) {
    add('rect', {
      x: 0, y: 1, width: 18, height: 10, rx: 2, opacity: opacity,
      style: { fill: 'var(--' + property + ')' }
    });
  });
}

function dotSwatch(property, filled) {
  return swatch(12, function (add) {
    add('circle', {
      cx: 6, cy: 6, r: 4, 'stroke-width': 2,
      style: {
        stroke: 'var(--' + property + ')',
        fill: filled ? 'var(--' + property + ')' : 'var(--surface)'
      }
    });
  });
}

/* entries: {name, swatch, toggle}; the legend's buttons switch series of that name. */
function legend(view, entries) {
  const list = element('ul', 'legend');
  entries.forEach(function (entry) {
    const item = element('li');
    const node = element(entry.toggle ? 'button' : 'span', entry.toggle ? '' : 'key');
    node.append(entry.swatch, entry.name);
    if (entry.toggle) {
      node.type = 'button';
      node.setAttribute('aria-pressed', String(view.selected[entry.name] !== false));
      node.addEventListener('click', function () {
        const on = view.selected[entry.name] === false;
        view.selected[entry.name] = on;
        node.setAttribute('aria-pressed', String(on));
        draw(view);
      });
    }
    item.append(node);
    list.append(item);
  });
  view.container.before(list);
}
