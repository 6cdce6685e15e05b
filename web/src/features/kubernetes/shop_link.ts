/** The way to the seller's shop with what the shop needs to know: in place of {reference}, else as a parameter. */
export function shopLink(shop: string, reference: string): string {
    const value = encodeURIComponent(reference);
    if (shop.includes('{reference}')) return shop.replaceAll('{reference}', value);
    const [address = '', ...fragment] = shop.split('#');
    const joint = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
    return [`${address}${joint}reference=${value}`, ...fragment].join('#');
}
