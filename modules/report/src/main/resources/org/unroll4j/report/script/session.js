/* One session: the probability after each event, and the gates under it. */

function mix(from, to, share) {
  return echarts.color.lerp(share, [from, to]);
}

function strip(view) {
  return ['Minute'].concat(view.spec.gates);
}

function sessionLayout(view, width) {
  const narrow = width < 520;
  const left = narrow ? 66 : 96;
  const cell = (width - left - 14) / view.spec.events.length;
  const longest = Math.max.apply(null, view.spec.events.map(function (event) {
    return short(event.type).length;
  }));
  const rotated = longest * 6.8 + 6 > cell;
  const turn = rotated ? (cell < 17 ? 90 : 50) : 0;
  const labels = rotated
    ? longest * 6.1 * Math.sin(turn * Math.PI / 180) + 20 : 28;
  return {
    narrow: narrow, left: left, cell: cell, turn: turn, labels: labels,
    plot: printing ? 135 : 190, row: printing ? 18 : 22, gap: 12
  };
}

function sessionHeight(view, width) {
  const layout = sessionLayout(view, width);
  return 12 + layout.plot + layout.gap + layout.row * strip(view).length + layout.labels;
}

function short(name) { return name.length > 16 ? name.slice(0, 15) + '…' : name; }

function dot(event, theme) {
  const paint = colour('model');
  if (event.label === undefined) {
    return { color: paint, borderColor: paint, borderWidth: 0 };
  }
  return { color: event.label >= 0.5 ? paint : theme.surface, borderColor: paint, borderWidth: 2 };
}

function cells(view, theme, layout) {
  const events = view.spec.events;
  const data = [];
  events.forEach(function (event, i) {
    if (Number.isFinite(event.minutes)) { data.push([i, 0, event.minutes]); }
    event.gates.forEach(function (opening, g) {
      if (opening !== null) { data.push([i, g + 1, opening]); }
    });
  });
  const every = Math.max(1, Math.ceil(30 / layout.cell));
  return {
    type: 'custom', xAxisIndex: 1, yAxisIndex: 1, data: data, silent: true,
    encode: { x: 0, y: 1 }, tooltip: { show: false },
    renderItem: function (params, api) {
      const index = api.value(0);
      const row = api.value(1);
      const value = api.value(2);
      const centre = api.coord([index, row]);
      const size = api.size([1, 1]);
      const heat = row > 0;
      const children = [];
      if (heat) {
        children.push({
          type: 'rect',
          shape: {
            x: centre[0] - size[0] / 2, y: centre[1] - size[1] / 2 + 1,
            width: size[0] + 0.3, height: size[1] - 2
          },
          style: { fill: mix(theme.shut, theme.open, Math.max(0, Math.min(1, value))) }
        });
      }
      if (heat ? size[0] >= 29 : index % every === 0) {
        children.push({
          type: 'text',
          style: {
            text: heat ? decimals(value, 2) : decimals(value, value < 9.95 ? 1 : 0),
            x: centre[0], y: centre[1], align: 'center', verticalAlign: 'middle',
            fill: heat ? (value > 0.5 ? theme['on-open'] : theme['on-shut']) : theme.muted,
            fontSize: 11, fontFamily: FONT
          }
        });
      }
      return { type: 'group', children: children };
    }
  };
}

function sessionTip(view, index) {
  const event = view.spec.events[index];
  const rows = [];
  if (Number.isFinite(event.probability)) {
    rows.push({ name: view.spec.model, property: 'model', value: text('share', event.probability) });
  }
  if (Number.isFinite(event.attainable)) {
    rows.push({ name: 'best attainable', property: 'attainable', value: text('share', event.attainable) });
  }
  view.spec.gates.forEach(function (gate, g) {
    if (Number.isFinite(event.gates[g])) { rows.push({ name: gate, value: decimals(event.gates[g], 3) }); }
  });
  if (Number.isFinite(event.minutes)) {
    rows.push({ name: 'Since the first event', value: text('minutes', event.minutes) });
  }
  if (event.label !== undefined) {
    rows.push({ name: 'A purchase followed', value: event.label >= 0.5 ? 'yes' : 'no' });
  }
  const detail = event.detail ? ' · ' + event.detail : '';
  return tip((index + 1) + '. ' + event.type + detail, rows);
}

