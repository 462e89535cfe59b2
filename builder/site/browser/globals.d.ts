// The vendored scripts that come before our modules: Leaflet is `L`, Supercluster is itself.
import type SuperclusterClass from "supercluster";

declare global {
  const Supercluster: typeof SuperclusterClass;
}

export {};
