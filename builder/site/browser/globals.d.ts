// The vendored scripts that come before our modules: Leaflet is `L`, the painter of vector tiles `protomapsL`.
import type * as Protomaps from "protomaps-leaflet";

declare global {
  const protomapsL: typeof Protomaps;
}

export {};
