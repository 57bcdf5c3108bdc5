"""The wanted community beside what a platform has: a pure plan. Platforms survey what there is and carry the steps out."""
