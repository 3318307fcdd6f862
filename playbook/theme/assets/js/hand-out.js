/** What readers take along from a page: by way of the clipboard, or as a file. */

/**
 * @param {string} text
 * @returns {Promise<boolean>}  Whether the browser let it be copied.
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name  Of the file, with its ending.
 * @param {BlobPart} content
 * @param {string} [type]
 */
export function download(name, content, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin the download only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
