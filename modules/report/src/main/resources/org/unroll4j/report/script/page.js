/* Draws every chart of the page, and again when the window, the colours or the medium change. */

const specs = JSON.parse(document.getElementById('chart-data').textContent);

/* What fits on A4 and on Letter. */
const PRINTED_WIDTH = { wide: 680, half: 330 };

let printing = false;

const KINDS = {
  xy: {
    option: xy, legend: xyLegend,
    height: function (view, width) { return printing ? 240 : width > 700 ? 380 : 300; }
  },
  dots: { option: dots, height: dotsHeight },
  bars: { option: bars, height: function (view) { return 24 * view.spec.items.length + 10; } },
  columns: { option: columns, legend: columnsLegend, height: function () { return printing ? 200 : 300; } },
  fan: { option: fan, legend: fanLegend, height: function () { return printing ? 170 : 280; } },
  session: { option: session, legend: sessionLegend, height: sessionHeight }
};

function theme() {
  const colours = {};
  ['ink', 'muted', 'line', 'grid', 'surface', 'reference', 'attainable', 'shut', 'open', 'on-shut',
    'on-open', 'sold-out', 'shout'].forEach(function (name) { colours[name] = colour(name); });
  return colours;
}

function draw(view) {
  const kind = KINDS[view.spec.kind];
  const wide = getComputedStyle(view.container.parentElement).gridColumnEnd === '-1';
  const width = printing
    ? PRINTED_WIDTH[wide ? 'wide' : 'half'] : view.container.clientWidth;
  if (width < 40) { return; }
  const height = kind.height(view, width);
  view.container.style.height = height + 'px';
  view.width = width;
  if (!view.chart) {
    view.chart = echarts.init(view.container, null, {
      renderer: 'svg', locale: 'EN', width: width, height: height
    });
  } else {
    view.chart.resize({ width: width, height: height });
  }
  view.chart.setOption(kind.option(view, theme(), width), { notMerge: true });
  if (printing) { view.chart.getZr().flush(); }
  view.container.dataset.drawn = 'true';
}

function start(container) {
  const spec = specs[container.dataset.chart];
  const view = { container: container, spec: spec, selected: {}, chart: null, width: 0 };
  (spec.series || []).forEach(function (line) {
    view.selected[line.name] = line.style !== 'hidden';
  });
  if (KINDS[spec.kind].legend) { KINDS[spec.kind].legend(view); }
  draw(view);
  new ResizeObserver(function () {
    if (!printing && Math.abs(container.clientWidth - view.width) > 1) {
      requestAnimationFrame(function () { draw(view); });
    }
  }).observe(container);
  return view;
}

const views = Array.prototype.map.call(document.querySelectorAll('[data-chart]'), start);

function drawAll() { views.forEach(draw); }

function print(on) {
  if (printing === on) { return; }
  printing = on;
  if (on) { root.dataset.theme = 'light'; } else { delete root.dataset.theme; }
  drawAll();
}

window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
window.addEventListener('beforeprint', function () { print(true); });
window.addEventListener('afterprint', function () { print(false); });
