"""The search index: words of public stories as small binary files, of which a browser fetches what a question needs."""

from builder.atlas.search_index.building import IndexPlan, build_search_index
from builder.atlas.search_index.documents import Field, FieldText, SearchDocument, build_search_documents
from builder.atlas.search_index.merging import SearchFiles

__all__ = [
    "Field",
    "FieldText",
    "IndexPlan",
    "SearchDocument",
    "SearchFiles",
    "build_search_documents",
    "build_search_index",
]
