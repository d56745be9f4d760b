const ENGLISH = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

/** A number as prose shows it: `12,303`, `0.25`, `−4`. At most three decimals. */
export function formatNumber(value: number | bigint): string {
  return ENGLISH.format(value).replace('-', '−');
}
