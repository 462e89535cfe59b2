/**
 * Which stories stand together on the map at a zoom level. Spots are put into the cells of a grid, and neighbouring cells
 * whose middles are close become one cluster: a hundred thousand stories take a few milliseconds, so that no worker is
 * needed. Same stories, same part of the map, same clusters.
 *
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {{south: number, west: number, north: number, east: number}} Box in degrees
 *
 * @typedef {object} Cluster
 * @property {string} key the same for the same stories on the same spots
 * @property {number} lat the middle of its stories
 * @property {number} lon
 * @property {number[]} spots indices into `columns.spots`, rising
 * @property {number} count of stories, each once
 */

const TILE_PX = 256;
/** How far the middles of two clusters are apart at least: room for a face, and for a fan where there are many. */
export const CLUSTER_PX = 58;
export const CROWDED_PX = 86;
const CROWD = 1500;
/** Parts of the map are looked at in blocks of so many pixels, so that a cluster does not change while it is moved. */
const BLOCK_PX = 512;
const MOST_ROUNDS = 8;
const MOST_LAT = 85.05;

/**
 * @typedef {{x: number, y: number, weight: number, spots: number[]}} Lump spots that stand together, in pixels
 */

export class StoryClusters {
  /**
   * @param {Columns} columns
   */
  constructor(columns) {
    this.columns = columns;
    const { lat, lon } = columns.spots;
    this.x = Float64Array.from(lon, xOf);
    this.y = Float64Array.from(lat, yOf);
    const { starts, values } = columns.spotLists;
    this.hasSeveral = values.length > columns.count || starts.some((start, index) => start - (starts[index - 1] ?? 0) > 1);
    /** Spot → where its stories start in `stories`. */
    this.starts = new Uint32Array(lat.length + 1);
    this.stories = new Uint32Array(0);
    this.clusterPx = CLUSTER_PX;
    /** @type {{key: string, clusters: Cluster[]} | null} */
    this.last = null;
  }

  /**
   * Only these stories.
   * @param {ArrayLike<number> & Iterable<number>} numbers
   */
  show(numbers) {
    const { starts: from, values } = this.columns.spotLists;
    const starts = new Uint32Array(this.x.length + 1);
    for (const number of numbers) {
      const end = from[number + 1] ?? 0;
      for (let at = from[number] ?? 0; at < end; at += 1) count(starts, (values[at] ?? 0) + 1);
    }
    for (let spot = 0; spot < this.x.length; spot += 1) starts[spot + 1] = (starts[spot + 1] ?? 0) + (starts[spot] ?? 0);
    const stories = new Uint32Array(starts[this.x.length] ?? 0);
    const next = starts.slice();
    for (const number of numbers) {
      const end = from[number + 1] ?? 0;
      for (let at = from[number] ?? 0; at < end; at += 1) {
        stories[count(next, values[at] ?? 0)] = number;
      }
    }
    [this.starts, this.stories, this.last] = [starts, stories, null];
    this.clusterPx = stories.length < CROWD ? CLUSTER_PX : CROWDED_PX;
  }

  /**
   * The clusters in a part of the map and a little around it.
   * @param {Box} box
   * @param {number} zoom need not be whole
   * @returns {Cluster[]}
   */
  inBox(box, zoom) {
    const scale = 2 ** zoom;
    const block = BLOCK_PX / scale;
    const blocks = [xOf(box.west), yOf(box.north), xOf(box.east), yOf(box.south)].map((edge, index) =>
      index < 2 ? Math.floor(edge / block) - 1 : Math.floor(edge / block) + 2,
    );
    const key = [zoom, ...blocks].join(" ");
    if (this.last?.key === key) return this.last.clusters;
    const [west = 0, north = 0, east = 0, south = 0] = blocks.map((each) => each * block);
    const clusters = joinLumps(this.lumpsIn(west, north, east, south, scale), this.clusterPx).map((lump) => this.toCluster(lump, scale));
    this.last = { key, clusters };
    return clusters;
  }

