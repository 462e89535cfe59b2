"""Drawings of buildings: what a traveller recognises in a town.

A drawing is a list of (role, path data) in its own units: it stands on (0, 0), x to the right and y down.
Paths are written by hand; a role is one of `palette.ROLES`.
"""

from collections.abc import Mapping
from typing import TypeAlias

Drawing: TypeAlias = tuple[tuple[str, str], ...]

CATHEDRAL: Drawing = (
    # nave and choir, behind the tower
    ("slate", "M12-24l4-19h40l9 19z"),
    ("wall", "M12 0v-24h53l5 5v19z"),
    ("slate", "M12-11l2-5h52l5 5z"),
    ("wall", "M33 0v-29l7-14 7 14v29z"),
    (
        "window",
        "M37.5-6v-14q2.5-6 5 0v14zM17-15v-6q1.5-3 3 0v6zM24-15v-6q1.5-3 3 0v6zM51-15v-6q1.5-3 3 0v6z"
        "M58-15v-6q1.5-3 3 0v6zM18-3v-5q1.5-3 3 0v5zM26-3v-5q1.5-3 3 0v5zM51-3v-5q1.5-3 3 0v5zM60-3v-5q1.5-3 3 0v5z",
    ),
    ("slate", "M53.5-43v-5l1.5-8 1.5 8v5z"),
    # the tower, flat on top since the money ran out
    ("wall", "M-17 0v-33l1.5-3v-24l1.5-3v-32h28v32l1.5 3v24l1.5 3v33z"),
    ("shade", "M8 0v-95h6v32l1.5 3v24l1.5 3v33z"),
    ("shade", "M-15.5-95h31v-3.5h-31z"),
    ("wall", "M-15-98.5v-4.5h3v4.5zM-6.5-98.5v-3h3v3zM3.5-98.5v-3h3v3zM12-98.5v-4.5h3v4.5z"),
    (
        "window",
        "M-8.5-64v-22q3-7 6 0v22zM2.5-64v-22q3-7 6 0v22zM-8-39v-15q2.7-5 5.4 0v15zM2.6-39v-15q2.7-5 5.4 0v15z"
        "M-5-12v-15q5-9 10 0v15zM-4 0v-5q4-6 8 0v5z",
    ),
    ("ink", "M-11.5 0v-95M11.5 0v-95M-15.5-60h31M-17-33h34M0-64v-25M0-39v-17"),
)

GATE: Drawing = (
    ("wall", "M-7 0v-17h14v17z"),
    ("wall", "M-19 0v-23h13v23zM6 0v-23h13v23z"),
    ("shade", "M-9.5 0v-23h3.5v23zM15.5 0v-23h3.5v23z"),
    ("slate", "M-20.5-23l4-13q4-4 8 0l4 13zM4.5-23l4-13q4-4 8 0l4 13z"),
    ("roof", "M-6.5-17l1.5-6h10l1.5 6z"),
    ("window", "M-4 0v-7q4-6 8 0v7zM-14-9h2.5v-5h-2.5zM11.5-9h2.5v-5h-2.5zM-14-17h2.5v-3h-2.5zM11.5-17h2.5v-3h-2.5z"),
    ("ink", "M-12.5-37.5v-5M12.5-37.5v-5M-19-12h13M6-12h13"),
)

STATION: Drawing = (
    ("slate", "M-22-12l4-5h36l4 5z"),
    ("wall", "M-22 0v-12h44v12z"),
    ("wall", "M-9 0v-20q9-9 18 0v20z"),
    ("shade", "M-22 0v-3h44v3z"),
    ("window", "M-5-6v-10q5-6 10 0v10zM-18-4v-4h3v4zM-13-4v-4h2.5v4zM10.5-4v-4h2.5v4zM15-4v-4h3v4z"),
    ("ink", "M0-6v-13M-5-11h10M0-24.5v-7"),
    ("accent", "M.3-31.5l6 1.7-6 1.7z"),
)

HALT: Drawing = (
    ("wall", "M-9 0v-8h18v8z"),
    ("roof-dark", "M-12-8l3-4h18l3 4z"),
    ("window", "M-6-2v-4h3v4zM3-2v-4h3v4z"),
    ("ink", "M0 0v-8M-12 0h24"),
)

