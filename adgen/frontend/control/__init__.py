"""Control: what loops carry, how they end, and the ways that control takes out of them."""
