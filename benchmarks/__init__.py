"""How long a person waits: this provider beside others, against the same emulator."""
