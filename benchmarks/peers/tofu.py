"""OpenTofu with Mastercard's provider for any HTTP service.

It sends what it is told to and knows nothing of classes: no plan says what a change destroys.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.peers.peer import AGAIN, CREATE, DESTROY, NO_OP, REFRESH
from benchmarks.processes import Ran, run
from benchmarks.service import Service, class_list, names
from tools.programs import RESTAPI, TOFU, find

SETTINGS = """\
provider_installation {{
  dev_overrides {{
    "mastercard/restapi" = "{folder}"
  }}
  direct {{}}
}}
"""

PROGRAM = """\
terraform {{
  required_providers {{
    restapi = {{ source = "mastercard/restapi" }}
  }}
}}

variable "key" {{
  type      = string
  sensitive = true
}}

provider "restapi" {{
  uri                   = "{url}"
  headers               = {{ "X-API-Key" = var.key, "Content-Type" = "application/json" }}
  id_attribute          = "data/id"
  create_returns_object = true
}}

locals {{
  content = jsondecode(file("content.json"))
}}

resource "restapi_object" "project" {{
  for_each     = toset(local.content.names)
  path         = "/api/v1/developer/datasets"
  create_path  = "/api/v1/developer/datasets/"
  data         = jsonencode({{ name = each.key, classes = local.content.classes }})
}}
"""


class Tofu:
    """A configuration with a local state.

    Raises:
        UnavailableError: it cannot be built here.
    """

    name = "OpenTofu + restapi"

    def __init__(self) -> None:
        self._tofu, self._provider = find(TOFU), find(RESTAPI)
        apply = ("apply", "-auto-approve")
        self.operations: Mapping[str, Callable[[], Ran]] = {
            CREATE: lambda: self._run(*apply),
            NO_OP: lambda: self._run(*apply),
            REFRESH: lambda: self._run(*apply, "-refresh-only"),
            DESTROY: lambda: self._run("destroy", "-auto-approve"),
            AGAIN: lambda: self._run(*apply),
        }

    def prepare(self, folder: Path, service: Service, projects: int) -> None:
        plugins = folder / "plugins"
        plugins.mkdir(parents=True)
        shutil.copy(self._provider, plugins / "terraform-provider-restapi")
        (folder / "settings.tofurc").write_text(SETTINGS.format(folder=plugins))
        (folder / "main.tf").write_text(PROGRAM.format(url=service.url))
        content = {"names": names(projects), "classes": class_list()}
        (folder / "content.json").write_text(json.dumps(content))
        self._folder = folder
        self._env = {
            **os.environ,
            "TF_CLI_CONFIG_FILE": str(folder / "settings.tofurc"),
            "TF_VAR_key": service.key,
            "CHECKPOINT_DISABLE": "1",
            "NO_PROXY": "127.0.0.1",
        }

    def state(self) -> int | None:
        return (self._folder / "terraform.tfstate").stat().st_size

    def _run(self, *args: str) -> Ran:
        command = [str(self._tofu), *args, "-input=false", "-no-color"]
        look_for = "terraform-provider-restapi"
        return run(command, cwd=self._folder, env=self._env, look_for=look_for)
