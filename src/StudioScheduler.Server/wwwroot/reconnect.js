// What the page says while the server cannot be reached: the words stand in the page, in its language; this shows and hides them.
const dialog = document.getElementById('components-reconnect-modal');

dialog.addEventListener('components-reconnect-state-changed', event => {
  const { state } = event.detail;
  dialog.dataset.state = ['failed', 'rejected'].includes(state) ? state : 'trying';
  if (state === 'hide') { if (dialog.open) dialog.close(); } else if (!dialog.open) dialog.showModal();
  // A server that does not know this page any more has started anew.
  if (state === 'rejected') location.reload();
});
// Closed by Escape it would leave a page that takes nothing.
dialog.addEventListener('cancel', event => event.preventDefault());
document.getElementById('reconnect-reload').addEventListener('click', () => location.reload());
document.getElementById('reconnect-retry').addEventListener('click', async () => {
  dialog.dataset.state = 'trying';
  try { if (!await Blazor.reconnect()) location.reload(); } catch { dialog.dataset.state = 'failed'; }
});
