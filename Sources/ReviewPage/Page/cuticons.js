const SVG = 'http://www.w3.org/2000/svg';

const solid = {
    play: 'M5 3.2v9.6l8-4.8z',
    pause: 'M4.5 3h2.4v10H4.5zM9.1 3h2.4v10H9.1z',
    previous: 'M3 3h1.6v10H3zM13 3v10L6 8z',
    next: 'M11.4 3H13v10h-1.6zM3 3v10l7-5z',
    back: 'M10.5 3.6v8.8L4.8 8z',
    on: 'M5.5 3.6v8.8L11.2 8z',
};

const lines = {
    unlock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 014.9-.7',
    exchange: 'M3 5.5h9M9.5 3l2.5 2.5L9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13',
    split: 'M8 2v12M2.5 5h3v6h-3M13.5 5h-3v6h3',
    join: 'M2.5 4.5h11v7h-11zM6 8h4M8.5 6.5L10 8l-1.5 1.5',
    earlier: 'M12.5 3v10M9.5 8h-7M5 5.5L2.5 8 5 10.5',
    later: 'M3.5 3v10M6.5 8h7M11 5.5L13.5 8 11 10.5',
    replace: 'M2.5 4h8v6h-8zM5.5 12.5h8v-6',
    minus: 'M4 8h8',
    plus: 'M4 8h8M8 4v8',
    fit: 'M2.5 4v8M13.5 4v8M5 8h6M6.5 6.3L5 8l1.5 1.7M9.5 6.3L11 8 9.5 9.7',
    stop: 'M4.5 4.5h7v7h-7z',
};

/** A 16 px icon of the transport or the edits; decorative. */
export function shape(name) {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 16 16');
    svg.setAttribute('class', solid[name] ? 'icon cut-solid' : 'icon');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', solid[name] ?? lines[name]);
    svg.append(path);
    return svg;
}
