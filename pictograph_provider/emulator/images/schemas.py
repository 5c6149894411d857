"""The bodies of image requests."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Filename = Annotated[
    str, Field(min_length=1, max_length=255, json_schema_extra={"pattern": "^[^/]+$"})
]
Pixels = Annotated[int, Field(ge=1, le=2**31 - 1)]


def _no_slash(name: str) -> str:
    if "/" in name:
        raise ValueError("must not contain a slash; say the directory in directory_path")
    return name


def _directory(path: str) -> str:
    return "/" + path.strip("/")


class ImageAddress(BaseModel):
    """Where an image is in its dataset, and what kind of image it is."""

    model_config = ConfigDict(extra="forbid")

    filename: Annotated[Filename, AfterValidator(_no_slash)]
    directory_path: Annotated[str, AfterValidator(_directory)] = "/"
    content_type: Annotated[str, Field(pattern="^image/")]


class ImageRegistration(ImageAddress):
    file_size: Annotated[int, Field(ge=0)] | None = None
    width: Pixels | None = None
    height: Pixels | None = None


class UploadUrlRequest(ImageAddress):
    dataset: str


class RegisterRequest(ImageRegistration):
    dataset: str


class BulkUploadUrlRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    dataset: str
    images: list[ImageAddress] = Field(min_length=1)


class BulkRegisterRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    dataset: str
    images: list[ImageRegistration] = Field(min_length=1)
