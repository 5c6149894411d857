"""What the asserts outside of the test module compare is to be shown as well."""

import pytest

pytest.register_assert_rewrite("tests.engine.faults.verify", "tests.engine.faults.requests")
