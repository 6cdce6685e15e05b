import { expect, test } from 'vitest';
import { shopLink } from './shop_link';

test('the reference becomes a parameter of the shop’s address', () => {
    expect(shopLink('https://shop.example/buy', 'cfg_1')).toBe('https://shop.example/buy?reference=cfg_1');
});

test('an address with a query or a fragment keeps both', () => {
    expect(shopLink('https://shop.example/buy?sku=7', 'cfg_1')).toBe(
        'https://shop.example/buy?sku=7&reference=cfg_1',
    );
    expect(shopLink('https://shop.example/?', 'cfg_1')).toBe('https://shop.example/?reference=cfg_1');
    expect(shopLink('https://shop.example/?a=1#buy', 'cfg_1')).toBe(
        'https://shop.example/?a=1&reference=cfg_1#buy',
    );
});

test('a seller may say where it stands', () => {
    expect(shopLink('https://shop.example/buy/{reference}/7#x', 'cfg_1')).toBe(
        'https://shop.example/buy/cfg_1/7#x',
    );
});
