/* Texts that a page of the site holds folded (RFC 1950 in base 85) are unfolded before the other scripts read them. */
"use strict";
(function () {
  /* How many bits a code has is known before its meaning: all codes padded to the longest look their symbol up. */
  function decoder(lengths) {
    const most = Math.max(...lengths);
    const table = new Uint16Array(1 << most);
    let code = 0;
    for (let length = 1; length <= most; length += 1) {
      lengths.forEach((own, symbol) => {
        if (own !== length) return;
        let mirrored = 0;
        for (let bit = 0; bit < length; bit += 1) mirrored |= ((code >> bit) & 1) << (length - 1 - bit);
        for (let at = mirrored; at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
        code += 1;
      });
      code <<= 1;
    }
    return { most, table };
  }
  /* Lengths and distances begin at a base and go on by some extra bits: [base, bits] of each symbol. */
  function ranges(count, first, bitsOf) {
    const made = [];
    let base = first;
    for (let number = 0; number < count; number += 1) {
      made.push([base, bitsOf(number)]);
      base += 1 << bitsOf(number);
    }
    return made;
  }
  const LENGTHS = [...ranges(28, 3, (number) => (number < 8 ? 0 : (number >> 2) - 1)), [258, 0]];
  const DISTANCES = ranges(30, 1, (number) => (number < 4 ? 0 : (number >> 1) - 1));
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const times = (count, value) => Array(count).fill(value);
  const FIXED = [decoder([...times(144, 8), ...times(112, 9), ...times(24, 7), ...times(8, 8)]), decoder(times(30, 5))];

  function inflate(bytes) {
    let [at, held, count] = [2, 0, 0];
    let [out, end] = [new Uint8Array(bytes.length * 6), 0];
    function need(number) {
      while (count < number) {
        held |= bytes[at] << count;
        at += 1;
        count += 8;
      }
    }
    function drop(number) {
      held >>>= number;
      count -= number;
    }
    function bits(number) {
      need(number);
      const value = held & ((1 << number) - 1);
      drop(number);
      return value;
    }
    function symbol({ most, table }) {
      need(most);
      const entry = table[held & ((1 << most) - 1)];
      drop(entry & 15);
      return entry >> 4;
    }
    function room(number) {
      if (end + number <= out.length) return;
      const larger = new Uint8Array((end + number) * 2);
      larger.set(out.subarray(0, end));
      out = larger;
    }
    function tables() {
      const [literals, distances, given] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
      const short = times(19, 0);
      for (let number = 0; number < given; number += 1) short[ORDER[number]] = bits(3);
      const read = decoder(short);
      const lengths = [];
      while (lengths.length < literals + distances) {
        const found = symbol(read);
        if (found < 16) lengths.push(found);
        else if (found === 16) lengths.push(...times(3 + bits(2), lengths[lengths.length - 1]));
        else lengths.push(...times(found === 17 ? 3 + bits(3) : 11 + bits(7), 0));
      }
      return [decoder(lengths.slice(0, literals)), decoder(lengths.slice(literals))];
    }
    function plain() {
      at -= count >> 3;
      [held, count] = [0, 0];
      const size = bytes[at] | (bytes[at + 1] << 8);
      room(size);
      out.set(bytes.subarray(at + 4, at + 4 + size), end);
      end += size;
      at += 4 + size;
    }
    function coded([literals, distances]) {
      for (;;) {
        const found = symbol(literals);
        if (found === 256) return;
        room(258);
        if (found < 256) {
          out[end] = found;
          end += 1;
          continue;
        }
        const [base, extra] = LENGTHS[found - 257];
        const length = base + bits(extra);
        const [near, further] = DISTANCES[symbol(distances)];
        const from = end - near - bits(further);
        for (let number = 0; number < length; number += 1) out[end + number] = out[from + number];
        end += length;
      }
    }
    let last = 0;
    while (!last) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) plain();
      else coded(kind === 1 ? FIXED : tables());
    }
    return out.subarray(0, end);
  }
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;.=>?@^_`{|}~";
  const valueOf = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => { valueOf[digit.charCodeAt(0)] = value; });
  /* Five digits are four bytes; the last ones may be missing. */
  function bytesOf(text) {
    const made = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
    for (let group = 0; group * 5 < text.length; group += 1) {
      let value = 0;
      for (let at = group * 5; at < group * 5 + 5; at += 1) value = value * 85 + (at < text.length ? valueOf[text.charCodeAt(at)] : 84);
      made.setUint32(group * 4, value);
    }
    return new Uint8Array(made.buffer);
  }
  function unfold(text) {
    return new TextDecoder().decode(inflate(bytesOf(text)));
  }
  /* The page's policy allows a script of this very text only. */
  function run(text) {
    const script = document.createElement("script");
    script.textContent = unfold(text);
    document.body.append(script);
  }
  /* Data stays where it is; rows of a table, in which the page has escaped all that comes from outside, take their place. */
  for (const one of document.querySelectorAll("script[data-folded]")) {
    const text = unfold(one.textContent);
    if (one.type === "text/html") one.insertAdjacentHTML("beforebegin", text);
    else one.textContent = text;
  }
  Object.assign(window.chaingraph, { run, unfold });
})();
