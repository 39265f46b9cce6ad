/* Draws the charts of the page from the JSON in #chart-data. Colours come from the style sheet, so
   that the charts follow light, dark and print; all text reaches the document as text nodes. */
(function () {
  'use strict';

  const root = document.documentElement;
  const specs = JSON.parse(document.getElementById('chart-data').textContent);
  const FONT = getComputedStyle(document.body).fontFamily;
  const LEFT = 54;
  const PRINTED_WIDTH = { wide: 680, half: 330 };

  /* How each role is drawn; its colour is the custom property of the same name. */
  const LOOKS = {
    'model': { width: 2.8 },
    'attainable': { width: 1.8, dash: [7, 4] },
    'training': { width: 1.8, dash: [5, 3] },
    'baseline': { width: 1.8, dash: [8, 3, 2, 3] },
    'baseline-1': { width: 1.8, dash: [1.5, 3] },
    'baseline-2': { width: 1.8, dash: [9, 3, 2, 3] },
    'baseline-3': { width: 1.8, dash: [4, 3] },
    'baseline-4': { width: 1.8 },
    'baseline-5': { width: 1.8, dash: [2, 2] },
    'flag-attainable-1': { width: 1.8, dash: [7, 4], colour: 'flag-1' },
    'flag-attainable-2': { width: 1.8, dash: [7, 4], colour: 'flag-2' },
    'flag-attainable-3': { width: 1.8, dash: [7, 4], colour: 'flag-3' }
  };

  function look(role) {
    const known = LOOKS[role] || {};
    return { width: known.width || 2.2, dash: known.dash || null, property: known.colour || role };
  }

  function colour(property) {
    return getComputedStyle(root).getPropertyValue('--' + property).trim() || '#777777';
  }

  /* ---- numbers ---- */

  function decimals(value, digits) {
    return value.toLocaleString('en-US', {
      minimumFractionDigits: digits, maximumFractionDigits: digits
    }).replace('-', '\u2212');
  }

  function trimmed(value, digits) {
    return value.toLocaleString('en-US', { maximumFractionDigits: digits }).replace('-', '\u2212');
  }

  function significant(value) {
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
      return value.toExponential(2).replace('-', '\u2212');
    }
    return value.toLocaleString('en-US', { maximumSignificantDigits: size >= 1000 ? 12 : 3 });
  }

  /* The same text as in the tables. */
  function text(unit, value) {
    switch (unit) {
      case 'score': return decimals(value, 3);
      case 'loss': return decimals(value, 4);
      case 'share': {
        const size = Math.abs(value);
        const digits = size === 0 ? 0 : size < 0.00995 ? 2 : size < 0.9995 ? 1 : 0;
        return decimals(100 * value, digits) + '\u202f%';
      }
      case 'count': return decimals(value, 0);
      case 'factor': return decimals(value, value < 9.95 ? 1 : 0) + '×';
      case 'minutes': return trimmed(value, value < 9.95 ? 1 : 0) + '\u202fmin';
      default: return significant(value);
    }
  }

  /* As short as the axis allows. */
  function tick(unit, value) {
    switch (unit) {
      case 'share': return trimmed(100 * value, 2) + '\u202f%';
      case 'factor': return trimmed(value, 1) + '×';
      case 'minutes': return trimmed(value, 1);
      case 'count': return Number.isInteger(value) ? trimmed(value, 0) : '';
      case 'score': case 'loss': return trimmed(value, 4);
      default: return significant(value);
    }
  }

  /* ---- small documents ---- */

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

  /* ---- parts that all charts share ---- */

  function base(theme) {
    return {
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily: FONT, color: theme.ink },
      legend: { show: false },
      tooltip: {
        confine: true,
        backgroundColor: theme.surface,
        borderColor: theme.line,
        padding: [8, 10],
        textStyle: { color: theme.ink, fontSize: 13, fontFamily: FONT },
        axisPointer: { type: 'line', lineStyle: { color: theme.reference, type: 'solid' } }
      }
    };
  }

  function valueAxis(spec, theme, vertical) {
    return {
      type: spec.log ? 'log' : 'value',
      name: spec.title,
      nameLocation: vertical ? 'end' : 'middle',
      nameGap: vertical ? 14 : 28,
      nameMoveOverlap: false,
      nameTextStyle: vertical
        ? { color: theme.muted, fontSize: 12, align: 'left', padding: [0, 0, 0, 2 - LEFT] }
        : { color: theme.muted, fontSize: 12 },
      scale: true,
      min: spec.min, max: spec.max,
      minInterval: spec.unit === 'count' ? 1 : undefined,
      splitNumber: vertical ? 5 : 6,
      axisLine: { show: !vertical, onZero: false, lineStyle: { color: theme.line } },
      axisTick: { show: false },
      axisLabel: {
        color: theme.muted, fontSize: 12, hideOverlap: true,
        formatter: function (value) { return tick(spec.unit, value); }
      },
      splitLine: { show: vertical || Boolean(spec.log), lineStyle: { color: theme.grid } }
    };
  }

  /* ---- lines over a common axis ---- */

  function band(line, style, opacity) {
    const withBand = line.points.filter(function (p) { return p.length === 4; });
    return {
      type: 'custom', name: line.name, silent: true, z: 1, data: withBand.length ? [withBand[0]] : [],
      encode: { x: 0, y: [1, 2, 3] }, tooltip: { show: false }, clip: true,
      renderItem: function (params, api) {
        const top = withBand.map(function (p) { return api.coord([p[0], p[3]]); });
        const bottom = withBand.map(function (p) { return api.coord([p[0], p[2]]); }).reverse();
        return {
          type: 'polygon',
          shape: { points: top.concat(bottom) },
          style: { fill: colour(style.property), opacity: opacity }
        };
      }
    };
  }

  function whiskers(line, style) {
    return {
      type: 'custom', name: line.name, silent: true, z: 2, clip: true,
      data: line.points.filter(function (p) { return p.length === 4; }),
      encode: { x: 0, y: [1, 2, 3] }, tooltip: { show: false },
      renderItem: function (params, api) {
        const low = api.coord([api.value(0), api.value(2)]);
        const high = api.coord([api.value(0), api.value(3)]);
        const stroke = { stroke: colour(style.property), lineWidth: 1.4, fill: 'none' };
        function segment(x1, y1, x2, y2) {
          return { type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: stroke };
        }
        return {
          type: 'group',
          children: [
            segment(low[0], low[1], high[0], high[1]),
            segment(low[0] - 4, low[1], low[0] + 4, low[1]),
            segment(high[0] - 4, high[1], high[0] + 4, high[1])
          ]
        };
      }
    };
  }

  /* Room for the bands: ECharts scales an axis by lines only when a series has one point. */
  function extent(lines) {
    const values = [];
    lines.forEach(function (line) {
      line.points.forEach(function (p) {
        values.push(p[1]);
        if (p.length === 4 && line.style === 'band') { values.push(p[2], p[3]); }
      });
    });
    return [Math.min.apply(null, values), Math.max.apply(null, values)];
  }

  function xy(view, theme) {
    const spec = view.spec;
    const option = base(theme);
    const shown = spec.series.filter(function (line) { return view.selected[line.name] !== false; });
    const series = [];
    const bands = spec.series.filter(function (line) {
      return line.style === 'band' && line.points.some(function (p) { return p.length === 4; });
    }).length;
    spec.series.forEach(function (line) {
      const style = look(line.role);
      const symbols = line.style === 'whiskers'
        || (line.style !== 'line' && line.points.length <= 40) || line.points.length === 1;
      if (line.style === 'band') { series.push(band(line, style, bands > 1 ? 0.07 : 0.16)); }
      if (line.style === 'whiskers') { series.push(whiskers(line, style)); }
      series.push({
        type: 'line', name: line.name, z: line.role === 'model' ? 6 : 4,
        data: line.points.map(function (p) { return [p[0], p[1]]; }),
        symbol: 'circle', symbolSize: line.role === 'model' ? 7 : 6, showSymbol: symbols,
        showAllSymbol: true, clip: true,
        itemStyle: { color: colour(style.property), borderColor: theme.surface, borderWidth: 1 },
        lineStyle: { color: colour(style.property), width: style.width, type: style.dash || 'solid' },
        emphasis: { disabled: true }
      });
    });
    spec.references.forEach(function (reference) {
      series.push({
        type: 'line', name: reference.name, data: reference.points, symbol: 'none', silent: true,
        z: 3, tooltip: { show: false }, emphasis: { disabled: true },
        lineStyle: { color: theme.reference, width: 1.2, type: [3, 4] }
      });
    });
    option.legend.selected = view.selected;
    option.legend.data = spec.series.map(function (line) { return line.name; });
    option.grid = { left: LEFT, right: 18, top: 34, bottom: 46, outerBoundsMode: 'none' };
    option.xAxis = valueAxis(spec.x, theme, false);
    option.yAxis = valueAxis(spec.y, theme, true);
    if (spec.x.log) {
      const least = Math.min.apply(null, spec.series.map(function (l) { return l.points[0][0]; }));
      option.xAxis.min = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-3)) + 1e-9));
      option.xAxis.max = 1;
    }
    if (spec.x.unit === 'count') { whole(option.xAxis, spec.series); }
    if (shown.length && (spec.y.min === undefined || spec.y.max === undefined)) {
      const range = extent(shown);
      bounds(option.yAxis, spec.y.min === undefined ? range[0] : spec.y.min, range[1]);
    }
    option.tooltip.trigger = 'axis';
    option.tooltip.formatter = function (items) {
      const rows = items.filter(function (item) {
        return item.seriesType === 'line'
          && spec.series.some(function (line) { return line.name === item.seriesName; });
      });
      if (!rows.length) { return ''; }
      return tip(spec.x.title + ' ' + text(spec.x.unit, rows[0].value[0]), rows.map(function (item) {
        const line = spec.series.find(function (l) { return l.name === item.seriesName; });
        return {
          name: item.seriesName, property: look(line.role).property,
          value: text(spec.y.unit, item.value[1])
        };
      }));
    };
    option.series = series;
    return option;
  }

  /* Round ends and about five equal steps between them. */
  function bounds(axis, low, high) {
    const span = Math.max(high - low, Math.abs(high) * 1e-3, 1e-6);
    const power = Math.pow(10, Math.floor(Math.log10(span / 4.5)));
    const ratio = span / 4.5 / power;
    const step = power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
    axis.min = round(Math.floor(low / step + 1e-6) * step);
    axis.max = round(Math.ceil(high / step - 1e-6) * step);
    if (axis.max === axis.min) { axis.max = round(axis.min + step); }
    axis.interval = round(step);
  }

  function round(value) { return Number(value.toPrecision(10)); }

  /* From the first to the last whole number; long axes choose for themselves. */
  function whole(axis, lines) {
    const values = [].concat.apply([], lines.map(function (line) {
      return line.points.map(function (p) { return p[0]; });
    }));
    const first = Math.min.apply(null, values);
    const last = Math.max.apply(null, values);
    if (last <= 60) {
      axis.min = first;
      axis.max = Math.max(last, first + 1);
      axis.interval = Math.max(1, Math.ceil((last - first) / 10));
    }
  }

  function xyLegend(view) {
    const entries = view.spec.series.map(function (line) {
      return { name: line.name, swatch: lineSwatch(line.role), toggle: view.spec.series.length > 1 };
    });
    view.spec.references.forEach(function (reference) {
      entries.push({
        name: reference.name,
        swatch: swatch(26, function (add) {
          add('line', {
            x1: 0, x2: 26, y1: 6, y2: 6, 'stroke-width': 1.2, 'stroke-dasharray': '3 4',
            style: { stroke: 'var(--reference)' }
          });
        })
      });
    });
    if (entries.length > 1) { legend(view, entries); }
  }

  /* ---- a dot and an interval per row ---- */

  function dots(view, theme, width) {
    const items = view.spec.items;
    const unit = view.spec.unit;
    const narrow = width < 520;
    const option = base(theme);
    const known = items.reduce(function (all, item) {
      return all.concat([item.value, item.low, item.high].filter(Number.isFinite));
    }, [0.5]);
    const range = [Math.min.apply(null, known), Math.max.apply(null, known)];
    option.grid = {
      left: narrow ? 112 : 210, right: narrow ? 56 : 72, top: 6, bottom: 30, outerBoundsMode: 'none'
    };
    option.xAxis = valueAxis({ title: '', unit: unit }, theme, false);
    option.xAxis.splitLine.show = true;
    bounds(option.xAxis, range[0], range[1] + 0.03 * (range[1] - range[0]));
    const rows = {
      type: 'category', inverse: true, axisTick: { show: false }, axisLine: { show: false }
    };
    option.yAxis = [
      Object.assign({}, rows, {
        data: items.map(function (item, i) { return String(i); }),
        axisLabel: {
          color: theme.ink, fontSize: 13, width: narrow ? 104 : 196, overflow: 'break', margin: 10,
          formatter: function (index) { return items[Number(index)].name; }
        }
      }),
      Object.assign({}, rows, {
        position: 'right', data: items.map(function (item, i) { return String(i); }),
        axisLabel: {
          color: theme.ink, fontSize: 13, fontWeight: 600, margin: 10,
          formatter: function (index) { return text(unit, items[Number(index)].value); }
        }
      })
    ];
    option.series = [
      {
        type: 'custom', data: items.map(function (item, i) { return [item.value, i]; }),
        encode: { x: 0, y: 1 },
        renderItem: function (params, api) {
          const item = items[params.dataIndex];
          const paint = colour(look(item.role).property);
          const centre = api.coord([item.value, params.dataIndex]);
          const children = [];
          if (Number.isFinite(item.low) && Number.isFinite(item.high)) {
            const low = api.coord([item.low, params.dataIndex])[0];
            const high = api.coord([item.high, params.dataIndex])[0];
            children.push({
              type: 'rect',
              shape: { x: low, y: centre[1] - 4, width: Math.max(high - low, 1), height: 8, r: 4 },
              style: { fill: paint, opacity: 0.3 }
            });
          }
          children.push({
            type: 'circle', shape: { cx: centre[0], cy: centre[1], r: 6 },
            style: { fill: paint, stroke: theme.surface, lineWidth: 1.5 }
          });
          return { type: 'group', children: children };
        }
      },
      { type: 'custom', yAxisIndex: 1, data: [], renderItem: function () { return null; } }
    ];
    option.tooltip.formatter = function (item) {
      const row = items[item.dataIndex];
      const lines = [{ name: 'Value', value: text(unit, row.value), property: look(row.role).property }];
      if (Number.isFinite(row.low)) {
        lines.push({
          name: '95\u202f% interval',
          value: text(unit, row.low) + '\u202f–\u202f' + text(unit, row.high)
        });
      }
      return tip(row.name, lines);
    };
    return option;
  }

  /* ---- counts ---- */

  function bars(view, theme, width) {
    const items = view.spec.items;
    const unit = view.spec.unit;
    const option = base(theme);
    const longest = Math.max.apply(null, items.map(function (item) { return item.name.length; }));
    const room = Math.min(longest * 7 + 14, width * 0.4, 180);
    option.grid = { left: room, right: 66, top: 2, bottom: 4, outerBoundsMode: 'none' };
    option.xAxis = { type: 'value', show: false, min: 0 };
    option.yAxis = {
      type: 'category', inverse: true, data: items.map(function (item, i) { return String(i); }),
      axisTick: { show: false }, axisLine: { lineStyle: { color: theme.line } },
      axisLabel: {
        color: theme.ink, fontSize: 12, interval: 0, width: room - 12, overflow: 'truncate',
        formatter: function (index) { return items[Number(index)].name; }
      }
    };
    option.series = [{
      type: 'bar', barMaxWidth: 15, data: items.map(function (item) { return item.value; }),
      itemStyle: { color: colour('model'), borderRadius: [0, 3, 3, 0] },
      emphasis: { disabled: true },
      label: {
        show: true, position: 'right', color: theme.muted, fontSize: 12,
        formatter: function (item) { return text(unit, item.value); }
      }
    }];
    option.tooltip.formatter = function (item) {
      return tip(items[item.dataIndex].name, [{ name: 'Count', value: text(unit, item.value) }]);
    };
    return option;
  }

  /* ---- one session ---- */

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
      plot: 190, row: 22, gap: 12
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
          interval: layout.cell < 12 ? Math.ceil(12 / layout.cell) - 1 : 0, hideOverlap: false,
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
    if (Number.isFinite(spec.average)) {
      option.series[0].markLine = {
        silent: true, symbol: 'none', label: { show: false }, data: [{ yAxis: spec.average }],
        lineStyle: { color: theme.reference, width: 1.2, type: [3, 4] }
      };
    }
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

  /* ---- drawing ---- */

  const KINDS = {
    xy: { option: xy, legend: xyLegend, height: function (view, width) { return width > 700 ? 380 : 300; } },
    dots: { option: dots, height: function (view) { return 36 * view.spec.items.length + 40; } },
    bars: { option: bars, height: function (view) { return 24 * view.spec.items.length + 10; } },
    session: { option: session, legend: sessionLegend, height: sessionHeight }
  };

  let printing = false;

  function theme() {
    const colours = {};
    ['ink', 'muted', 'line', 'grid', 'surface', 'reference', 'attainable', 'shut', 'open', 'on-shut',
      'on-open'].forEach(function (name) { colours[name] = colour(name); });
    return colours;
  }

  function draw(view) {
    const kind = KINDS[view.spec.kind];
    const wide = view.container.closest('.wide') !== null;
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
}());
