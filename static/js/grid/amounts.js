// How do people read an amount? In thousands, with the signs of their language.

const NUMBERS = new Intl.NumberFormat("id");

export const readable = (one, text) => (one.money && /^\d+$/.test(text) ? NUMBERS.format(BigInt(text)) : text);