  /**
   * The spots of a part of the world by cells, in pixels of a zoom level.
   * @param {number} west
   * @param {number} north
   * @param {number} east
   * @param {number} south
   * @param {number} scale
   * @returns {Lump[]}
   */
  lumpsIn(west, north, east, south, scale) {
    const { x, y, starts } = this;
    /** @type {Map<number, Lump>} */
    const cells = new Map();
    for (let spot = 0; spot < x.length; spot += 1) {
      const weight = (starts[spot + 1] ?? 0) - (starts[spot] ?? 0);
      const [left, top] = [x[spot] ?? 0, y[spot] ?? 0];
      if (!weight || left < west || left >= east || top < north || top >= south) continue;
      const key = cellKey(left * scale, top * scale, this.clusterPx);
      const lump = cells.get(key);
      if (lump) addSpot(lump, left * scale, top * scale, weight, spot);
      else cells.set(key, { x: left * scale, y: top * scale, weight, spots: [spot] });
    }
    return [...cells.values()];
  }

  /**
   * @param {Lump} lump
   * @param {number} scale
   * @returns {Cluster}
   */
  toCluster({ x, y, weight, spots }, scale) {
    spots.sort((one, other) => one - other);
    return {
      key: `${spots[0]}/${spots.length}/${weight}`,
      lat: latOf(y / scale),
      lon: (x / scale / TILE_PX) * 360 - 180,
      spots,
      count: this.hasSeveral ? this.storiesIn(spots).length : weight,
    };
  }

  /**
   * The stories on these spots, each once, in their order.
   * @param {readonly number[]} spots
   * @returns {number[]}
   */
  storiesIn(spots) {
    /** @type {number[]} */
    const numbers = [];
    for (const spot of spots) {
      for (let at = this.starts[spot] ?? 0; at < (this.starts[spot + 1] ?? 0); at += 1) numbers.push(this.stories[at] ?? 0);
    }
    const sorted = Uint32Array.from(numbers).sort();
    return [...sorted.filter((number, index) => index === 0 || number !== sorted[index - 1])];
  }

  /**
   * How many of the stories on these spots have each value; the last entry is for those without one.
   * @param {readonly number[]} spots
   * @param {Int32Array} valueOf story → value, or -1
   * @param {number} size of the vocabulary
   * @returns {Uint32Array}
   */
  tally(spots, valueOf, size) {
    const { starts, stories } = this;
    const tally = new Uint32Array(size + 1);
    for (const spot of spots) {
      const end = starts[spot + 1] ?? 0;
      for (let at = starts[spot] ?? 0; at < end; at += 1) {
        const value = valueOf[stories[at] ?? 0] ?? -1;
        count(tally, value < 0 ? size : value);
      }
    }
    return tally;
  }

  /**
   * The part of the map in which these spots lie.
   * @param {readonly number[]} spots
   * @returns {Box}
   */
  boxOf(spots) {
    const { lat, lon } = this.columns.spots;
    const box = { south: Infinity, west: Infinity, north: -Infinity, east: -Infinity };
    for (const spot of spots) {
      box.south = Math.min(box.south, lat[spot] ?? 0);
      box.north = Math.max(box.north, lat[spot] ?? 0);
      box.west = Math.min(box.west, lon[spot] ?? 0);
      box.east = Math.max(box.east, lon[spot] ?? 0);
    }
    return box;
  }

  /**
   * How far the spots lie apart at a zoom level, in pixels: the longer side of the box around them.
   * @param {readonly number[]} spots
   * @param {number} zoom
   */
  extentPx(spots, zoom) {
    let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const spot of spots) {
      const [left, top] = [this.x[spot] ?? 0, this.y[spot] ?? 0];
      [west, east, north, south] = [Math.min(west, left), Math.max(east, left), Math.min(north, top), Math.max(south, top)];
    }
    return Math.max(east - west, south - north) * 2 ** zoom;
  }
}

