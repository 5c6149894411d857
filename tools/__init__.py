"""What the clone needs to work on itself: the engine, the environment and the demo."""
