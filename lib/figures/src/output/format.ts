/** A number as prose shows it: `12,303`, `0.25`, `−4`. At most three decimals. */
export function formatNumber(value: number | bigint): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 }).replace('-', '−');
}