function session(view, theme, width) {
  const spec = view.spec;
  const layout = sessionLayout(view, width);
  const rows = strip(view);
  const indices = spec.events.map(function (event, i) { return String(i); });
  const option = base(theme);
  const below = 12 + layout.plot + layout.gap;
  option.grid = [
    { left: layout.left, right: 14, top: 12, height: layout.plot, outerBoundsMode: 'none' },
    { left: layout.left, right: 14, top: below, height: layout.row * rows.length, outerBoundsMode: 'none' }
  ];
  option.axisPointer = { link: [{ xAxisIndex: 'all' }] };
  option.xAxis = [
    {
      type: 'category', data: indices, gridIndex: 0, axisLabel: { show: false },
      axisTick: { show: false }, axisLine: { lineStyle: { color: theme.line } }
    },
    {
      type: 'category', data: indices, gridIndex: 1, axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        color: theme.ink, fontSize: 12, rotate: layout.turn, margin: 8,
        interval: layout.cell < 15 ? Math.ceil(15 / layout.cell) - 1 : 0, hideOverlap: false,
        formatter: function (index) { return short(spec.events[Number(index)].type); }
      }
    }
  ];
  const scale = valueAxis({ title: '', unit: 'share', min: 0 }, theme, true);
  scale.gridIndex = 0;
  bounds(scale, 0, spec.max);
  option.yAxis = [
    scale,
    {
      type: 'category', inverse: true, gridIndex: 1, axisTick: { show: false },
      axisLine: { show: false }, splitLine: { show: false },
      data: rows.map(function (name) { return layout.narrow ? name.replace(' gate', '') : name; }),
      axisLabel: { color: theme.muted, fontSize: 12, margin: 8, interval: 0 }
    }
  ];
  option.series = [{
    type: 'line', xAxisIndex: 0, yAxisIndex: 0, z: 5, showAllSymbol: true, clip: false,
    data: spec.events.map(function (event) {
      return {
        value: Number.isFinite(event.probability) ? event.probability : '-',
        itemStyle: dot(event, theme)
      };
    }),
    symbol: 'circle', symbolSize: layout.cell < 12 ? 5 : 9, emphasis: { disabled: true },
    lineStyle: { color: colour('model'), width: 2.6 },
    areaStyle: { color: colour('model'), opacity: 0.1 }
  }];
  if (hasAttainable(view)) {
    option.series.push({
      type: 'line', z: 4, symbol: 'none', emphasis: { disabled: true }, clip: false,
      data: spec.events.map(function (event) {
        return Number.isFinite(event.attainable) ? event.attainable : '-';
      }),
      lineStyle: { color: theme.attainable, width: 1.6, type: [7, 4] }
    });
  }
  const lines = [];
  if (Number.isFinite(spec.average)) {
    lines.push({
      yAxis: spec.average, lineStyle: { color: theme.reference, width: 1.2, type: [3, 4] }
    });
  }
  spec.events.forEach(function (event, i) {
    if (event.end) {
      lines.push({ xAxis: i, lineStyle: { color: theme.ink, width: 1.4, type: 'solid' } });
    }
  });
  option.series[0].markLine = {
    silent: true, symbol: 'none', label: { show: false }, data: lines
  };
  option.series.push(cells(view, theme, layout));
  option.tooltip.trigger = 'axis';
  option.tooltip.formatter = function (items) {
    const index = Number(items[0].axisValue);
    return Number.isInteger(index) ? sessionTip(view, index) : '';
  };
  return option;
}

function hasAttainable(view) {
  return view.spec.events.some(function (event) { return Number.isFinite(event.attainable); });
}

function sessionLegend(view) {
  const spec = view.spec;
  const entries = [{ name: spec.model, swatch: lineSwatch('model') }];
  if (hasAttainable(view)) { entries.push({ name: 'best attainable', swatch: lineSwatch('attainable') }); }
  if (Number.isFinite(spec.average)) {
    entries.push({
      name: 'share of positives, ' + text('share', spec.average),
      swatch: swatch(26, function (add) {
        add('line', {
          x1: 0, x2: 26, y1: 6, y2: 6, 'stroke-width': 1.2, 'stroke-dasharray': '3 4',
          style: { stroke: 'var(--reference)' }
        });
      })
    });
  }
  if (spec.events.some(function (event) { return event.label !== undefined; })) {
    entries.push({ name: 'a purchase followed', swatch: dotSwatch('model', true) });
    entries.push({ name: 'none followed', swatch: dotSwatch('model', false) });
  }
  if (spec.gates.length) {
    entries.push({
      name: 'gate shut to open',
      swatch: swatch(45, function (add) {
        for (let i = 0; i < 9; i++) {
          add('rect', {
            x: 5 * i, y: 1, width: 5.5, height: 10,
            style: { fill: 'color-mix(in srgb, var(--open) ' + i * 12.5 + '%, var(--shut))' }
          });
        }
      })
    });
  }
  legend(view, entries);
}
