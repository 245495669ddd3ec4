"""The mutation check of the fuzzer: bugs planted in adgen, one at a time, that it has to find."""
