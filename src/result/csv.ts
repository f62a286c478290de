/** A line of CSV, without its end (RFC 4180): quotes around fields that need them. */
export function csvLine(fields: readonly (string | number)[]): string {
  return fields.map(quoted).join(',');
}

function quoted(field: string | number): string {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
