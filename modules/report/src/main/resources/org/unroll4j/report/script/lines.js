/* Lines over a common axis, with bands, whiskers and lines to hold them against. */

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

/* Room for the bands: ECharts scales an axis by lines only when a series has one point. A logarithmic
   axis has no room for 0, and shows the lines to hold the others against. */
function extent(lines, spec) {
  const values = [];
  if (spec.y.log) {
    spec.references.forEach(function (r) { r.points.forEach(function (p) { values.push(p[1]); }); });
  }
  lines.forEach(function (line) {
    line.points.forEach(function (p) {
      values.push(p[1]);
      if (p.length === 4 && line.style === 'band') { values.push(p[2], p[3]); }
    });
  });
  const possible = values.filter(function (value) { return !spec.y.log || value > 0; });
  return [Math.min.apply(null, possible), Math.max.apply(null, possible)];
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
  if (spec.x.log && spec.x.unit !== 'count') {
    const least = Math.min.apply(null, spec.series.map(function (l) { return l.points[0][0]; }));
    option.xAxis.min = Math.max(least, 1e-3);
    option.xAxis.max = 1;
  }
  if (spec.x.labels) { named(option.xAxis, spec.x.labels); }
  else if (spec.x.unit === 'count') { whole(option.xAxis, spec.series); }
  if (shown.length && (spec.y.min === undefined || spec.y.max === undefined)) {
    const range = extent(shown, spec);
    if (spec.y.log) {
      decades(option.yAxis, range[0], range[1]);
      series.filter(function (line) { return line.type === 'line'; }).forEach(function (line) {
        line.data = line.data.map(function (p) { return [p[0], Math.max(p[1], option.yAxis.min)]; });
      });
    } else {
      bounds(option.yAxis, spec.y.min === undefined ? range[0] : spec.y.min, range[1]);
    }
  }
  option.tooltip.trigger = 'axis';
  option.tooltip.formatter = function (items) {
    const x = items[0].axisValue;
    const rows = [];
    shown.forEach(function (line) {
      const value = heightAt(line, x);
      if (value !== null) {
        rows.push({
          name: line.name, property: look(line.role).property, value: text(spec.y.unit, value)
        });
      }
    });
    return rows.length ? tip(spec.x.title + ' ' + placeName(spec.x, x), rows) : '';
  };
  option.series = series;
  return option;
}

function placeName(axis, x) {
  return axis.labels && axis.labels[x] !== undefined ? axis.labels[x] : text(axis.unit, x);
}

/* Names instead of numbers. */
function named(axis, labels) {
  axis.min = -0.3;
  axis.max = labels.length - 0.7;
  const every = Math.ceil(labels.length / 12);
  axis.axisLabel.customValues = labels.map(function (label, i) { return i; })
    .filter(function (i) { return i % every === 0; });
  axis.axisLabel.formatter = function (value) { return labels[value] === undefined ? '' : labels[value]; };
  axis.splitLine.show = false;
}

/* From the first to the last of a few whole numbers, each named where there is room. */
function whole(axis, lines) {
  const values = [].concat.apply([], lines.map(function (line) {
    return line.points.map(function (p) { return p[0]; });
  }));
  const first = Math.min.apply(null, values);
  const last = Math.max.apply(null, values);
  const places = values.filter(function (value, i) { return values.indexOf(value) === i; });
  if (places.length <= 20) {
    axis.min = first;
    axis.max = Math.max(last, first + 1);
    axis.axisLabel.customValues = places;
    axis.splitLine.show = false;
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

/* The line's height at x: of a continuous line also between its points; null where it has none. */
function heightAt(line, x) {
  for (let i = line.points.length - 1; i >= 0; i--) {
    const left = line.points[i];
    if (left[0] === x) { return left[1]; }
    if (left[0] < x) {
      const right = line.points[i + 1];
      return right && line.style === 'line'
        ? left[1] + (right[1] - left[1]) * (x - left[0]) / (right[0] - left[0]) : null;
    }
  }
  return null;
}