STADIUM: Drawing = (
    ("shade", "M-24-6q0-9 24-9t24 9v3q0 8-24 8t-24-8z"),
    ("wall", "M-24-6q0-9 24-9t24 9-24 8-24-8z"),
    ("lawn", "M-15-6.5q0-4.5 15-4.5t15 4.5-15 4.5-15-4.5z"),
    ("ink", "M0-11v9M-3-6.5q0-1.5 3-1.5t3 1.5-3 1.5-3-1.5M-21-11v-13M21-11v-13M-10-14.5v-12M10-14.5v-12"),
    ("accent", "M-10-26.5h6v2h-6z"),
    ("wall", "M-23.5-27h5v3h-5zM18.5-27h5v3h-5z"),
)

CHURCH: Drawing = (
    ("wall", "M0 0v-8h14v8z"),
    ("roof-dark", "M0-8l2-6h11l2 6z"),
    ("wall", "M-7 0v-15h8v15z"),
    ("slate", "M-8-15l5-15 5 15z"),
    ("window", "M-4.5-9v-3q1.5-2 3 0v3zM4-2.5v-3q1-1.5 2 0v3zM9-2.5v-3q1-1.5 2 0v3zM-4.5 0v-3q1.5-2 3 0v3z"),
    ("ink", "M-3-30v-4.5M-4.5-33h3"),
)

BAROQUE: Drawing = (
    ("slate", "M6-12l2-8h14l3 8z"),
    ("wall", "M6 0v-12h19v12z"),
    ("wall", "M-10 0v-13h20v13z"),
    ("wall", "M-6.5-13q-4 0-3.5-3 3.5 0 4-8 0-4 6-6 6 2 6 6 .5 8 4 8 .5 3-3.5 3z"),
    (
        "window",
        "M-2.5 0v-5q2.5-3 5 0v5zM-2-17v-5q2-2.5 4 0v5zM-7.5-5v-4h2.5v4zM5-5v-4h2.5v4zM13-4v-4q1-1.5 2 0v4zM19-4v-4q1-1.5 2 0v4z",
    ),
    ("ink", "M-10-13h20M-9-15.5h18M0-30v-4M-1.5-32.5h3"),
)

DOME: Drawing = (
    ("wall", "M-14 0v-10h28v10z"),
    ("slate", "M-14-10l2-4h24l2 4z"),
    ("wall", "M-7-13v-6h14v6z"),
    ("slate", "M-8-19q0-10 8-12 8 2 8 12z"),
    ("wall", "M-2-31v-3.5h4v3.5z"),
    (
        "window",
        "M-5-14.5v-2.5h2v2.5zM-1-14.5v-2.5h2v2.5zM3-14.5v-2.5h2v2.5zM-2 0v-5q2-2.5 4 0v5zM-9.5-3v-4h2.5v4zM7-3v-4h2.5v4z",
    ),
    ("ink", "M0-34.5v-4M-1.5-37h3M-4-20q0-7 4-10.5 4 3.5 4 10.5"),
)

LIBRARY: Drawing = (
    ("roof", "M-16-11l3-8h30l3 8z"),
    ("wall", "M-16 0v-11h36v11z"),
    ("wall", "M-14 0v-14l6-9 6 9v14z"),
    ("window", "M-10.5-8v-6q2.5-4 5 0v6zM2-4v-4q1-1.5 2 0v4zM8-4v-4q1-1.5 2 0v4zM14-4v-4q1-1.5 2 0v4zM-9.5 0v-4h3v4z"),
    ("accent", "M5-22.5q3-2 5.5 0 2.5-2 5.5 0v4.5q-3-2-5.5 0-2.5-2-5.5 0z"),
)

MEMORIAL: Drawing = (
    ("slate", "M-16-11l3-5h26l3 5z"),
    ("wall", "M-16 0v-11h32v11z"),
    ("shade", "M-4 0v-13l4-3 4 3v13z"),
    (
        "window",
        "M-2 0v-6q2-3 4 0v6zM-13-6v-3h2v3zM-8-6v-3h2v3zM6-6v-3h2v3zM11-6v-3h2v3zM-13-1.5v-2h2v2zM-8-1.5v-2h2v2zM6-1.5v-2h2v2zM11-1.5v-2h2v2z",
    ),
)

