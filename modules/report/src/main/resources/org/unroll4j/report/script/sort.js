/* Tables that can be sorted: a click on a heading, largest or first in the alphabet first, and back. */

function numberIn(cell) {
  const value = Number.parseFloat(cell.firstChild ? cell.firstChild.textContent
    .replace(/[,\s\u202f]/g, '').replace('\u2212', '-') : '');
  return Number.isFinite(value) ? value : null;
}

function compare(a, b, numeric, direction) {
  if (!numeric) { return direction * a.textContent.localeCompare(b.textContent, 'en', { numeric: true }); }
  const left = numberIn(a);
  const right = numberIn(b);
  if (left === null || right === null) { return (left === null) - (right === null); }
  return direction * (left - right);
}

function sortable(table) {
  const body = table.tBodies[0];
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
    const numeric = head.classList.contains('number');
    const button = element('button', 'sort', head.textContent);
    button.type = 'button';
    head.textContent = '';
    head.append(button);
    button.addEventListener('click', function () {
      const before = head.getAttribute('aria-sort');
      const direction = before === null ? (numeric ? -1 : 1) : before === 'descending' ? 1 : -1;
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) {
        other.removeAttribute('aria-sort');
      });
      head.setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending');
      Array.prototype.slice.call(body.rows).sort(function (a, b) {
        return compare(a.cells[column], b.cells[column], numeric, direction);
      }).forEach(function (row) { body.append(row); });
    });
  });
}

document.querySelectorAll('table.sortable').forEach(sortable);
