/* Bars that stand in a row, with bounds to hold them against. */

function columns(view, theme, width) {
  const spec = view.spec;
  const option = base(theme);
  const bounded = Number.isFinite(spec.low) && Number.isFinite(spec.high);
  const highest = Math.max.apply(null, spec.items.map(function (item) { return item.value; }));
  option.grid = { left: LEFT, right: 18, top: 34, bottom: 46, outerBoundsMode: 'none' };
  option.xAxis = {
    type: 'category', data: spec.items.map(function (item) { return item.name; }),
    name: spec.what, nameLocation: 'middle', nameGap: 28,
    nameTextStyle: { color: theme.muted, fontSize: 12 },
    axisTick: { show: false }, axisLine: { lineStyle: { color: theme.line } },
    axisLabel: { color: theme.muted, fontSize: 12, interval: every(spec.items, width), hideOverlap: true }
  };
  option.yAxis = valueAxis({ title: spec.measure, unit: spec.unit }, theme, true);
  bounds(option.yAxis, 0, Math.max(highest, bounded ? spec.high : 0));
  option.series = [{
    type: 'bar', barCategoryGap: spec.items.length > 40 ? '10%' : '25%',
    data: spec.items.map(function (item) { return item.value; }),
    itemStyle: { color: colour('model'), borderRadius: [2, 2, 0, 0] }, emphasis: { disabled: true }
  }];
  if (bounded) {
    option.series[0].markArea = {
      silent: true, itemStyle: { color: theme.reference, opacity: 0.28 },
      data: [[{ yAxis: spec.low }, { yAxis: spec.high }]]
    };
  }
  option.tooltip.trigger = 'axis';
  option.tooltip.axisPointer = { type: 'shadow', shadowStyle: { color: theme.grid, opacity: 0.6 } };
  option.tooltip.formatter = function (items) {
    const item = spec.items[items[0].dataIndex];
    return tip(spec.what + ' ' + item.name, [{
      name: spec.measure, property: 'model', value: text(spec.unit, item.value)
    }]);
  };
  return option;
}

/* Every so many names have room. */
function every(items, width) {
  const longest = Math.max.apply(null, items.map(function (item) { return item.name.length; }));
  const fit = Math.ceil(items.length * (longest * 7 + 8) / (width - LEFT - 18));
  return function (index) { return index % Math.max(1, fit) === 0; };
}

function columnsLegend(view) {
  if (Number.isFinite(view.spec.low)) {
    legend(view, [{ name: 'bounds of chance, 95\u202f%', swatch: areaSwatch('reference', 0.28) }]);
  }
}
