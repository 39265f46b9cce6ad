/* Counts. */

function bars(view, theme, width) {
  const items = view.spec.items;
  const unit = view.spec.unit;
  const option = base(theme);
  const longest = Math.max.apply(null, items.map(function (item) { return item.name.length; }));
  const room = Math.min(longest * 7.6 + 18, width * 0.4, 180);
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
    return tip(items[item.dataIndex].name, [
      { name: view.spec.measure, value: text(unit, item.value) }
    ]);
  };
  return option;
}