MUSEUM: Drawing = (
    ("roof-dark", "M-14-10l3-8h22l3 8z"),
    ("wall", "M-14 0v-10h28v10z"),
    ("wall", "M-12-9v-5h2v-2.5h2v-2.5h3v2.5h2v2.5h2v5z"),
    ("wall", "M9 0v-24h6v24z"),
    ("slate", "M8-24l4-9 4 9z"),
    (
        "window",
        "M-10-3v-4q1-1.5 2 0v4zM-5-3v-4q1-1.5 2 0v4zM0-3v-4q1-1.5 2 0v4zM5-3v-4q1-1.5 2 0v4zM11-15v-3h2v3zM11-8v-3h2v3z",
    ),
)

TOWNHALL: Drawing = (
    ("slate", "M-17-13l3-8h28l3 8z"),
    ("wall", "M-17 0v-13h34v13z"),
    ("wall", "M-5 0v-22h10v22z"),
    ("slate", "M-6-22l3-5h6l3 5z"),
    ("wall", "M-17-13v-4h2v-2h2v-2h2v2h2v2h2v4z"),
    (
        "window",
        "M-3-10v-5q3-4 6 0v5zM-2 0v-4q2-3 4 0v4zM-14-4v-4h2.5v4zM-10-4v-4h2.5v4zM7.5-4v-4h2.5v4zM11.5-4v-4h2.5v4z",
    ),
    ("ink", "M0-27v-6"),
    ("accent", "M.3-33l5 1.5-5 1.5z"),
)

BREWERY: Drawing = (
    ("wall", "M-11 0v-15h15v15z"),
    ("roof", "M-12-15l3-4h10l3 4z"),
    ("wall", "M4 0v-9h9v9z"),
    ("roof-dark", "M6.5-9v-19h4v19z"),
    ("window", "M-8.5-3v-8h4v8zM-2.5-3v-8h4v8zM6-2v-3.5h2v3.5zM9.5-2v-3.5h2v3.5z"),
    ("ink", "M8.5-30q-3-2 0-4 3-2 1-4M-8.5-7h4M-2.5-7h4"),
)

BRIDGE: Drawing = (
    ("wall", "M-17 2v-6q17-9 34 0v6h-3q-1-5-5-5t-5 5h-1.5q0-6-2.5-6t-2.5 6h-1.5q-1-5-5-5t-5 5z"),
    ("ink", "M-17-6q17-9 34 0"),
)

HALL: Drawing = (
    ("slate", "M-17-8q5.5-9 11.3 0 5.7-9 11.4 0 5.7-9 11.3 0z"),
    ("wall", "M-17 0v-8h34v8z"),
    ("window", "M-13-1v-4h3.5v4zM-1.8 0v-5h3.6v5zM9.5-1v-4h3.5v4z"),
)

RAMP: Drawing = (
    ("shade", "M-14 0v-9h4q3 9 10 9t10-9h4v9z"),
    ("ink", "M-1-9l2 4-2.5 3M1-5l2.5 2.5M-1-8l4-1.5M-3-1.5h5"),
    ("accent", "M-1.8-12.3q1.3-1.3 2.6 0 1.3 1.3 0 2.6-1.3 1.3-2.6 0-1.3-1.3 0-2.6z"),
)

LOCOMOTIVE: Drawing = (
    ("roof-dark", "M-13-4v-8h16v8z"),
    ("wall", "M3-4v-14h10v14z"),
    ("slate", "M2-18h12v-2h-12z"),
    ("shade", "M-11-12v-7h3.5v7zM-3-12v-3h3v3z"),
    ("window", "M5.5-10v-5h5v5z"),
    ("wall", "M-12-3a3 3 0 1 1 6 0a3 3 0 1 1-6 0zM-4-3a3 3 0 1 1 6 0a3 3 0 1 1-6 0zM5-3a3 3 0 1 1 6 0a3 3 0 1 1-6 0z"),
    ("ink", "M-9-22q-2-3 2-4t2-4M-15 0h30"),
)

TOWN_DRAWINGS: Mapping[str, Drawing] = {
    "cathedral": CATHEDRAL,
    "gate": GATE,
    "station": STATION,
    "halt": HALT,
    "stadium": STADIUM,
    "church": CHURCH,
    "baroque": BAROQUE,
    "dome": DOME,
    "library": LIBRARY,
    "memorial": MEMORIAL,
    "museum": MUSEUM,
    "townhall": TOWNHALL,
    "brewery": BREWERY,
    "bridge": BRIDGE,
    "hall": HALL,
    "ramp": RAMP,
    "locomotive": LOCOMOTIVE,
}
