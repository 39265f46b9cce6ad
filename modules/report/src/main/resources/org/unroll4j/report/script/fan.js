/* One series: its past, a forecast with its bands, and what happened. */

const BANDS = [
  { low: 'low95', high: 'high95', name: '95\u202f% interval', opacity: 0.13 },
  { low: 'low80', high: 'high80', name: '80\u202f% interval', opacity: 0.16 },
  { low: 'low50', high: 'high50', name: '50\u202f% interval', opacity: 0.24 }
];

function fanLines(view) {
  return [
    { key: 'value', name: 'what happened', property: 'ink', width: 1.7 },
    { key: 'baseline', name: view.spec.baseline, property: 'training', width: 1.7, dash: [5, 3] },
    { key: 'attainable', name: 'best attainable', property: 'attainable', width: 1.6, dash: [2, 3] },
    { key: 'median', name: view.spec.model, property: 'model', width: 2.6 }
  ].filter(function (line) {
    return view.spec.points.some(function (p) { return Number.isFinite(p[line.key]); });
  });
}

/* Neighbours that have both ends of a band; one that is alone is drawn as wide as its step. */
function stretches(points, band) {
  const all = [];
  let last = null;
  points.forEach(function (p) {
    if (!Number.isFinite(p[band.low]) || !Number.isFinite(p[band.high])) { return; }
    const place = [p.x, 0, p[band.low], p[band.high]];
    if (last !== null && p.x - last < 1.5) { all[all.length - 1].push(place); } else { all.push([place]); }
    last = p.x;
  });
  return all.map(function (part) {
    if (part.length > 1) { return part; }
    return [-0.4, 0.4].map(function (side) {
      return [part[0][0] + side].concat(part[0].slice(1));
    });
  });
}

function fanExtent(points) {
  const values = [0];
  points.forEach(function (p) {
    ['value', 'median', 'baseline', 'attainable', 'low80', 'high80'].forEach(function (key) {
      if (Number.isFinite(p[key])) { values.push(p[key]); }
    });
  });
  const low = Math.min.apply(null, values);
  const high = Math.max.apply(null, values);
  const widest = points.reduce(function (most, p) { return Math.max(most, p.high95 || 0); }, high);
  return [low, Math.min(widest, low + 2.2 * (high - low))];
}

/* Hours that were sold out, as stripes behind everything. */
function stripes(points, theme) {
  const parts = [];
  points.filter(function (p) { return p.soldOut; }).forEach(function (p) {
    const last = parts[parts.length - 1];
    if (last && p.x - last[1] < 1.5) { last[1] = p.x; } else { parts.push([p.x, p.x]); }
  });
  return {
    type: 'custom', silent: true, z: 0, clip: true, tooltip: { show: false }, data: parts,
    encode: { x: [0, 1] },
    renderItem: function (params, api) {
      const from = api.coord([api.value(0) - 0.5, 0])[0];
      const to = api.coord([api.value(1) + 0.5, 0])[0];
      return {
        type: 'rect',
        shape: { x: from, y: params.coordSys.y, width: to - from, height: params.coordSys.height },
        style: { fill: theme['sold-out'], opacity: 0.5 }
      };
    }
  };
}

function rings(points, theme) {
  return {
    type: 'scatter', silent: true, z: 9, symbol: 'circle', symbolSize: 15, clip: false,
    data: points.filter(function (p) { return p.surprise && Number.isFinite(p.value); })
      .map(function (p) { return [p.x, p.value]; }),
    itemStyle: { color: 'transparent', borderColor: theme.shout, borderWidth: 2.2 }
  };
}

function fanTip(view, point) {
  const unit = view.spec.unit;
  const rows = fanLines(view).filter(function (line) { return Number.isFinite(point[line.key]); })
    .map(function (line) {
      return { name: line.name, property: line.property, value: text(unit, point[line.key]) };
    });
  if (Number.isFinite(point.mean)) { rows.push({ name: 'mean of the forecast', value: text(unit, point.mean) }); }
  BANDS.slice().reverse().forEach(function (band) {
    if (Number.isFinite(point[band.low]) && Number.isFinite(point[band.high])) {
      rows.push({
        name: band.name, value: text(unit, point[band.low]) + '\u202f–\u202f' + text(unit, point[band.high])
      });
    }
  });
  if (point.soldOut) { rows.push({ name: 'sold out', value: 'yes' }); }
  if (point.surprise) { rows.push({ name: 'surprising', value: 'yes' }); }
  return tip(point.label, rows);
}

