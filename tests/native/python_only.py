"""How a text that only a Python program can use is told from others."""

from __future__ import annotations

import re

PYTHON_ONLY = re.compile(
    r"\b[a-z]+_[a-z_]+ ?="
    r"|\b(class_moves|class_order|allow_class_removal|foreign_classes|on_delete|api_key|base_url)\b"
    r"|\b(save_before_removal|annotation_types|max_retries|retain_on_delete|depends_on)\b"
    r"|ProjectClass|ResourceOptions|\bTrue\b|\bFalse\b|\bNone\b|adopt=|name=|'s Provider"
    r"|(?<!Client; )Client\(\)\."
)
"""What only a Python program is written like."""
