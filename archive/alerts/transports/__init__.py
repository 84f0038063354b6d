"""The ways by which messages go, one file each; none knows another."""
