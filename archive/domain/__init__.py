"""Pure rules and values: no I/O and no clock; time comes in as an argument."""
