// How does the editor ask for something? A dialog of the page, answered by its form.

export function ask(dialog, act) {
  const inner = dialog.querySelector("form");
  inner.onsubmit = (event) => { event.preventDefault(); act(event.submitter?.value ?? ""); };
  dialog.showModal();
}
