"""Is this file what it says it is? Known bytes at once, unknown ones by a full check elsewhere."""
