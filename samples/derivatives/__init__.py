"""Written by adgen: the derivatives of the samples. `make derivatives` writes them anew."""
