/* The numbers behind a square: beside it under the mouse, in a dialog on a click. Without this script
   a square leads to its numbers in the list below the matrix. */

function numbersBehind(square) {
  const group = document.getElementById(square.hash.slice(1));
  const table = element('table');
  table.append(group.closest('table').tHead.cloneNode(true), group.cloneNode(true));
  const copy = table.tBodies[0];
  copy.removeAttribute('id');
  const title = copy.rows[0].textContent;
  copy.deleteRow(0);
  const scroll = element('div', 'numbers scroll');
  scroll.append(table);
  return { title: title, table: scroll };
}

function openNumbers(square) {
  const behind = numbersBehind(square);
  const dialog = element('dialog');
  const header = element('header');
  const close = element('button', '', 'Close');
  close.type = 'button';
  close.addEventListener('click', function () { dialog.close(); });
  dialog.addEventListener('click', function (event) {
    if (event.target === dialog || event.target.closest('a')) { dialog.close(); }
  });
  dialog.addEventListener('close', function () { dialog.remove(); });
  header.append(element('h3', '', behind.title), close);
  dialog.append(header, behind.table);
  document.body.append(dialog);
  dialog.showModal();
}

let peeked = null;

function hideNumbers() {
  if (peeked) { peeked.remove(); peeked = null; }
}

function peekNumbers(square) {
  const behind = numbersBehind(square);
  hideNumbers();
  peeked = element('div', 'peek');
  peeked.append(behind.table);
  behind.table.prepend(element('strong', '', behind.title));
  document.body.append(peeked);
  const place = square.getBoundingClientRect();
  const below = place.bottom + 6;
  const fits = below + peeked.offsetHeight < window.innerHeight;
  const left = Math.min(place.left, window.innerWidth - peeked.offsetWidth - 8);
  peeked.style.left = Math.max(8, left) + 'px';
  peeked.style.top = (fits ? below : Math.max(8, place.top - peeked.offsetHeight - 6)) + 'px';
}

function squareOf(event) {
  return event.target instanceof Element ? event.target.closest('.matrix td a[href^="#n-"]') : null;
}

document.addEventListener('click', function (event) {
  const square = squareOf(event);
  if (square && typeof HTMLDialogElement === 'function') {
    event.preventDefault();
    hideNumbers();
    openNumbers(square);
  }
});

document.addEventListener('pointerover', function (event) {
  const square = squareOf(event);
  if (!square || event.pointerType !== 'mouse') { hideNumbers(); return; }
  peekNumbers(square);
});

document.addEventListener('scroll', hideNumbers, true);

/* The mouse brings the numbers themselves; readers of the screen keep the words. */
document.querySelectorAll('.matrix td a[href^="#n-"]').forEach(function (square) {
  square.setAttribute('aria-label', square.title);
  square.removeAttribute('title');
});
