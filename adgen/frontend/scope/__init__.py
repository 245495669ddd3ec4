"""Where the front end is: frames, the state at a point, values, and the context that holds them."""
