"""Drawings outside the walls: mills, castles, boats and animals.

Same shape as in `drawings_town`: (role, path data), standing on (0, 0).
"""

from collections.abc import Mapping

from builder.atlas.basemap.drawings_town import Drawing

WINDMILL: Drawing = (
    ("shade", "M-6 0l2.5-15h7l2.5 15z"),
    ("roof-dark", "M-4.5-15q4.5-8 9 0z"),
    ("window", "M-1.5 0v-4h3v4zM-1-9v-2.5h2v2.5z"),
    ("ink", "M-11-27l22 20M-10-6l20-22"),
    ("wall", "M-11-27l2-2.3 7 6.3-2 2.3zM11-7l-2 2.3-7-6.3 2-2.3zM-10-6l-2.3-2 6.3-7 2.3 2zM10-28l2.3 2-6.3 7-2.3-2z"),
)

CASTLE: Drawing = (
    ("slate", "M-11-11l3-8h16l3 8z"),
    ("wall", "M-11 0v-11h22v11z"),
    ("wall", "M-17 0v-14h7v14zM10 0v-14h7v14z"),
    ("slate", "M-18-14l4.5-10 4.5 10zM9-14l4.5-10 4.5 10z"),
    ("window", "M-2 0v-5q2-3 4 0v5zM-7.5-5v-3.5h2.5v3.5zM5-5v-3.5h2.5v3.5zM-14.5-8v-3h2v3zM12.5-8v-3h2v3z"),
    ("ink", "M-13.5-24v-4M13.5-24v-4"),
)

ABBEY: Drawing = (
    ("roof", "M-20-8l3-6h22l3 6z"),
    ("wall", "M-20 0v-8h28v8z"),
    ("wall", "M8 0v-10h12v10z"),
    ("slate", "M8-10q0-3 2-3v-4q4-5 8 0v4q2 0 2 3z"),
    ("wall", "M-8 0v-11h7v11z"),
    ("roof-dark", "M-9-11l4.5-7 4.5 7z"),
    ("window", "M-6 0v-5q1.5-2.5 3 0v5zM-17-3v-2.5h2v2.5zM-13-3v-2.5h2v2.5zM2-3v-2.5h2v2.5zM12-3v-4q2-2.5 4 0v4z"),
    ("ink", "M14-20v-6M12.3-24h3.4"),
)

SWIM: Drawing = (
    ("pool", "M-15-3q0-6 15-6t15 6-15 6-15-6z"),
    ("ink", "M-9-3.5q1.5-1.5 3 0t3 0 3 0 3 0M-4 .3q1.5-1.5 3 0t3 0 3 0M3-6.5l5-2"),
    ("accent", "M8-5q-2.5 0-2-2 .5-1.8 2-1.8t2 1.8q.5 2-2 2z"),
)

ROSE: Drawing = (
    ("grass", "M0 0q-1-4 0-9M0-3q-5 0-5-4M0-4q4 0 5-4"),
    ("roof", "M0-9q-6 0-6-5 0-3 3-4.5 1.5-2 4-1 5 .5 5 5.5 0 5-6 5z"),
    ("ink", "M-3-14q0-3 3-3t3 2.5-2.5 2.5-1.5-2M-5-12q2 2.5 6 2"),
)

STORK: Drawing = (
    ("wall", "M-7-9q3-5 9-4 2-1 2.5-5 0-3 2.5-3 2 0 2 1.5l-2 1q-.5 6-3.5 9-4 2.5-10.5.5z"),
    ("window", "M-7-9l4.5-2q-1 2-2 2.6z"),
    ("accent", "M9-20.3l6.5 1.6-6.6.4z"),
    ("ink", "M-1-8.5v8.5h-2M1.5-9l.5 9h-2"),
)

SWAN: Drawing = (
    ("wall", "M-8-2q0-5 8-4.5 4 0 3-5-.5-4 2.5-4t2.5 2.5q-2.5-.5-2.5 2 1 6 .5 8-2 3.5-8 3t-6-2z"),
    ("accent", "M7.5-14l3 1-3 .5z"),
    ("hatch", "M-11 1.5q2-1.5 4 0t4 0 4 0 4 0 4 0"),
)

COW: Drawing = (
    ("wall", "M-8-9q8-1.5 13 0l3-2 3 1.5-1 3.5-3 .5-1 2v4.5h-2v-4h-8v4h-2.5v-4.5z"),
    ("window", "M-5-9.5q3-.5 4 0 0 3.5-2.5 3.5t-1.5-3.5zM2.5-9.4l2.5.4q.5 2.5-1 3-2-.5-1.5-3.4z"),
    ("ink", "M-8-9q-2 2-1 5M-13 0h4M10 0h4"),
)

BARGE: Drawing = (
    ("roof-dark", "M-18-4h36l-3 5q-15 2-31 0z"),
    ("wall", "M8-4v-5h7v5z"),
    ("shade", "M-14-4v-3h19v3z"),
    ("window", "M10-5.5v-2h3v2z"),
    ("ink", "M-9.5-7v3M-5-7v3M-.5-7v3"),
    ("accent", "M15-9h4v-2.5h-4z"),
)

SAIL: Drawing = (
    ("roof-dark", "M-8-3h16l-3 4h-10z"),
    ("wall", "M1-4v-17q7 8 8 15zM-1-5v-13q-5 6-6 12z"),
    ("ink", "M0-3v-19"),
)

LOCK: Drawing = (
    ("wall", "M4 0v-7h10v7z"),
    ("roof", "M3-7l3-5h6l3 5z"),
    ("window", "M8 0v-4h2.5v4z"),
    ("shade", "M-14 1v-8h4v8zM-2 1v-8h3v8z"),
    ("ink", "M-10-6l4 4 4-4M-16-7h8M-4-7h7"),
)

TREE: Drawing = (
    ("ink", "M0 0v-6"),
    ("tree-shape", "M0-4q-8 0-7-6-2-5 3-7 3-4 7-1 5 1 4 7 1 6-7 7z"),
)

COUNTRY_DRAWINGS: Mapping[str, Drawing] = {
    "windmill": WINDMILL,
    "castle": CASTLE,
    "abbey": ABBEY,
    "swim": SWIM,
    "rose": ROSE,
    "stork": STORK,
    "swan": SWAN,
    "cow": COW,
    "barge": BARGE,
    "sail": SAIL,
    "lock": LOCK,
    "tree": TREE,
}
