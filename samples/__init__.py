"""What adgen is for: five small jobs and their derivatives. `make demo` runs them all."""