function fan(view, theme) {
  const spec = view.spec;
  const points = spec.points;
  const option = base(theme);
  const range = fanExtent(points);
  option.grid = { left: LEFT, right: 18, top: 14, bottom: 30, outerBoundsMode: 'none' };
  option.xAxis = valueAxis({ title: '', unit: 'number' }, theme, false);
  option.xAxis.min = points[0].x - 0.5;
  option.xAxis.max = points[points.length - 1].x + 0.5;
  option.xAxis.axisLabel.customValues = spec.ticks.map(function (tick) { return tick[0]; });
  option.xAxis.axisLabel.formatter = function (value) {
    const tick = spec.ticks.find(function (t) { return Math.abs(t[0] - value) < 1e-6; });
    return tick ? tick[1] : '';
  };
  option.xAxis.axisTick = {
    show: true, customValues: option.xAxis.axisLabel.customValues, lineStyle: { color: theme.line }
  };
  option.yAxis = valueAxis({ title: '', unit: spec.unit }, theme, true);
  bounds(option.yAxis, range[0], range[1]);
  if (spec.whole && option.yAxis.interval < 1) { option.yAxis.interval = 1; option.yAxis.max = Math.ceil(range[1]); }
  option.series = [stripes(points, theme)];
  BANDS.forEach(function (one) {
    stretches(points, one).forEach(function (part) {
      option.series.push(band({ name: one.name, points: part }, { property: 'model' }, one.opacity));
    });
  });
  fanLines(view).filter(function (line) { return view.selected[line.name] !== false; })
    .forEach(function (line) {
      const known = points.filter(function (p) { return Number.isFinite(p[line.key]); });
      const alone = line.key !== 'value' && known.length === 1;
      option.series.push({
        type: 'line', name: line.name, z: line.key === 'value' ? 6 : 5, clip: true,
        data: points.map(function (p) { return [p.x, Number.isFinite(p[line.key]) ? p[line.key] : '-']; }),
        symbol: 'circle', symbolSize: alone ? 8 : 4, showSymbol: alone || (line.key === 'value' && points.length <= 80),
        showAllSymbol: true, emphasis: { disabled: true },
        itemStyle: { color: colour(line.property) },
        lineStyle: { color: colour(line.property), width: line.width, type: line.dash || 'solid' }
      });
    });
  const first = points.find(function (p) { return p.forecast; });
  if (first && first !== points[0]) {
    option.series[option.series.length - 1].markLine = {
      silent: true, symbol: 'none', label: { show: false },
      lineStyle: { color: theme.reference, width: 1.4, type: 'solid' }, data: [{ xAxis: first.x - 0.5 }]
    };
  }
  option.series.push(rings(points, theme));
  option.tooltip.trigger = 'axis';
  option.tooltip.formatter = function (items) {
    const point = points.find(function (p) { return p.x === items[0].axisValue; });
    return point ? fanTip(view, point) : '';
  };
  return option;
}

function fanLegend(view) {
  const points = view.spec.points;
  const entries = fanLines(view).map(function (line) {
    return {
      name: line.name, toggle: line.key !== 'value',
      swatch: swatch(26, function (add) {
        add('line', {
          x1: 0, x2: 26, y1: 6, y2: 6, 'stroke-width': line.width,
          'stroke-dasharray': line.dash ? line.dash.join(' ') : '',
          style: { stroke: 'var(--' + line.property + ')' }
        });
      })
    };
  });
  const bands = BANDS.filter(function (one) {
    return points.some(function (p) { return Number.isFinite(p[one.low]); });
  });
  if (bands.length) {
    entries.push({
      name: bands.map(function (one) { return one.low.slice(3); }).reverse().join(', ')
        + '\u202f% interval' + (bands.length > 1 ? 's' : ''),
      swatch: swatch(30, function (add) {
        bands.forEach(function (one, i) {
          add('rect', {
            x: 5 * i, y: 2 * i, width: 30 - 10 * i, height: 12 - 4 * i, rx: 1, opacity: 0.1 + one.opacity,
            style: { fill: 'var(--model)' }
          });
        });
      })
    });
  }
  if (points.some(function (p) { return p.soldOut; })) {
    entries.push({ name: 'sold out', swatch: areaSwatch('sold-out', 0.5) });
  }
  if (points.some(function (p) { return p.surprise; })) {
    entries.push({
      name: 'surprising',
      swatch: swatch(16, function (add) {
        add('circle', { cx: 8, cy: 6, r: 5, 'stroke-width': 2, style: { stroke: 'var(--shout)', fill: 'none' } });
      })
    });
  }
  legend(view, entries);
}
