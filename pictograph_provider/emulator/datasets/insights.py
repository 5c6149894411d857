"""What a dataset holds, counted over its images that are not archived."""

from __future__ import annotations

import sqlite3

_IMAGES = "FROM images WHERE dataset_id = :dataset AND NOT is_archived"
_ANNOTATIONS = (
    "FROM annotations JOIN images ON images.id = image_id"
    " WHERE dataset_id = :dataset AND NOT is_archived"
)
# Annotations and least confidence of each image, images without annotations included.
_PER_IMAGE = """
WITH per_image AS (
    SELECT count(image_id) AS labels,
        min(coalesce(json_extract(body, '$.confidence'), 1.0)) AS confidence
    FROM images LEFT JOIN annotations ON image_id = images.id
    WHERE dataset_id = :dataset AND NOT is_archived GROUP BY images.id
)
"""
# The keys of the real histogram are not public.
_BUCKET = """CASE WHEN labels = 0 THEN '0' WHEN labels <= 5 THEN '1-5'
    WHEN labels <= 10 THEN '6-10' WHEN labels <= 50 THEN '11-50' ELSE '51+' END"""


def insights(db: sqlite3.Connection, dataset_id: str) -> dict[str, object]:
    """Every key the vendor's SDK 1.69.146 reads.

    ``class_annotation_counts`` and ``class_image_counts`` are keyed by class name.
    """
    scope = {"dataset": dataset_id}

    def table(query: str) -> dict[str, int]:
        return {row[0]: row[1] for row in db.execute(query, scope)}

    images, size = db.execute(f"SELECT count(*), sum(file_size) {_IMAGES}", scope).fetchone()
    total, annotated = db.execute(
        f"SELECT count(*), count(DISTINCT image_id) {_ANNOTATIONS}", scope
    ).fetchone()
    stages = table(f"SELECT status, count(*) {_IMAGES} GROUP BY status")
    return {
        "total_images": images,
        "total_annotations": total,
        "annotated_images": annotated,
        "unannotated_images": images - annotated,
        "avg_annotations_per_image": round(total / images, 2) if images else 0.0,
        "total_bytes": size or 0,
        "status_counts": {s: stages.get(s, 0) for s in ("new", "annotate", "review", "complete")},
        "class_annotation_counts": table(f"SELECT name, count(*) {_ANNOTATIONS} GROUP BY name"),
        "class_image_counts": table(
            f"SELECT name, count(DISTINCT image_id) {_ANNOTATIONS} GROUP BY name"
        ),
        "type_counts": table(
            f"SELECT annotations.type, count(*) {_ANNOTATIONS} GROUP BY annotations.type"
        ),
        "annotation_density": table(
            f"{_PER_IMAGE} SELECT {_BUCKET}, count(*) FROM per_image GROUP BY 1"  # noqa: S608 - literals
        ),
        "dimensions": _dimensions(db, scope),
        "model_confidence": _model_confidence(db, scope),
    }


def _dimensions(db: sqlite3.Connection, scope: dict[str, str]) -> dict[str, object]:
    ranges = db.execute(
        "SELECT min(width) AS min_width, max(width) AS max_width,"
        " CAST(round(avg(width)) AS INTEGER) AS avg_width, min(height) AS min_height,"
        " max(height) AS max_height, CAST(round(avg(height)) AS INTEGER) AS avg_height,"
        f" count(*) FILTER (WHERE width IS NULL OR height IS NULL) AS missing {_IMAGES}",
        scope,
    ).fetchone()
    sizes = db.execute(
        f"SELECT width AS w, height AS h, count(*) AS count {_IMAGES}"
        " AND width IS NOT NULL AND height IS NOT NULL GROUP BY w, h ORDER BY count DESC, w, h",
        scope,
    ).fetchall()
    return {
        **{key: ranges[key] for key in ranges.keys() if key != "missing"},  # noqa: SIM118 - a Row iterates values
        "orientation": {
            "landscape": sum(size["count"] for size in sizes if size["w"] > size["h"]),
            "portrait": sum(size["count"] for size in sizes if size["w"] < size["h"]),
            "square": sum(size["count"] for size in sizes if size["w"] == size["h"]),
        },
        "sizes": [dict(size) for size in sizes[:200]],
        "distinct_size_count": len(sizes),
        "images_with_dimensions": sum(size["count"] for size in sizes),
        "images_missing_dimensions": ranges["missing"],
    }


def _model_confidence(db: sqlite3.Connection, scope: dict[str, str]) -> dict[str, object] | None:
    """None where every annotation is certain, as when people drew them all."""
    row = db.execute(
        f"{_PER_IMAGE} SELECT count(*) AS flagged, min(confidence) AS lowest,"  # noqa: S608 - literals
        " avg(confidence) AS avg_flagged,"
        " count(*) FILTER (WHERE confidence < 0.5) AS lt50,"
        " count(*) FILTER (WHERE confidence >= 0.5 AND confidence < 0.7) AS b50_70,"
        " count(*) FILTER (WHERE confidence >= 0.7 AND confidence < 0.9) AS b70_90,"
        " count(*) FILTER (WHERE confidence >= 0.9) AS b90_100"
        " FROM per_image WHERE confidence < 1.0",
        scope,
    ).fetchone()
    if not row["flagged"]:
        return None
    bands = ("lt50", "b50_70", "b70_90", "b90_100")
    return {
        "flagged": row["flagged"],
        "lowest": row["lowest"],
        "avg_flagged": row["avg_flagged"],
        "buckets": {band: row[band] for band in bands},
    }