/**
 * Makes one of lumps whose middles are closer than a marker is wide, the heaviest first, until none are.
 * @param {Lump[]} lumps
 * @param {number} px how close is too close
 * @returns {Lump[]}
 */
function joinLumps(lumps, px) {
  let current = lumps;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const joined = joinOnce(current, px);
    if (joined.length === current.length) return joined;
    current = joined;
  }
  return current;
}

/**
 * @param {Lump[]} lumps
 * @param {number} px
 * @returns {Lump[]}
 */
function joinOnce(lumps, px) {
  /** @type {Map<number, Lump[]>} */
  const cells = new Map();
  for (const lump of lumps) {
    const key = cellKey(lump.x, lump.y, px);
    const there = cells.get(key);
    if (there) there.push(lump);
    else cells.set(key, [lump]);
  }
  const ordered = [...lumps].sort(heaviestFirst);
  /** @type {Set<Lump>} */
  const taken = new Set();
  const joined = [];
  for (const lump of ordered) {
    if (taken.has(lump)) continue;
    taken.add(lump);
    const { x, y } = lump;
    for (const other of neighboursOf(cells, x, y, px)) {
      if (taken.has(other) || Math.hypot(other.x - x, other.y - y) >= px) continue;
      taken.add(other);
      addLump(lump, other);
    }
    joined.push(lump);
  }
  return joined;
}

/**
 * @param {Lump} one
 * @param {Lump} other
 */
function heaviestFirst(one, other) {
  return other.weight - one.weight || one.y - other.y || one.x - other.x;
}

/**
 * @param {Map<number, Lump[]>} cells
 * @param {number} x
 * @param {number} y
 * @param {number} px
 */
function neighboursOf(cells, x, y, px) {
  /** @type {Lump[]} */
  const found = [];
  for (let down = -1; down <= 1; down += 1) {
    for (let right = -1; right <= 1; right += 1) {
      found.push(...(cells.get(cellKey(x + right * px, y + down * px, px)) ?? []));
    }
  }
  return found.sort(heaviestFirst);
}

/**
 * @param {Lump} lump
 * @param {number} x
 * @param {number} y
 * @param {number} weight
 * @param {number} spot
 */
function addSpot(lump, x, y, weight, spot) {
  const sum = lump.weight + weight;
  lump.x += ((x - lump.x) * weight) / sum;
  lump.y += ((y - lump.y) * weight) / sum;
  lump.weight = sum;
  lump.spots.push(spot);
}

/**
 * @param {Lump} lump
 * @param {Lump} other
 */
function addLump(lump, other) {
  const sum = lump.weight + other.weight;
  lump.x += ((other.x - lump.x) * other.weight) / sum;
  lump.y += ((other.y - lump.y) * other.weight) / sum;
  lump.weight = sum;
  for (const spot of other.spots) lump.spots.push(spot);
}

/**
 * @param {number} x in pixels
 * @param {number} y
 * @param {number} px the side of a cell
 */
function cellKey(x, y, px) {
  return Math.floor(y / px) * 2 ** 26 + Math.floor(x / px);
}

/**
 * Adds one to a number in a list; gives what stood there.
 * @param {Uint32Array} list
 * @param {number} index
 */
function count(list, index) {
  const before = list[index] ?? 0;
  list[index] = before + 1;
  return before;
}

/** Web Mercator, in pixels of zoom level 0. @param {number} lon */
function xOf(lon) {
  return ((lon + 180) / 360) * TILE_PX;
}

/** @param {number} lat */
function yOf(lat) {
  const angle = (Math.max(-MOST_LAT, Math.min(MOST_LAT, lat)) * Math.PI) / 180;
  return ((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * TILE_PX;
}

/** @param {number} y */
function latOf(y) {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / TILE_PX))) * 180) / Math.PI;
}
