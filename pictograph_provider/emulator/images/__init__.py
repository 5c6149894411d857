"""Images, and the storage their bytes are uploaded to."""
