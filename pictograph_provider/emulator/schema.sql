CREATE TABLE IF NOT EXISTS organizations (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    slug        TEXT NOT NULL UNIQUE,
    description TEXT,
    is_public   INTEGER NOT NULL DEFAULT 0,
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL
);

-- The secret is kept readable because the first key is printed again after a restart.
CREATE TABLE IF NOT EXISTS api_keys (
    id              TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations ON DELETE CASCADE,
    secret          TEXT NOT NULL UNIQUE,
    role            TEXT NOT NULL,
    is_active       INTEGER NOT NULL DEFAULT 1,
    created_at      TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS datasets (
    id               TEXT PRIMARY KEY,
    organization_id  TEXT NOT NULL REFERENCES organizations ON DELETE CASCADE,
    name             TEXT NOT NULL,
    description      TEXT,
    readme           TEXT,
    annotation_types TEXT NOT NULL,
    classes          TEXT NOT NULL,
    archived_at      TEXT,
    created_at       TEXT NOT NULL,
    updated_at       TEXT NOT NULL,
    UNIQUE (organization_id, name)
);

CREATE TABLE IF NOT EXISTS images (
    id             TEXT PRIMARY KEY,
    dataset_id     TEXT NOT NULL REFERENCES datasets ON DELETE CASCADE,
    directory_path TEXT NOT NULL,
    filename       TEXT NOT NULL,
    status         TEXT NOT NULL DEFAULT 'new',
    content_type   TEXT NOT NULL,
    file_size      INTEGER NOT NULL,
    width          INTEGER,
    height         INTEGER,
    is_archived    INTEGER NOT NULL DEFAULT 0,
    content        BLOB NOT NULL,
    created_at     TEXT NOT NULL,
    UNIQUE (dataset_id, directory_path, filename)
);

CREATE TABLE IF NOT EXISTS uploads (
    token          TEXT PRIMARY KEY,
    dataset_id     TEXT NOT NULL REFERENCES datasets ON DELETE CASCADE,
    directory_path TEXT NOT NULL,
    filename       TEXT NOT NULL,
    content_type   TEXT NOT NULL,
    expires_at     TEXT NOT NULL,
    content        BLOB
);

CREATE TABLE IF NOT EXISTS annotations (
    image_id TEXT NOT NULL REFERENCES images ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    type     TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (image_id, position)
);

CREATE TABLE IF NOT EXISTS exports (
    id               TEXT PRIMARY KEY,
    dataset_id       TEXT NOT NULL REFERENCES datasets ON DELETE CASCADE,
    name             TEXT NOT NULL,
    request          TEXT NOT NULL,
    status           TEXT NOT NULL,
    reads_left       INTEGER NOT NULL,
    error_message    TEXT,
    image_count      INTEGER NOT NULL,
    annotation_count INTEGER NOT NULL,
    token            TEXT NOT NULL UNIQUE,
    content          BLOB NOT NULL,
    created_at       TEXT NOT NULL,
    expires_at       TEXT NOT NULL,
    UNIQUE (dataset_id, name)
);

CREATE TABLE IF NOT EXISTS idempotent_answers (
    api_key_id TEXT NOT NULL REFERENCES api_keys ON DELETE CASCADE,
    method     TEXT NOT NULL,
    path       TEXT NOT NULL,
    key        TEXT NOT NULL,
    request    TEXT NOT NULL,
    status     INTEGER NOT NULL,
    body       BLOB NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (api_key_id, method, path, key)
);
