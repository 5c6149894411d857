"""What the asserts outside of the test modules compare is to be shown as well."""

import pytest

pytest.register_assert_rewrite("tests.engine.crashes.converged")
