"""Operations of the IR: calls of primitives, what they give, and what they refuse."""
